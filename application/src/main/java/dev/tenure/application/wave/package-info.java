/** Deals with many findings at once. */
@NullMarked
package dev.tenure.application.wave;

import org.jspecify.annotations.NullMarked;
