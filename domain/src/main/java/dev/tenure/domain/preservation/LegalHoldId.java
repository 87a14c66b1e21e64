package dev.tenure.domain.preservation;

import java.util.UUID;

/** Names a legal hold. */
public record LegalHoldId(UUID value) {}
