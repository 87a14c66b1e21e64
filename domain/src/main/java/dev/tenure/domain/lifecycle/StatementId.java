package dev.tenure.domain.lifecycle;

import java.util.UUID;

/** The id of what somebody stated about a leaver's case. */
public record StatementId(UUID value) {}
