@NullMarked
package dev.tenure.testkit;

import org.jspecify.annotations.NullMarked;
