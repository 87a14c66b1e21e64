/** The inventory of identities and what was known of them when. */
@NullMarked
package dev.tenure.application.identity;

import org.jspecify.annotations.NullMarked;
