@NullMarked
package dev.tenure.testkit.identity;

import org.jspecify.annotations.NullMarked;
