@NullMarked
package dev.tenure.testkit.lifecycle;

import org.jspecify.annotations.NullMarked;
