package dev.tenure.domain.reconciliation;

import java.util.UUID;

/** Names one read of a system. */
public record ReadId(UUID value) {}
