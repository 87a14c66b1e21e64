/** Pages about signed deliveries, looked at. */
@NullMarked
package dev.tenure.web.webhook;

import org.jspecify.annotations.NullMarked;
