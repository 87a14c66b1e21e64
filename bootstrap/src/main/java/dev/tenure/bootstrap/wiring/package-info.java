/** Puts use cases together with the adapters they need, one class per capability. */
@NullMarked
package dev.tenure.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
