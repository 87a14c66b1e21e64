/** Shared secrets and their rotations. */
@NullMarked
package dev.tenure.rest.secrets;

import org.jspecify.annotations.NullMarked;
