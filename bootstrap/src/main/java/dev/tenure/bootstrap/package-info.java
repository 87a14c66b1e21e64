/** The composition root: what the packaged service is made of. */
@NullMarked
package dev.tenure.bootstrap;

import org.jspecify.annotations.NullMarked;
