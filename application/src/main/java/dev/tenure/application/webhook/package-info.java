/** HR vendors tell of workers by signed deliveries, and the people are read again. */
@NullMarked
package dev.tenure.application.webhook;

import org.jspecify.annotations.NullMarked;
