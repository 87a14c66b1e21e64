package dev.tenure.domain.wave;

import java.util.UUID;

/** Names a wave. */
public record WaveId(UUID value) {}
