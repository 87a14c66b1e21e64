/** Stories of waves. */
@NullMarked
package dev.tenure.testkit.wave;

import org.jspecify.annotations.NullMarked;
