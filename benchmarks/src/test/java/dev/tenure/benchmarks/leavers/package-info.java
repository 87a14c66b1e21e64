@NullMarked
package dev.tenure.benchmarks.leavers;

import org.jspecify.annotations.NullMarked;
