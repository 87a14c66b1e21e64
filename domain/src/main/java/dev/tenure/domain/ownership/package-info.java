/** What people own, and how it goes to somebody else when they leave. */
@NullMarked
package dev.tenure.domain.ownership;

import org.jspecify.annotations.NullMarked;
