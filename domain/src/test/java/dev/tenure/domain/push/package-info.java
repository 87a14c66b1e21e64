@NullMarked
package dev.tenure.domain.push;

import org.jspecify.annotations.NullMarked;
