/** People as HR knows them: identities, employment and the facts of a termination. */
@NullMarked
package dev.tenure.domain.identity;

import org.jspecify.annotations.NullMarked;
