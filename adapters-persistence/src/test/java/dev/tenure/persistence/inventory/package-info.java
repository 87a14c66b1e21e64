/** Tests of how systems are kept. */
@NullMarked
package dev.tenure.persistence.inventory;

import org.jspecify.annotations.NullMarked;
