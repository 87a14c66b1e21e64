@NullMarked
package dev.tenure.persistence.transaction;

import org.jspecify.annotations.NullMarked;
