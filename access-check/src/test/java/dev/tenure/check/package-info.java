@NullMarked
package dev.tenure.check;

import org.jspecify.annotations.NullMarked;
