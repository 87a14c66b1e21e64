@NullMarked
package dev.tenure.domain.lifecycle;

import org.jspecify.annotations.NullMarked;
