/** The audit log, its proofs and its export over HTTP. */
@NullMarked
package dev.tenure.rest.audit;

import org.jspecify.annotations.NullMarked;
