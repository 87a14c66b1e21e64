package dev.tenure.domain.push;

import java.util.UUID;

/** Names a pushed user for good. */
public record PushedUserId(UUID value) {}
