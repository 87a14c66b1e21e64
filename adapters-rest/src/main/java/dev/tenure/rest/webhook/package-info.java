/** Signed deliveries of HR systems over HTTP, and the way to their APIs. */
@NullMarked
package dev.tenure.rest.webhook;

import org.jspecify.annotations.NullMarked;
