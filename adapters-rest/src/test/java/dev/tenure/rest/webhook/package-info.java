/** Deliveries and vendors' APIs over real HTTP. */
@NullMarked
package dev.tenure.rest.webhook;

import org.jspecify.annotations.NullMarked;
