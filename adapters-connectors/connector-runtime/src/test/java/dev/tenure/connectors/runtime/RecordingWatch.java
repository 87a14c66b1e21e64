package dev.tenure.connectors.runtime;

import dev.tenure.application.inventory.ConnectorWatch;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
final class RecordingWatch implements ConnectorWatch {

    private final List<String> breaches = new CopyOnWriteArrayList<>();
    private final List<String> silences = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @Override
    public void broke(TargetSystem system, String breach) {
        breaches.add(breach);
    }

    @Override
    public void silent(TargetSystem system, String reason, Optional<Duration> retryAfter) {
        silences.add(reason);
        retryAfter.ifPresent(pauses::add);
    }

    List<String> breaches() {
        return breaches;
    }

    List<String> silences() {
        return silences;
    }

    List<Duration> pauses() {
        return pauses;
    }
}
