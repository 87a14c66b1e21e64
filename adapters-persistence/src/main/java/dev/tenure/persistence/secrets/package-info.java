/** Shared secrets and their rotations in PostgreSQL. */
@NullMarked
package dev.tenure.persistence.secrets;

import org.jspecify.annotations.NullMarked;
