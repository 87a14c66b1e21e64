package dev.tenure.domain.ownership;

import java.util.UUID;

/** Names a hand-over. */
public record HandOverId(UUID value) {}
