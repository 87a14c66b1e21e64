/** Tests of the launcher. */
@NullMarked
package dev.tenure.demo;

import org.jspecify.annotations.NullMarked;
