/** Keeps the systems under governance and the changes of their mode. */
@NullMarked
package dev.tenure.persistence.inventory;

import org.jspecify.annotations.NullMarked;
