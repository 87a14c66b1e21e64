/** What the tests of the repositories share: sample aggregates and the tables behind them. */
@NullMarked
package dev.tenure.persistence.samples;

import org.jspecify.annotations.NullMarked;
