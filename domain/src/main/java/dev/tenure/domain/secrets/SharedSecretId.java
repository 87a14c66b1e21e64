package dev.tenure.domain.secrets;

import java.util.UUID;

/** The id of a shared secret. */
public record SharedSecretId(UUID value) {}
