/** SCIM clients and the users and groups that they push: the use cases behind {@code /scim/v2}, and their ports. */
@NullMarked
package dev.tenure.application.push;

import org.jspecify.annotations.NullMarked;
