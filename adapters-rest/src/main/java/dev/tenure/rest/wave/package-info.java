/** Waves over HTTP. */
@NullMarked
package dev.tenure.rest.wave;

import org.jspecify.annotations.NullMarked;
