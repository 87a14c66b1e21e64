/** Rules of non-human identities. */
@NullMarked
package dev.tenure.domain.nonhuman;

import org.jspecify.annotations.NullMarked;
