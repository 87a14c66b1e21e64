/** The audit log in PostgreSQL: written in the transaction of the change, sequenced and signed after it. */
@NullMarked
package dev.tenure.persistence.audit;

import org.jspecify.annotations.NullMarked;
