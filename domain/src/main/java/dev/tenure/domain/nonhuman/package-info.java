/** Identities that are no people: each comes by request, with a purpose and an owner. */
@NullMarked
package dev.tenure.domain.nonhuman;

import org.jspecify.annotations.NullMarked;
