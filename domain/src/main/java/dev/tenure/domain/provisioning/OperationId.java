package dev.tenure.domain.provisioning;

import java.util.UUID;

/** Names one operation against one system. */
public record OperationId(UUID value) {}
