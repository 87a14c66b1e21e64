/** Pages about what is wrong with access. */
@NullMarked
package dev.tenure.web.finding;

import org.jspecify.annotations.NullMarked;
