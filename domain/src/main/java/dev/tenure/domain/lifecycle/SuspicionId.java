package dev.tenure.domain.lifecycle;

import java.util.UUID;

/** The id of a suspected leaver. */
public record SuspicionId(UUID value) {}
