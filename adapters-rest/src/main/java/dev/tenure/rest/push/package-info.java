/** Who may push users and groups by SCIM. */
@NullMarked
package dev.tenure.rest.push;

import org.jspecify.annotations.NullMarked;
