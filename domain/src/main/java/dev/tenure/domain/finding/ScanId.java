package dev.tenure.domain.finding;

import java.util.UUID;

/** Names one look through a system for findings. */
public record ScanId(UUID value) {}
