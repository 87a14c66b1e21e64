/** Pages about the systems under governance. */
@NullMarked
package dev.tenure.web.inventory;

import org.jspecify.annotations.NullMarked;
