/** Inspections in PostgreSQL. */
@NullMarked
package dev.tenure.persistence.inspection;

import org.jspecify.annotations.NullMarked;
