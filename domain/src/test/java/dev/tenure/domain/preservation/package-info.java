@NullMarked
package dev.tenure.domain.preservation;

import org.jspecify.annotations.NullMarked;
