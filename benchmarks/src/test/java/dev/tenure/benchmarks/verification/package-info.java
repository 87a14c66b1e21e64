@NullMarked
package dev.tenure.benchmarks.verification;

import org.jspecify.annotations.NullMarked;
