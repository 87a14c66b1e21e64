/** Pages about passwords and keys that several people know, and how they are rotated. */
@NullMarked
package dev.tenure.web.secrets;

import org.jspecify.annotations.NullMarked;
