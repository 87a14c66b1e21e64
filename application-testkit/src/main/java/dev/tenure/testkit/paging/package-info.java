/** Pages of lists in memory. */
@NullMarked
package dev.tenure.testkit.paging;

import org.jspecify.annotations.NullMarked;
