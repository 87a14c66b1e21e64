package dev.tenure.domain.reconciliation;

import java.util.UUID;

/** Names one account on one system. */
public record AccountId(UUID value) {}
