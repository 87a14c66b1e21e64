package dev.tenure.domain.push;

import java.util.UUID;

/** Names a pushed group for good. */
public record PushedGroupId(UUID value) {}
