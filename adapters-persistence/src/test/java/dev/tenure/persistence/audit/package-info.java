@NullMarked
package dev.tenure.persistence.audit;

import org.jspecify.annotations.NullMarked;
