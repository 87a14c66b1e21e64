@NullMarked
package dev.tenure.domain.audit;

import org.jspecify.annotations.NullMarked;
