/** Plain SQL in the transaction of the caller: statements, bulk copies, versioned rows. */
@NullMarked
package dev.tenure.persistence.statement;

import org.jspecify.annotations.NullMarked;
