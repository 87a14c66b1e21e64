/** Sample people, systems and cases; all of them invented. */
@NullMarked
package dev.tenure.testkit.sample;

import org.jspecify.annotations.NullMarked;
