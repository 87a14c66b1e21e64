@NullMarked
package dev.tenure.domain.inventory;

import org.jspecify.annotations.NullMarked;
