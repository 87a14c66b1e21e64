/** Tests of how people are kept. */
@NullMarked
package dev.tenure.persistence.identity;

import org.jspecify.annotations.NullMarked;
