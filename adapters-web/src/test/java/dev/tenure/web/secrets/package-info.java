/** Pages about shared secrets, looked at. */
@NullMarked
package dev.tenure.web.secrets;

import org.jspecify.annotations.NullMarked;
