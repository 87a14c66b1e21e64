package dev.tenure.domain.provisioning;

import java.util.UUID;

/** Names a hold. */
public record HoldId(UUID value) {}
