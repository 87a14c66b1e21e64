@NullMarked
package dev.tenure.domain.engagement;

import org.jspecify.annotations.NullMarked;
