/** Findings over HTTP. */
@NullMarked
package dev.tenure.rest.finding;

import org.jspecify.annotations.NullMarked;
