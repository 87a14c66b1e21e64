package dev.tenure.persistence.samples;

import dev.tenure.domain.identity.ClockStart;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.Classification;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.SystemSla;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.lifecycle.Unobservable;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Aggregates of made-up people and systems. */
public final class Samples {

    /** A moment of tests. */
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");

    /** A feed's name. */
    public static final String FEED = "hr-sample";

    private Samples() {}

    /** A profile with every fact. */
    public static Profile profile(String given, String family, Optional<String> email) {
        return new Profile(
                IdentityKind.CONTRACTOR,
                given,
                family,
                email,
                Optional.of("Workshop"),
                Optional.of("Fitter"),
                Optional.of("W-1"),
                Optional.of("Lyon"),
                ZoneId.of("Europe/Paris"));
    }

    /** A termination with every fact. */
    public static Termination termination() {
        return new Termination(
                LocalDate.of(2026, 3, 1),
                Optional.of(LocalDate.of(2026, 3, 31)),
                Optional.of(NOON),
                Optional.of(NOON.minusSeconds(60)));
    }

    /** Somebody who works. */
    public static Identity working(String given, String family, String workerId, Optional<String> email) {
        return identity(given, family, workerId, email, new Employment.Active(Tenure.first(LocalDate.of(2020, 1, 1))));
    }

    /** Somebody. */
    public static Identity identity(
            String given, String family, String workerId, Optional<String> email, Employment employment) {
        return new Identity(
                new IdentityId(UUID.randomUUID()),
                new WorkerKey(FEED, workerId),
                profile(given, family, email),
                employment,
                Optional.empty(),
                0);
    }

    /** The line of history that goes with saving somebody. */
    public static StatusEntry entry(Identity identity, Identity.Change change) {
        return new StatusEntry(NOON, "feed " + FEED, change, identity.profile(), identity.employment());
    }

    /** A row of a worker file. */
    public static WorkerRecord record(String workerId, String given, Optional<Termination> termination) {
        return new WorkerRecord(
                new WorkerKey(FEED, workerId),
                profile(given, "Sample", Optional.of(given.toLowerCase(Locale.ROOT) + "@larkfield.example")),
                LocalDate.of(2020, 1, 1),
                termination);
    }

    /** A system matched by worker id. */
    public static TargetSystem system(String name) {
        return system(
                name,
                new Correlation("employeeNumber", Correlation.IdentityAttribute.WORKER_ID),
                List.of(ClassRule.named("Admins", EntitlementClass.ADMINISTRATION)));
    }

    /** A system. */
    public static TargetSystem system(String name, Correlation correlation, List<ClassRule> privileged) {
        return new TargetSystem(
                new SystemId(UUID.randomUUID()),
                name,
                "owner-1",
                new Classification(
                        Classification.Sensitivity.RESTRICTED,
                        Classification.Criticality.HIGH,
                        List.of("SOC 2 CC6.2", "ISO 27001 A.5.18"),
                        Classification.Provisioning.PARTIAL,
                        90),
                new SystemSla(Duration.ofHours(20), Duration.ofMinutes(90), Duration.ofDays(20)),
                true,
                new ConnectorSettings("ldap", Map.of("host", "a\"b\\c", "base", "dc=x"), Map.of("bind", "env:SECRET")),
                correlation,
                privileged,
                new LaneLimits(3, 70, Duration.ofMillis(1500)),
                new SystemMode.Observe(),
                NOON,
                NOON,
                Optional.empty(),
                0);
    }

    /** An open case of somebody on these systems, without accounts. */
    public static LeaverCase.Open openCase(
            IdentityId identity, Instant openedAt, Instant shutOutBy, SystemId... systems) {
        LeaverFacts facts = new LeaverFacts(
                termination(),
                ZoneId.of("Europe/Paris"),
                NOON.minusSeconds(5),
                new ClockStart(NOON.minusSeconds(10), ClockStart.Rule.IMMEDIATE_NOTICE),
                LeaverFacts.POLICY,
                List.of(new HeldPrivilege(
                        new AccountId(UUID.randomUUID()),
                        new SystemId(UUID.randomUUID()),
                        "adm \"ada\"",
                        false,
                        NOON.minusSeconds(90))));
        return new LeaverCase.Open(
                new LeaverCase.Opening(new LeaverCaseId(UUID.randomUUID()), identity, facts, openedAt),
                List.of(systems).stream()
                        .map(system -> new CaseSystem(
                                system,
                                "system " + system.value(),
                                shutOutBy,
                                shutOutBy.plus(Duration.ofDays(10)),
                                List.of(
                                        new Unobservable("Kerberos tickets", Duration.ofHours(10)),
                                        new Unobservable("sessions", Duration.ofMinutes(5))),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                        .toList(),
                List.of(),
                0);
    }

    /** An id of an account. */
    public static AccountId accountId() {
        return new AccountId(UUID.randomUUID());
    }
}
