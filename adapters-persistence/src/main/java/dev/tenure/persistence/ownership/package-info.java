/** Hand-overs in PostgreSQL. */
@NullMarked
package dev.tenure.persistence.ownership;

import org.jspecify.annotations.NullMarked;
