/** What runs without anybody asking: lanes, reads, dates, deadlines, the audit sequencer. */
@NullMarked
package dev.tenure.bootstrap.schedule;

import org.jspecify.annotations.NullMarked;
