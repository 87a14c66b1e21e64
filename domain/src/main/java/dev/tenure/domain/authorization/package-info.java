/** Who is asking, and what their roles let them do. */
@NullMarked
package dev.tenure.domain.authorization;

import org.jspecify.annotations.NullMarked;
