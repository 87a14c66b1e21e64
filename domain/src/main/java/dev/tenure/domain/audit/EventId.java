package dev.tenure.domain.audit;

import java.util.UUID;

/** Names one audit event. Time-ordered (UUIDv7, RFC 9562 section 5.7). */
public record EventId(UUID value) {}
