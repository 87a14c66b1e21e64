/** Tests of what is found wrong, and of what people do about it. */
@NullMarked
package dev.tenure.testkit.finding;

import org.jspecify.annotations.NullMarked;
