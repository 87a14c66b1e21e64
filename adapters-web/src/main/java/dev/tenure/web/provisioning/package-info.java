/** Pages about what the guard holds and about the stop switch. */
@NullMarked
package dev.tenure.web.provisioning;

import org.jspecify.annotations.NullMarked;
