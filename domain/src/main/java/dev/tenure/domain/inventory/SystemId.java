package dev.tenure.domain.inventory;

import java.util.UUID;

/** Names one system under governance. */
public record SystemId(UUID value) {}
