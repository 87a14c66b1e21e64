package dev.tenure.application.wave;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what becomes of waves into the audit log. */
public final class WaveEvents {

    private static final Actor CARRIER = new Actor.Product("waves");

    private final AuditLog log;
    private final Identifiers identifiers;

    public WaveEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void prepared(Wave.Prepared wave, Caller by, Instant now) {
        AuditEvent.Draft event = about(EventType.WAVE_PREPARED, Actor.of(by), wave.plan(), now);
        log.append(
                switch (wave.plan().action()) {
                    case WaveAction.Assign assign ->
                        event.withPersonal("owner", assign.owner()).done();
                    case WaveAction.Accept accept ->
                        event.with("until", accept.until())
                                .withPersonal("reason", accept.reason())
                                .done();
                    case WaveAction.Disable disable ->
                        event.with("days", disable.days()).done();
                });
    }

    void started(Wave.UnderWay wave, Caller by, Instant now) {
        log.append(about(EventType.WAVE_STARTED, Actor.of(by), wave.plan(), now).done());
    }

    void ended(Wave.Done wave, List<Waves.Figure> figures, Instant now) {
        log.append(counted(about(EventType.WAVE_ENDED, CARRIER, wave.plan(), now), figures)
                .done());
    }

    void withdrawn(Wave.Plan plan, Wave.Stop stop, List<Waves.Figure> figures, Caller by, Instant now) {
        log.append(counted(about(EventType.WAVE_WITHDRAWN, Actor.of(by), plan, now), figures)
                .withPersonal("reason", stop.reason())
                .done());
    }

    void missed(Wave wave, WaveItem item, String reason, Caller by, Instant now) {
        log.append(about(EventType.WAVE_ACCOUNT_MISSED, Actor.of(by), wave.plan(), now)
                .with("finding", item.finding().value())
                .with("system", item.system().value())
                .with("accountId", item.account().value())
                .withPersonal("account", item.name())
                .withPersonal("reason", reason)
                .done());
    }

    private static AuditEvent.Draft counted(AuditEvent.Draft event, List<Waves.Figure> figures) {
        Map<String, Long> states = figures.stream()
                .collect(Collectors.groupingBy(
                        Waves.Figure::state, TreeMap::new, Collectors.summingLong(Waves.Figure::findings)));
        AuditEvent.Draft counted = event;
        for (Map.Entry<String, Long> state : states.entrySet()) {
            counted = counted.with(field(state.getKey()), state.getValue());
        }
        return counted;
    }

    /** As fields are called: without hyphens. */
    private static String field(String state) {
        int hyphen = state.indexOf('-');
        return hyphen < 0
                ? state
                : state.substring(0, hyphen)
                        + Character.toUpperCase(state.charAt(hyphen + 1))
                        + state.substring(hyphen + 2);
    }

    private AuditEvent.Draft about(EventType type, Actor actor, Wave.Plan plan, Instant now) {
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        actor,
                        AuditEvent.Subject.of("wave", plan.id().value()))
                .with("action", plan.action().label())
                .with("findings", plan.findings())
                .withPersonal("name", plan.name());
    }
}
