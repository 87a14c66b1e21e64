@NullMarked
package dev.tenure.domain.reason;

import org.jspecify.annotations.NullMarked;
