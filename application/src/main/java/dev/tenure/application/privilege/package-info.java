/** Who holds privileged access, and who looked at it and said that it stays. */
@NullMarked
package dev.tenure.application.privilege;

import org.jspecify.annotations.NullMarked;
