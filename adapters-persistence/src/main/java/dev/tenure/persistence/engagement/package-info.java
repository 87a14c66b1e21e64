/** The register of non-employees in PostgreSQL. */
@NullMarked
package dev.tenure.persistence.engagement;

import org.jspecify.annotations.NullMarked;
