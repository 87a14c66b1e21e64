/** Stories about the guard and the stop switch. */
@NullMarked
package dev.tenure.testkit.provisioning;

import org.jspecify.annotations.NullMarked;
