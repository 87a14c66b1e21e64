/** Pages about legal holds, looked at. */
@NullMarked
package dev.tenure.web.preservation;

import org.jspecify.annotations.NullMarked;
