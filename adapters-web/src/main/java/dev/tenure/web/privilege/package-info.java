/** Pages about who looked at privileged accounts. */
@NullMarked
package dev.tenure.web.privilege;

import org.jspecify.annotations.NullMarked;
