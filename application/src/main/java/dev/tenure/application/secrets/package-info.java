/** The registry of shared secrets, and their rotation when somebody leaves who knew them. */
@NullMarked
package dev.tenure.application.secrets;

import org.jspecify.annotations.NullMarked;
