/** Keeps people and what was known of them when. */
@NullMarked
package dev.tenure.persistence.identity;

import org.jspecify.annotations.NullMarked;
