/** Pages about what must not be destroyed. */
@NullMarked
package dev.tenure.web.preservation;

import org.jspecify.annotations.NullMarked;
