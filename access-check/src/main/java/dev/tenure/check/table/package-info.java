/** Delimited files as they come: their encoding, separator, columns and dates, found out and said. */
@NullMarked
package dev.tenure.check.table;

import org.jspecify.annotations.NullMarked;
