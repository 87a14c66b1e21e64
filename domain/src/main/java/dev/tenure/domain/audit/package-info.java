/** The audit log's events and the Merkle tree over them (RFC 6962). */
@NullMarked
package dev.tenure.domain.audit;

import org.jspecify.annotations.NullMarked;
