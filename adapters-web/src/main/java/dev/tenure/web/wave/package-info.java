/** Pages about waves: many findings dealt with at once. */
@NullMarked
package dev.tenure.web.wave;

import org.jspecify.annotations.NullMarked;
