package dev.tenure.domain.nonhuman;

import java.util.UUID;

/** Names a non-human identity from its request on. */
public record NonHumanId(UUID value) {}
