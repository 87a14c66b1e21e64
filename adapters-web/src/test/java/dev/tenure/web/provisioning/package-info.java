/** Pages about the guard, looked at without a server. */
@NullMarked
package dev.tenure.web.provisioning;

import org.jspecify.annotations.NullMarked;
