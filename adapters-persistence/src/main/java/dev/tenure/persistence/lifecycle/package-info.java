/** Keeps worker feeds, their files and the cases of leavers. */
@NullMarked
package dev.tenure.persistence.lifecycle;

import org.jspecify.annotations.NullMarked;
