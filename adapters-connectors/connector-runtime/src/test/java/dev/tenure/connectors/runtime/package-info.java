@NullMarked
package dev.tenure.connectors.runtime;

import org.jspecify.annotations.NullMarked;
