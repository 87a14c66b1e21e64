package dev.tenure.domain.identity;

import java.util.UUID;

/** Names one file of a worker feed. */
public record SnapshotId(UUID value) {}
