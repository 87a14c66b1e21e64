/** The answer, in words and as CSV. */
@NullMarked
package dev.tenure.check.report;

import org.jspecify.annotations.NullMarked;
