/** Non-human identities in memory, and what is promised of them. */
@NullMarked
package dev.tenure.testkit.nonhuman;

import org.jspecify.annotations.NullMarked;
