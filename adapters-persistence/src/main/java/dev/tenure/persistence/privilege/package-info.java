/** Reviews of privileged access in PostgreSQL. */
@NullMarked
package dev.tenure.persistence.privilege;

import org.jspecify.annotations.NullMarked;
