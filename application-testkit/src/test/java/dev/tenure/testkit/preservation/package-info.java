/** Stories of what must not be destroyed. */
@NullMarked
package dev.tenure.testkit.preservation;

import org.jspecify.annotations.NullMarked;
