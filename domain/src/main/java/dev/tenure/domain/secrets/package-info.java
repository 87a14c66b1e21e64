/** Passwords and keys that several people know, and how they become worthless to who leaves. */
@NullMarked
package dev.tenure.domain.secrets;

import org.jspecify.annotations.NullMarked;
