package dev.tenure.domain.engagement;

import java.util.UUID;

/** Names an engagement. */
public record EngagementId(UUID value) {}
