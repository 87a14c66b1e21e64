@NullMarked
package dev.tenure.testkit.engagement;

import org.jspecify.annotations.NullMarked;
