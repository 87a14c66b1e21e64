@NullMarked
package dev.tenure.domain.reconciliation;

import org.jspecify.annotations.NullMarked;
