/** Engagements of people who are no employees: who answers for them, and until when. */
@NullMarked
package dev.tenure.domain.engagement;

import org.jspecify.annotations.NullMarked;
