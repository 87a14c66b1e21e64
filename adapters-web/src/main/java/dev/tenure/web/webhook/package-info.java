/** Signed deliveries of HR systems as pages. */
@NullMarked
package dev.tenure.web.webhook;

import org.jspecify.annotations.NullMarked;
