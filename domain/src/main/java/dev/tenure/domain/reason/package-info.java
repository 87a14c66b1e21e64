/** What people write to say why. */
@NullMarked
package dev.tenure.domain.reason;

import org.jspecify.annotations.NullMarked;
