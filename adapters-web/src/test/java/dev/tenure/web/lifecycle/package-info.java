/** Tests of the pages about leavers. */
@NullMarked
package dev.tenure.web.lifecycle;

import org.jspecify.annotations.NullMarked;
