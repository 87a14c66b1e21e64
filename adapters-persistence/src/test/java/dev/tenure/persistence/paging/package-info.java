/** Tests of the keys of lists. */
@NullMarked
package dev.tenure.persistence.paging;

import org.jspecify.annotations.NullMarked;
