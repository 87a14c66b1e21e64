/** Lists that are read a page at a time. */
@NullMarked
package dev.tenure.application.paging;

import org.jspecify.annotations.NullMarked;
