/** What must not be destroyed, as rows. */
@NullMarked
package dev.tenure.persistence.preservation;

import org.jspecify.annotations.NullMarked;
