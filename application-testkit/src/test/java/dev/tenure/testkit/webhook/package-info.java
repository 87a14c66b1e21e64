/** Stories of HR systems that send deliveries. */
@NullMarked
package dev.tenure.testkit.webhook;

import org.jspecify.annotations.NullMarked;
