/** Webhook ports in memory, their contracts, and an HR system that plays along. */
@NullMarked
package dev.tenure.testkit.webhook;

import org.jspecify.annotations.NullMarked;
