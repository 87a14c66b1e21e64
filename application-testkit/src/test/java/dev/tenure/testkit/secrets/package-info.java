/** Stories of shared secrets. */
@NullMarked
package dev.tenure.testkit.secrets;

import org.jspecify.annotations.NullMarked;
