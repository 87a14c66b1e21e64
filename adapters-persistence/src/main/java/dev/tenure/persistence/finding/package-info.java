/** Findings in PostgreSQL. */
@NullMarked
package dev.tenure.persistence.finding;

import org.jspecify.annotations.NullMarked;
