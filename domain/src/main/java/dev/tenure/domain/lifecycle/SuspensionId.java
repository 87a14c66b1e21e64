package dev.tenure.domain.lifecycle;

import java.util.UUID;

/** The id of a suspension. */
public record SuspensionId(UUID value) {}
