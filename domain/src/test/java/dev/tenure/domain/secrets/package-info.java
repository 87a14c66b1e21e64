/** Tests of shared secrets and their rotation. */
@NullMarked
package dev.tenure.domain.secrets;

import org.jspecify.annotations.NullMarked;
