@NullMarked
package dev.tenure.domain.identity;

import org.jspecify.annotations.NullMarked;
