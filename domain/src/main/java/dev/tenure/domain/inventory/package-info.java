/** The systems under governance: who owns them, how they are reached, how far automation may go. */
@NullMarked
package dev.tenure.domain.inventory;

import org.jspecify.annotations.NullMarked;
