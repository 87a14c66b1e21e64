/** Non-human identities in PostgreSQL. */
@NullMarked
package dev.tenure.persistence.nonhuman;

import org.jspecify.annotations.NullMarked;
