/** Registering systems and deciding how far automation may go on each. */
@NullMarked
package dev.tenure.application.inventory;

import org.jspecify.annotations.NullMarked;
