package dev.tenure.domain.audit;

import java.time.Instant;

/**
 * A signed statement of what the log was at a size.
 *
 * @param number from 0, without gaps
 * @param size how many leaves it covers
 * @param root the root over them
 * @param note the signed note as it is published (C2SP signed-note and tlog-checkpoint)
 * @param signedAt when it was signed
 */
public record Checkpoint(long number, long size, Hash root, String note, Instant signedAt) {}
