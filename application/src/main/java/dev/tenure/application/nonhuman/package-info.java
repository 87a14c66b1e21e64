/** Non-human identities: request, decision, owner, retirement. */
@NullMarked
package dev.tenure.application.nonhuman;

import org.jspecify.annotations.NullMarked;
