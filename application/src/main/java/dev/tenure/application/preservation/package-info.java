/** What must not be destroyed: legal holds, grace periods and hand-overs. */
@NullMarked
package dev.tenure.application.preservation;

import org.jspecify.annotations.NullMarked;
