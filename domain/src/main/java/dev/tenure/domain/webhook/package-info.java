/** Signed deliveries of HR vendors: where they come from, whether they are genuine, what becomes of each. */
@NullMarked
package dev.tenure.domain.webhook;

import org.jspecify.annotations.NullMarked;
