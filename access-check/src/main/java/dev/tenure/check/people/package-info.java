/** Who works here, as the HR file has it. */
@NullMarked
package dev.tenure.check.people;

import org.jspecify.annotations.NullMarked;
