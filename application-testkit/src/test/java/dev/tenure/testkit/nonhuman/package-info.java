/** What becomes of non-human identities. */
@NullMarked
package dev.tenure.testkit.nonhuman;

import org.jspecify.annotations.NullMarked;
