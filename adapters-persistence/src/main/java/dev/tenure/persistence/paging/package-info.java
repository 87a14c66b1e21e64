/** The keys by which lists are read a page at a time. */
@NullMarked
package dev.tenure.persistence.paging;

import org.jspecify.annotations.NullMarked;
