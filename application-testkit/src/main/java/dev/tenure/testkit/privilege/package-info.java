/** Reviews of privileged access in memory, and their contract. */
@NullMarked
package dev.tenure.testkit.privilege;

import org.jspecify.annotations.NullMarked;
