/** People and their history over HTTP. */
@NullMarked
package dev.tenure.rest.identity;

import org.jspecify.annotations.NullMarked;
