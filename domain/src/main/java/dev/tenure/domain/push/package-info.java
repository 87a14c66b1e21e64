/** What clients of the SCIM server push: who they are, the resources they keep here, and what those say of workers. */
@NullMarked
package dev.tenure.domain.push;

import org.jspecify.annotations.NullMarked;
