/** Stories about who looks at privileged access. */
@NullMarked
package dev.tenure.testkit.privilege;

import org.jspecify.annotations.NullMarked;
