package dev.tenure.domain.identity;

import java.util.UUID;

/** Names one identity for good, over every tenure it has. */
public record IdentityId(UUID value) {}
