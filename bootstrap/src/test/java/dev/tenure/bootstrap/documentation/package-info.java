/** Holds what the documents say against what the repository is. */
@NullMarked
package dev.tenure.bootstrap.documentation;

import org.jspecify.annotations.NullMarked;
