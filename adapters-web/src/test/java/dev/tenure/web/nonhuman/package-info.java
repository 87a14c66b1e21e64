/** Pages about non-human identities of a fictional company. */
@NullMarked
package dev.tenure.web.nonhuman;

import org.jspecify.annotations.NullMarked;
