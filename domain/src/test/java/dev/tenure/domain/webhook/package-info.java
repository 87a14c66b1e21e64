/** Rules of signed deliveries. */
@NullMarked
package dev.tenure.domain.webhook;

import org.jspecify.annotations.NullMarked;
