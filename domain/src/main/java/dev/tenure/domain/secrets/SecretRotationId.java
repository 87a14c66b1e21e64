package dev.tenure.domain.secrets;

import java.util.UUID;

/** The id of a rotation. */
public record SecretRotationId(UUID value) {}
