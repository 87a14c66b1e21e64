/** Tests of the pages about systems. */
@NullMarked
package dev.tenure.web.inventory;

import org.jspecify.annotations.NullMarked;
