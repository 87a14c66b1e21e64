/** Pages of the register, looked at. */
@NullMarked
package dev.tenure.web.engagement;

import org.jspecify.annotations.NullMarked;
