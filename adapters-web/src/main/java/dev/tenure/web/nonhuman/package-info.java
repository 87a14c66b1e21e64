/** Non-human identities as pages. */
@NullMarked
package dev.tenure.web.nonhuman;

import org.jspecify.annotations.NullMarked;
