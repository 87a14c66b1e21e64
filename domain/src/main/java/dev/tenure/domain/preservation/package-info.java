/** What must not be destroyed, and until when. */
@NullMarked
package dev.tenure.domain.preservation;

import org.jspecify.annotations.NullMarked;
