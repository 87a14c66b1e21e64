/** The part of a page about people whose leaving is not public yet. */
@NullMarked
package dev.tenure.web.identity;

import org.jspecify.annotations.NullMarked;
