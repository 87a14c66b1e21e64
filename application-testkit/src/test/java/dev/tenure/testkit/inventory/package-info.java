@NullMarked
package dev.tenure.testkit.inventory;

import org.jspecify.annotations.NullMarked;
