/** Legal holds over HTTP. */
@NullMarked
package dev.tenure.rest.preservation;

import org.jspecify.annotations.NullMarked;
