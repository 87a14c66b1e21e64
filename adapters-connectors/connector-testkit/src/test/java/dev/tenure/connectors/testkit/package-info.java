@NullMarked
package dev.tenure.connectors.testkit;

import org.jspecify.annotations.NullMarked;
