/** Webhook sources and deliveries as rows. */
@NullMarked
package dev.tenure.persistence.webhook;

import org.jspecify.annotations.NullMarked;
