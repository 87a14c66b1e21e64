/** The edge of a unit of work: transactions, new ids, repeated requests. */
@NullMarked
package dev.tenure.application.transaction;

import org.jspecify.annotations.NullMarked;
