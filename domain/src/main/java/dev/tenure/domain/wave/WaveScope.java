package dev.tenure.domain.wave;

import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import java.util.Optional;

/**
 * Which open findings a wave is about; an empty scope takes all.
 *
 * @param system on one system
 * @param kind of one kind
 * @param severity of one severity
 * @param owner that somebody has to see to, byte for byte
 * @param late that had to be gone before the wave was prepared
 * @param text part of the account's name, without regard to case
 */
public record WaveScope(
        Optional<SystemId> system,
        Optional<FindingKind> kind,
        Optional<Severity> severity,
        Optional<String> owner,
        boolean late,
        Optional<String> text) {}
