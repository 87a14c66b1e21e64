@NullMarked
package dev.tenure.connector.spi;

import org.jspecify.annotations.NullMarked;
