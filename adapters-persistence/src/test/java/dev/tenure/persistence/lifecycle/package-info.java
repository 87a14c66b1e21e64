/** Tests of how feeds, files and cases are kept. */
@NullMarked
package dev.tenure.persistence.lifecycle;

import org.jspecify.annotations.NullMarked;
