/** Hand-overs in memory, and their contract. */
@NullMarked
package dev.tenure.testkit.ownership;

import org.jspecify.annotations.NullMarked;
