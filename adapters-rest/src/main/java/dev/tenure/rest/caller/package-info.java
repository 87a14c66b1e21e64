/** Who is asking: from the OpenID provider's claims to the product's roles. */
@NullMarked
package dev.tenure.rest.caller;

import org.jspecify.annotations.NullMarked;
