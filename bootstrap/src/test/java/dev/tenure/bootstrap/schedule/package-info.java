/** What runs without anybody asking, over ports in memory. */
@NullMarked
package dev.tenure.bootstrap.schedule;

import org.jspecify.annotations.NullMarked;
