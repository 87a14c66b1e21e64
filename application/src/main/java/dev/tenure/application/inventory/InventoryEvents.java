package dev.tenure.application.inventory;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.NamePattern;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what happens in the inventory into the audit log. */
public final class InventoryEvents {

    private static final Actor WATCH = new Actor.Product("connector-watch");

    private final AuditLog log;
    private final Identifiers identifiers;

    public InventoryEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void registered(TargetSystem system, Caller by, Instant now) {
        log.append(described(EventType.SYSTEM_REGISTERED, system, by, now).done());
    }

    /** Something said of a system was corrected, or somebody else answers for it. */
    void revised(TargetSystem system, Caller by, Instant now) {
        log.append(described(EventType.SYSTEM_REVISED, system, by, now).done());
    }

    /** Rules were applied to the accounts of a system: others, or to accounts of nobody once more. */
    void correlated(TargetSystem system, CorrelatedAccounts.Recorrelated counts, Actor by, Instant now) {
        log.append(AuditEvent.of(
                        new EventId(identifiers.next()),
                        EventType.ACCOUNTS_CORRELATED,
                        now,
                        by,
                        AuditEvent.Subject.of("system", system.id().value()))
                .with("correlation", rules(system))
                .with("linked", counts.linked())
                .with("moved", counts.moved())
                .with("lost", counts.lost())
                .with("suggested", counts.suggested())
                .with("ambiguous", counts.ambiguous())
                .done());
    }

    private static String rules(TargetSystem system) {
        return system.correlation().rules().stream()
                .map(rule ->
                        rule.accountAttribute() + "=" + rule.identityAttribute().name() + (rule.isCertain() ? "" : "?"))
                .collect(Collectors.joining(","));
    }

    /** A jar was found among the connectors when the service started, and is used or not. */
    public void jarFound(ConnectorJar jar, Instant now) {
        log.append(AuditEvent.of(
                        new EventId(identifiers.next()),
                        EventType.CONNECTOR_JAR_FOUND,
                        now,
                        WATCH,
                        new AuditEvent.Subject("connector-jar", jar.file()))
                .with("sha256", jar.sha256())
                .with("kinds", jar.kinds())
                .withText("trouble", jar.trouble())
                .done());
    }

    /** The connector of a system broke its contract. */
    public void quarantined(TargetSystem system, ConnectorCondition.Quarantined quarantined, Instant now) {
        log.append(quarantine(EventType.CONNECTOR_QUARANTINED, WATCH, system, quarantined, now)
                .done());
    }

    /** An administrator has the connector asked again. */
    void quarantineLifted(
            TargetSystem system, ConnectorCondition.Quarantined quarantined, String reason, Caller by, Instant now) {
        log.append(quarantine(EventType.CONNECTOR_QUARANTINE_LIFTED, Actor.of(by), system, quarantined, now)
                .with("quarantinedAt", quarantined.since())
                .withPersonal("reason", reason)
                .done());
    }

    private AuditEvent.Draft quarantine(
            EventType type, Actor actor, TargetSystem system, ConnectorCondition.Quarantined quarantined, Instant now) {
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        actor,
                        AuditEvent.Subject.of("system", system.id().value()))
                .with("connector", system.connector().kind())
                .with("breach", quarantined.breach());
    }

    void proposed(ModeChange.Proposed change, Caller by, Instant now) {
        log.append(change(EventType.MODE_CHANGE_PROPOSED, change, by, now));
    }

    void confirmed(ModeChange.Confirmed change, Caller by, Instant now) {
        log.append(change(EventType.MODE_CHANGE_CONFIRMED, change, by, now));
    }

    void declined(ModeChange.Declined change, Caller by, Instant now) {
        log.append(change(EventType.MODE_CHANGE_DECLINED, change, by, now));
    }

    private AuditEvent change(EventType type, ModeChange change, Caller by, Instant now) {
        ModeChange.Proposal proposal = change.proposal();
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        Actor.of(by),
                        AuditEvent.Subject.of("system", proposal.system().value()))
                .with("changeId", proposal.id())
                .with("from", proposal.from().label())
                .with("to", proposal.to().label())
                .with("proposedBy", proposal.proposedBy())
                .done();
    }

    /** The whole configuration, so that what was in force on any day can be read from the log. Secrets are references. */
    private AuditEvent.Draft described(EventType type, TargetSystem system, Caller by, Instant now) {
        AuditEvent.Draft described = AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        Actor.of(by),
                        AuditEvent.Subject.of("system", system.id().value()))
                .with("name", system.name())
                .with("owner", system.owner())
                .with("sensitivity", system.classification().sensitivity().name())
                .with("criticality", system.classification().criticality().name())
                .with("frameworks", system.classification().frameworks())
                .with("provisioning", system.classification().provisioning().name())
                .with("reviewCadenceDays", system.classification().reviewCadenceDays())
                .with("slaStandard", system.sla().standard().toString())
                .with("slaPrivileged", system.sla().privileged().toString())
                .with("slaClean", system.sla().clean().toString())
                .with("identityProvider", system.identityProvider())
                .with("connector", system.connector().kind())
                .with(
                        "settings",
                        new TreeMap<>(system.connector().settings())
                                .entrySet().stream()
                                        .map(e -> e.getKey() + "=" + e.getValue())
                                        .toList())
                .with(
                        "secretReferences",
                        new TreeMap<>(system.connector().secretReferences())
                                .entrySet().stream()
                                        .map(e -> e.getKey() + "=" + e.getValue())
                                        .toList())
                .with("correlation", rules(system))
                .with(
                        "classRules",
                        system.classRules().stream()
                                .map(rule -> rule.of().name() + ":" + rule.pattern() + "="
                                        + rule.as().name())
                                .toList())
                .with(
                        "nonHuman",
                        system.nonHuman().stream().map(NamePattern::text).toList())
                .with("outOfBandGrants", system.outOfBandGrants().name())
                .with("concurrency", system.limits().concurrency())
                .with("perMinute", system.limits().perMinute())
                .with("callTimeout", system.limits().callTimeout().toString())
                .withText("master", system.mastery().map(m -> m.master().value().toString()))
                .withText("synchronisedEvery", system.mastery().map(m -> m.synchronisedEvery()
                        .toString()))
                .withText("signInPolicy", system.signInPolicy().map(InventoryEvents::said))
                .with("mode", system.mode().label());
        system.privilegedReviewDays().ifPresent(days -> described.with("privilegedReviewDays", days));
        return described;
    }

    private static String said(SignInPolicy policy) {
        return "keyMaxAgeDays=" + limit(policy.keyMaxAgeDays())
                + ",passwordMaxAgeDays=" + limit(policy.passwordMaxAgeDays())
                + ",machinePasswordMaxAgeDays=" + limit(policy.machinePasswordMaxAgeDays())
                + ",secondFactorRequired=" + policy.secondFactorRequired()
                + ",weakFactors=" + policy.weakFactors()
                + ",throughProvider=" + limit(policy.throughProvider());
    }

    private static String limit(Optional<?> limit) {
        return limit.map(Object::toString).orElse("any");
    }
}
