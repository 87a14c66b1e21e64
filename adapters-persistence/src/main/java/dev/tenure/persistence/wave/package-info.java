/** Waves in PostgreSQL. */
@NullMarked
package dev.tenure.persistence.wave;

import org.jspecify.annotations.NullMarked;
