/** The SCIM 2.0 server {@code /scim/v2} (RFC 7643, RFC 7644, RFC 9865). */
@NullMarked
package dev.tenure.rest.scim;

import org.jspecify.annotations.NullMarked;
