@NullMarked
package dev.tenure.persistence.schema;

import org.jspecify.annotations.NullMarked;
