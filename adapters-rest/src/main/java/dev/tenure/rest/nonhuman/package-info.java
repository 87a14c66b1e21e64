/** Non-human identities over HTTP. */
@NullMarked
package dev.tenure.rest.nonhuman;

import org.jspecify.annotations.NullMarked;
