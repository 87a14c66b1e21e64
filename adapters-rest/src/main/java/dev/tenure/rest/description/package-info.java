/** The API's own description: OpenAPI 3.1 with what is the same for every operation added once. */
@NullMarked
package dev.tenure.rest.description;

import org.jspecify.annotations.NullMarked;
