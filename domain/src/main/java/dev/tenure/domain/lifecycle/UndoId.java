package dev.tenure.domain.lifecycle;

import java.util.UUID;

/** The id of an undo. */
public record UndoId(UUID value) {}
