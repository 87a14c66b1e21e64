/** Tests of plain statements. */
@NullMarked
package dev.tenure.persistence.statement;

import org.jspecify.annotations.NullMarked;
