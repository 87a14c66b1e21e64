/** Hand-overs over HTTP. */
@NullMarked
package dev.tenure.rest.ownership;

import org.jspecify.annotations.NullMarked;
