@NullMarked
package dev.tenure.rest.scim;

import org.jspecify.annotations.NullMarked;
