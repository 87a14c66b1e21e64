package dev.tenure.domain.lifecycle;

import java.util.UUID;

/** Names one leaver's case: one ending of one tenure. */
public record LeaverCaseId(UUID value) {}
