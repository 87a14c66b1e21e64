/** Many findings dealt with at once. */
@NullMarked
package dev.tenure.domain.wave;

import org.jspecify.annotations.NullMarked;
