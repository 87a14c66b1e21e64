/** Units of work on PostgreSQL: transactions that are run again, new ids, requests that were seen before. */
@NullMarked
package dev.tenure.persistence.transaction;

import org.jspecify.annotations.NullMarked;
