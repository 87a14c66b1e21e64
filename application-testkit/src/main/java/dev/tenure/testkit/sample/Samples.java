package dev.tenure.testkit.sample;

import dev.tenure.application.inventory.SystemDescription;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.FindingRules;
import dev.tenure.domain.identity.ClockStart;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.Classification;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.Mastery;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.SystemSla;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.lifecycle.Unobservable;
import dev.tenure.testkit.inventory.FakeConnectors;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sample things. What has to be unique is, in every call and every run against one database. */
public final class Samples {

    /** A Monday. */
    public static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    /** The feed of the samples. */
    public static final String FEED = "sample-hr";

    /** Dormant after 90 days; gone within 90, 30, 7 days and one. */
    public static final FindingRules FINDING_RULES = new FindingRules(
            Duration.ofDays(90), Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(1));

    /** Within what time everything that a leaver owned is to have another owner. */
    public static final Duration SUCCESSION_WITHIN = Duration.ofDays(7);

    /** Where the sample people live. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private Samples() {}

    /** A word that no other call gave. */
    public static String unique(String word) {
        return word + "-" + RUN + "-" + NUMBER.incrementAndGet();
    }

    /** Somebody with roles. */
    public static Caller caller(String subject, Role... roles) {
        return new Caller(subject, "Sample " + subject, Set.of(roles));
    }

    /** A request of its own. */
    public static RequestKey request() {
        return new RequestKey(unique("request"), "sample");
    }

    /** A feed whose headers are the facts' own names. */
    public static WorkerFeed feed(String name) {
        return new WorkerFeed(
                name,
                Arrays.stream(WorkerFeed.Fact.values())
                        .collect(Collectors.toMap(Function.identity(), WorkerFeed.Fact::label)),
                ',',
                "UTF-8",
                "yyyy-MM-dd",
                ZONE,
                0);
    }

    /** A person's profile. */
    public static Profile profile(String givenName, String familyName) {
        return new Profile(
                IdentityKind.EMPLOYEE,
                givenName,
                familyName,
                Optional.of(givenName.toLowerCase(java.util.Locale.ROOT) + "@sample.example"),
                Optional.of("Sample department"),
                Optional.of("Sample title"),
                Optional.empty(),
                Optional.empty(),
                ZONE);
    }

    /** A record of somebody who works. */
    public static WorkerRecord worker(String workerId) {
        return new WorkerRecord(
                new WorkerKey(FEED, workerId),
                profile("Ada", "Sample"),
                LocalDate.parse("2024-01-01"),
                Optional.empty());
    }

    /** An ending with a last day and nothing else. */
    public static Termination lastDay(String day) {
        return new Termination(LocalDate.parse(day), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Somebody who works, not saved yet. */
    public static Identity identity(String givenName, String familyName) {
        return new Identity(
                new IdentityId(UUID.randomUUID()),
                new WorkerKey(FEED, unique("worker")),
                profile(givenName, familyName),
                new Employment.Active(Tenure.first(LocalDate.parse("2024-01-01"))),
                Optional.empty(),
                0);
    }

    /** A line of history about an identity as it is. */
    public static StatusEntry entry(Identity identity, Identity.Change change, Instant knownFrom) {
        return new StatusEntry(knownFrom, "sample", change, identity.profile(), identity.employment());
    }

    /** The frozen facts of an ending. */
    public static LeaverFacts facts(Instant clockStart) {
        return new LeaverFacts(
                lastDay("2026-03-01"),
                ZONE,
                clockStart,
                new ClockStart(clockStart, ClockStart.Rule.END_OF_LAST_WORKING_DAY),
                LeaverFacts.POLICY,
                List.of());
    }

    /** A system in a mode whose target is of the same name, not saved yet. Accounts are matched by worker id. */
    public static TargetSystem system(String name, SystemMode mode) {
        return system(name, mode, false);
    }

    /** The same, and perhaps an identity provider. */
    public static TargetSystem system(String name, SystemMode mode, boolean identityProvider) {
        SystemDescription described = description(name);
        return new TargetSystem(
                new SystemId(UUID.randomUUID()),
                name,
                described.owner(),
                described.classification(),
                described.sla(),
                identityProvider,
                described.connector(),
                described.correlation(),
                described.classRules(),
                described.limits(),
                mode,
                MONDAY,
                MONDAY,
                Optional.empty(),
                0);
    }

    /** What a person says of a system. */
    public static SystemDescription description(String name) {
        return new SystemDescription(
                name,
                "owner-of-" + name,
                new Classification(
                        Classification.Sensitivity.CONFIDENTIAL,
                        Classification.Criticality.HIGH,
                        List.of("SOC 2 CC6.2"),
                        Classification.Provisioning.AUTOMATIC,
                        90),
                SystemSla.USUAL,
                false,
                FakeConnectors.settings(name),
                new Correlation("employeeNumber", Correlation.IdentityAttribute.WORKER_ID),
                List.of(ClassRule.named("Administrators", EntitlementClass.ADMINISTRATION)),
                LaneLimits.USUAL);
    }

    /** The same, with accounts that another system masters. */
    public static SystemDescription masteredBy(
            SystemDescription described, SystemId master, Duration synchronisedEvery) {
        return new SystemDescription(
                described.name(),
                described.owner(),
                described.classification(),
                described.sla(),
                described.identityProvider(),
                described.connector(),
                described.correlation(),
                described.classRules(),
                described.nonHuman(),
                described.outOfBandGrants(),
                described.limits(),
                Optional.of(new Mastery(master, synchronisedEvery)),
                described.signInPolicy(),
                described.privilegedReviewDays());
    }

    /** The same system with another policy of signing in. */
    public static TargetSystem asking(TargetSystem system, Optional<SignInPolicy> policy) {
        return asking(system, policy, system.privilegedReviewDays());
    }

    /** The same system, on which somebody has to look at privileged access again within so many days. */
    public static TargetSystem reviewing(TargetSystem system, int days) {
        return asking(system, system.signInPolicy(), Optional.of(days));
    }

    /** The same system, whose accounts are found by other rules. */
    public static TargetSystem correlatedBy(TargetSystem system, Correlation rules) {
        return new TargetSystem(
                system.id(),
                system.name(),
                system.owner(),
                system.classification(),
                system.sla(),
                system.identityProvider(),
                system.connector(),
                rules,
                system.classRules(),
                system.limits(),
                system.mode(),
                system.registeredAt(),
                system.redirectedAt(),
                system.baselineAt(),
                system.version());
    }

    private static TargetSystem asking(
            TargetSystem system, Optional<SignInPolicy> policy, Optional<Integer> privilegedReviewDays) {
        return new TargetSystem(
                system.id(),
                system.name(),
                system.owner(),
                system.classification(),
                system.sla(),
                system.identityProvider(),
                system.connector(),
                system.correlation(),
                system.classRules(),
                system.nonHuman(),
                system.outOfBandGrants(),
                system.limits(),
                system.mode(),
                system.registeredAt(),
                system.redirectedAt(),
                system.baselineAt(),
                system.mastery(),
                policy,
                privilegedReviewDays,
                system.version());
    }

    /** The attributes by which a target's account is matched to a worker. */
    public static Map<String, String> employee(String workerId) {
        return Map.of("employeeNumber", workerId);
    }

    /** A system of a leaver's case that was not listed yet. */
    public static CaseSystem caseSystem(SystemId id, Instant shutOutBy) {
        return new CaseSystem(
                id,
                "Directory",
                shutOutBy,
                shutOutBy.plus(Duration.ofDays(30)),
                List.of(new Unobservable("Kerberos tickets", Duration.ofHours(10))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
