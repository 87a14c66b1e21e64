package dev.tenure.testkit.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.finding.FindingScans;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.FindingRules;
import dev.tenure.domain.finding.ScanId;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.inspection.InspectedKind;
import dev.tenure.domain.inspection.Inspection;
import dev.tenure.domain.inventory.NamePattern;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.ReviewAuthority;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@link Findings} and {@link FindingScans} promise. Of estates that change by chance between reads, what has to be found is
 * worked out beside the ports, from the estate alone.
 */
public interface FindingsContract {

    /** How many estates. */
    int ESTATES = 50;

    /** How often each is read and looked through. */
    int SCANS = 10;

    /** Which person of an estate is none. */
    int NON_HUMAN = 5;

    /** Who answers for it. */
    int OWNER = 0;

    /** Which of an estate's accounts are called as those that are no person's, or have an attribute of theirs. */
    Set<String> NAMED = Set.of("a7", "a8", "a9");

    /** The rules. */
    FindingRules RULES = Samples.FINDING_RULES;

    /** What is asked of signing in to every estate. */
    SignInPolicy POLICY = new SignInPolicy(
            Optional.of(90), Optional.of(120), Optional.of(60), true, List.of("SMS"), Optional.of(List.of("saml")));

    /** Within how many days somebody has to look at privileged access of every estate: three scans. */
    int REVIEW_DAYS = 60;

    /** The groups of every estate. */
    List<String> GROUPS = List.of("g", "h", "readers");

    /** Those of them that are privileged. */
    Set<String> ADMINISTRATION = Set.of("g", "h");

    /** The ports under test. */
    Ports ports();

    /** What an estate's account is like, and what the product did about it. */
    final class Held {
        final String id;
        boolean enabled = true;
        final Set<String> groups = new TreeSet<>();
        Optional<Integer> person = Optional.empty();
        Optional<Instant> lastSignIn = Optional.empty();
        Optional<Instant> passwordSetAt = Optional.empty();

        Held(String id) {
            this.id = id;
        }

        boolean isAdministrator() {
            return groups.stream().anyMatch(ADMINISTRATION::contains);
        }

        void join(String group, boolean in) {
            if (in) {
                groups.add(group);
            } else {
                groups.remove(group);
            }
        }
    }

    /** Since when an account has been in a group without a gap, and whether it was an operation of ours that put it there. */
    record Membership(Instant since, boolean ours) {}

    /** From when to when something was so; for ever where there is no end. */
    record Time(Instant from, Instant to) {}

    /** A finding that stands, as the oracle has it. */
    final class Standing {
        Severity severity;
        Instant due;
        Optional<Instant> acceptedUntil = Optional.empty();

        Standing(Severity severity, Instant due) {
            this.severity = severity;
            this.due = due;
        }

        @Override
        public String toString() {
            return severity + " due " + due
                    + acceptedUntil.map(until -> " accepted until " + until).orElse("");
        }
    }

    /** Somebody of an estate: in work, or out with a case of one kind or none. */
    final class Person {
        Identity identity;
        Optional<NonHuman.Active> nonHuman = Optional.empty();
        boolean out;
        Set<String> openCase = Set.of();
        Set<String> closedCase = Set.of();

        Person(Identity identity) {
            this.identity = identity;
        }
    }

    /** What an inspection of an account showed last; it stays known while the account is not there. */
    final class Inspected {
        final Map<String, Optional<Instant>> keys = new TreeMap<>();
        final Map<String, Instant> firstSeen = new TreeMap<>();
        boolean factorsRead;
        final Set<String> factors = new TreeSet<>();
        Optional<String> by = Optional.empty();

        boolean isOverdue(String key, Instant now) {
            Instant since = Optional.ofNullable(keys.get(key))
                    .flatMap(told -> told)
                    .orElseGet(() -> Objects.requireNonNull(firstSeen.get(key)));
            return since.isBefore(now.minus(Duration.ofDays(90)));
        }
    }

    /** An estate and what has to be found in it. */
    final class Estate {
        final Random random;
        final TargetSystem system;
        final List<Person> people;
        final Map<String, Held> accounts = new TreeMap<>();
        final Map<String, Standing> standing = new TreeMap<>();
        Optional<Instant> baseline = Optional.empty();
        final Map<String, Membership> memberships = new TreeMap<>();
        final Map<String, Inspected> inspected = new TreeMap<>();
        // Given by an operation since the last read.
        final Set<String> given = new TreeSet<>();
        // What is known of an account that was gone and is there again.
        final Set<String> protectedOnes = new TreeSet<>();
        final Map<String, Instant> signIns = new TreeMap<>();
        final Map<String, Instant> passwords = new TreeMap<>();
        // From when to when an account was privileged, and when somebody looked last.
        final Map<String, List<Time>> privileged = new TreeMap<>();
        final Map<String, Instant> reviews = new TreeMap<>();

        Estate(long seed, TargetSystem system, List<Person> people) {
            this.random = new Random(seed);
            this.system = system;
            this.people = people;
        }

        void change(Instant now) {
            for (int i = random.nextInt(12); i > 0; i--) {
                String id = "a" + random.nextInt(12);
                Held held = accounts.computeIfAbsent(id, Held::new);
                switch (random.nextInt(8)) {
                    case 0 -> held.enabled = !held.enabled;
                    case 1 -> {
                        String group = GROUPS.get(random.nextInt(GROUPS.size()));
                        held.join(group, !held.groups.contains(group));
                    }
                    case 2, 3 ->
                        held.person =
                                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(random.nextInt(people.size()));
                    case 4 -> {
                        held.lastSignIn = Optional.of(now.minus(Duration.ofDays(random.nextInt(200))));
                    }
                    case 5 -> accounts.remove(id);
                    // Some are told no more, and some are older than they were.
                    case 6 ->
                        held.passwordSetAt = random.nextInt(4) == 0
                                ? Optional.empty()
                                : Optional.of(now.minus(Duration.ofDays(random.nextInt(150))));
                    default -> {
                        // It is there, as it is.
                    }
                }
            }
        }

        /** What the read of a moment shows of who is privileged. */
        void notePrivileged(Instant now) {
            Set<String> ids = new TreeSet<>(accounts.keySet());
            ids.addAll(privileged.keySet());
            for (String id : ids) {
                List<Time> times = new ArrayList<>(privileged.getOrDefault(id, List.of()));
                boolean was = !times.isEmpty() && times.getLast().to().equals(Instant.MAX);
                boolean is = Optional.ofNullable(accounts.get(id))
                        .filter(Held::isAdministrator)
                        .isPresent();
                if (is && !was) {
                    times.add(new Time(now, Instant.MAX));
                } else if (was && !is) {
                    times.add(new Time(times.removeLast().from(), now));
                }
                privileged.put(id, times);
            }
        }

        Map<String, Severity> wrong(Instant now) {
            Map<String, Severity> wrong = new TreeMap<>();
            for (Held held : accounts.values()) {
                for (String group : held.groups) {
                    Membership membership = Objects.requireNonNull(memberships.get(held.id + " " + group));
                    if (ADMINISTRATION.contains(group)
                            && membership.since().isAfter(baseline.orElseThrow())
                            && !membership.ours()) {
                        wrong.put(
                                held.id + "/" + group + " OUT_OF_BAND_GRANT",
                                held.enabled ? Severity.HIGH : Severity.MEDIUM);
                    }
                }
                boolean leftAlone = protectedOnes.contains(held.id);
                boolean usable = held.enabled && !leftAlone;
                boolean isNonHuman = held.person
                        .map(people::get)
                        .filter(p -> p.nonHuman.isPresent())
                        .isPresent();
                boolean isUnowned = isNonHuman && people.get(OWNER).out && !people.get(NON_HUMAN).out;
                if ((held.person.isEmpty() || isUnowned) && !leftAlone) {
                    Severity severity = held.isAdministrator() ? Severity.CRITICAL : Severity.HIGH;
                    String kind = isUnowned || NAMED.contains(held.id) ? " UNOWNED" : " ORPHAN";
                    wrong.put(held.id + kind, held.enabled ? severity : Severity.LOW);
                }
                boolean isMachine = isNonHuman || NAMED.contains(held.id);
                Inspected shown = inspected.getOrDefault(held.id, new Inspected());
                Severity usual = held.isAdministrator() ? Severity.HIGH : Severity.MEDIUM;
                for (String key : shown.keys.keySet()) {
                    if (!leftAlone && shown.isOverdue(key, now)) {
                        wrong.put(held.id + "/" + key + " OVERDUE_KEY", isMachine ? Severity.HIGH : usual);
                    }
                }
                Instant tooOld = now.minus(Duration.ofDays(isMachine ? 60 : 120));
                if (usable && passwords.getOrDefault(held.id, Instant.MAX).isBefore(tooOld)) {
                    wrong.put(held.id + " OVERDUE_PASSWORD", isMachine ? Severity.HIGH : usual);
                }
                Instant lookedAt = now.minus(Duration.ofDays(REVIEW_DAYS));
                boolean wasPrivileged = privileged.getOrDefault(held.id, List.of()).stream()
                        .anyMatch(time ->
                                !time.from().isAfter(lookedAt) && time.to().isAfter(lookedAt));
                if (usable
                        && held.isAdministrator()
                        && wasPrivileged
                        && reviews.getOrDefault(held.id, Instant.MIN).isBefore(lookedAt)) {
                    wrong.put(held.id + " UNREVIEWED_PRIVILEGE", Severity.HIGH);
                }
                boolean isPerson = held.person.isPresent() && !isMachine;
                if (usable && isPerson && shown.factorsRead && shown.factors.isEmpty()) {
                    wrong.put(held.id + " MISSING_SECOND_FACTOR", usual);
                }
                if (usable && isPerson && shown.factors.equals(Set.of("sms"))) {
                    wrong.put(held.id + " WEAK_SECOND_FACTOR", usual);
                }
                if (usable && !isMachine && shown.by.equals(Optional.of("password"))) {
                    wrong.put(held.id + " DIRECT_SIGN_IN", usual);
                }
                boolean several = accounts.values().stream()
                        .anyMatch(other -> other != held
                                && other.enabled
                                && !protectedOnes.contains(other.id)
                                && other.person.equals(held.person));
                if (usable && held.person.isPresent() && several && !isNonHuman) {
                    wrong.put(held.id + " DUPLICATE", Severity.MEDIUM);
                }
                Instant longAgo = now.minus(RULES.dormantAfter());
                if (usable && signIns.getOrDefault(held.id, Instant.MAX).isBefore(longAgo)) {
                    wrong.put(held.id + " DORMANT", held.isAdministrator() ? Severity.HIGH : Severity.MEDIUM);
                }
                if (usable && held.person.isPresent() && held.isAdministrator()) {
                    wrong.put(held.id + " STANDING_PRIVILEGE", Severity.MEDIUM);
                }
                held.person
                        .map(people::get)
                        .filter(person -> held.enabled && person.out)
                        .ifPresent(person -> {
                            if (!person.openCase.contains(held.id)) {
                                wrong.put(
                                        held.id
                                                + (person.closedCase.contains(held.id)
                                                        ? " LEAVER_REENABLED"
                                                        : " LEAVER_LIVE"),
                                        Severity.CRITICAL);
                            }
                        });
            }
            return wrong;
        }

        /** What a scan has to do, as lines of what became of which; afterwards {@link #standing} is what has to stand. */
        List<String> expected(Instant now) {
            Map<String, Severity> wrong = wrong(now);
            List<String> lines = new ArrayList<>();
            for (String gone : List.copyOf(standing.keySet())) {
                if (!wrong.containsKey(gone)) {
                    standing.remove(gone);
                    lines.add("CLOSED " + gone);
                }
            }
            wrong.forEach((what, severity) -> {
                Standing before = standing.get(what);
                if (before == null) {
                    standing.put(what, new Standing(severity, RULES.dueAt(severity, now)));
                    lines.add("OPENED " + what);
                    return;
                }
                boolean worse = severity.compareTo(before.severity) > 0;
                before.severity = worse ? severity : before.severity;
                Instant due = RULES.dueAt(before.severity, now);
                if (before.acceptedUntil.isPresent()) {
                    if (worse || !before.acceptedUntil.get().isAfter(now)) {
                        before.acceptedUntil = Optional.empty();
                        before.due = due;
                        lines.add("LAPSED " + what);
                    }
                } else if (worse) {
                    before.due = due.isBefore(before.due) ? due : before.due;
                    lines.add("RAISED " + what);
                }
            });
            return lines.stream().sorted().toList();
        }
    }

    @Test
    default void whateverAnEstateLooksLikeTheScanFindsWhatIsWrongOnceAndClosesWhatIsGone() {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = 0; seed < ESTATES; seed++) {
            Estate estate = estate(seed);
            for (int scan = 0; scan < SCANS; scan++) {
                Instant now = Samples.MONDAY.plus(Duration.ofDays(20L * scan));
                estate.change(now);
                ports().transactions().call(started -> {
                    give(estate, now);
                    return now;
                });
                read(estate, now);
                byPeople(estate, now);
                inspect(estate, now);
                ScanId id = new ScanId(UUID.randomUUID());
                SystemId system = estate.system.id();
                List<FindingScans.Change> changes = ports().transactions().call(started -> {
                    ports().findingScans().scan(system, RULES, id, now);
                    return paged(id);
                });
                String where = "seed " + seed + ", scan " + scan;
                List<String> lines = estate.expected(now);
                assertEquals(
                        lines,
                        changes.stream()
                                .map(change -> change.what() + " " + named(estate, change.finding()))
                                .sorted()
                                .toList(),
                        where);
                lines.forEach(line -> seen.merge(
                        line.substring(0, line.indexOf(' ')) + line.substring(line.lastIndexOf(' ')), 1, Integer::sum));
                assertEquals(words(estate), stands(estate), where);
            }
        }
        for (FindingKind kind : FindingKind.values()) {
            assertTrue(seen.getOrDefault("OPENED " + kind, 0) > 20, kind + " is hardly ever opened: " + seen);
            assertTrue(seen.getOrDefault("CLOSED " + kind, 0) > 5, kind + " is hardly ever closed: " + seen);
        }
        assertTrue(seen.getOrDefault("RAISED ORPHAN", 0) > 5, "hardly anything gets worse: " + seen);
        assertTrue(seen.getOrDefault("LAPSED ORPHAN", 0) > 5, "hardly any acceptance ends: " + seen);
    }

    private Estate estate(long seed) {
        List<Person> people = new ArrayList<>();
        IntStream.range(0, NON_HUMAN)
                .mapToObj(i -> new Person(Samples.identity("Given" + i, "Sample")))
                .forEach(people::add);
        TargetSystem plain = Samples.system(Samples.unique("Found"), new SystemMode.Act());
        TargetSystem system = new TargetSystem(
                plain.id(),
                plain.name(),
                plain.owner(),
                plain.classification(),
                plain.sla(),
                plain.identityProvider(),
                plain.connector(),
                plain.correlation(),
                plain.classRules(),
                List.of(
                        new NamePattern("name_of*"),
                        new NamePattern("NAME OF A7"),
                        new NamePattern("n*OF a8*"),
                        new NamePattern("Tag:type=service_*")),
                plain.outOfBandGrants(),
                plain.limits(),
                plain.mode(),
                plain.registeredAt(),
                plain.redirectedAt(),
                plain.baselineAt(),
                plain.mastery(),
                Optional.of(POLICY),
                Optional.of(REVIEW_DAYS),
                plain.version());
        return ports().transactions().call(now -> {
            people.forEach(p -> p.identity =
                    ports().identities().save(p.identity, Samples.entry(p.identity, Identity.Change.HIRED, now)));
            people.add(nonHuman(people.get(OWNER), now));
            ports().systems().save(system);
            return new Estate(seed, system, people);
        });
    }

    private Person nonHuman(Person owner, Instant now) {
        Identity plain = Samples.identity("Gateway", "");
        Identity identity = new Identity(
                plain.id(),
                plain.key(),
                plain.profile().as(IdentityKind.NON_HUMAN, Samples.ZONE),
                plain.employment(),
                Optional.empty(),
                0);
        Person person =
                new Person(ports().identities().save(identity, Samples.entry(identity, Identity.Change.HIRED, now)));
        NonHuman.Requested requested = new NonHuman.Requested(
                new NonHuman.Terms(
                        new NonHumanId(UUID.randomUUID()),
                        NonHumanKind.BOT,
                        Samples.unique("Gateway"),
                        "to carry mail",
                        Optional.empty(),
                        "requester",
                        now),
                owner.identity.id());
        NonHuman.Active active = requested.approve(new NonHuman.Approval(identity.id(), "approver", now));
        ports().nonHumans().add(requested);
        ports().nonHumans().save(active);
        person.nonHuman = Optional.of(active);
        return person;
    }

    /** One tells by an attribute that it is no person's, and the others have one like it. */
    private static Map<String, String> attributes(Estate estate, Held held) {
        Map<String, String> attributes = new HashMap<>(held.person
                .map(person -> Samples.employee(
                        estate.people.get(person).identity.key().workerId()))
                .orElse(Map.of()));
        attributes.put("tag:Type", held.id.equals("a9") ? "Service_Robot" : "ServiceRobot");
        return attributes;
    }

    private void read(Estate estate, Instant now) {
        SystemRead.Requested read = new SystemRead.Requested(
                new ReadId(UUID.randomUUID()), estate.system.id(), SystemRead.Scope.WHOLE, now.minusSeconds(60));
        List<ObservedAccount> listed = estate.accounts.values().stream()
                .map(held -> new ObservedAccount(
                        new AccountRef(held.id),
                        "name of " + held.id,
                        held.enabled ? SignIn.ENABLED : SignIn.DISABLED,
                        attributes(estate, held),
                        held.lastSignIn,
                        held.passwordSetAt,
                        List.of()))
                .toList();
        List<ObservedEntitlement> groups = GROUPS.stream()
                .map(group -> new ObservedEntitlement(new EntitlementRef(group), title(group), members(estate, group)))
                .toList();
        SystemReads reads = ports().systemReads();
        ports().transactions().call(started -> {
            reads.add(read);
            reads.stageAccounts(read.id(), listed, reads.toldBefore(read.id()));
            reads.stageEntitlements(read.id(), groups);
            SystemRead.Counts counts = reads.merge(read, estate.system, SystemReads.Provisos.NONE, now);
            reads.end(read.complete(counts, now));
            if (estate.baseline.isEmpty()) {
                ports().systems()
                        .save(ports().systems()
                                .find(estate.system.id())
                                .orElseThrow()
                                .withBaseline(now));
            }
            return counts;
        });
        estate.baseline = estate.baseline.or(() -> Optional.of(now));
        Map<String, Membership> before = Map.copyOf(estate.memberships);
        estate.memberships.clear();
        for (Held held : estate.accounts.values()) {
            for (String group : held.groups) {
                String key = held.id + " " + group;
                estate.memberships.put(key, before.getOrDefault(key, new Membership(now, estate.given.contains(key))));
            }
        }
        estate.given.clear();
        estate.notePrivileged(now);
        for (Held held : estate.accounts.values()) {
            held.lastSignIn.ifPresent(at -> estate.signIns.merge(held.id, at, (a, b) -> a.isAfter(b) ? a : b));
            held.passwordSetAt.ifPresent(at -> estate.passwords.put(held.id, at));
        }
    }

    private static List<ObservedMember> members(Estate estate, String group) {
        return estate.accounts.values().stream()
                .filter(held -> held.groups.contains(group))
                .<ObservedMember>map(
                        held -> new ObservedMember.Account(new AccountRef(held.id), new MembershipCause.Direct()))
                .toList();
    }

    private static String title(String group) {
        return ADMINISTRATION.contains(group) ? "Administrators" : "Readers";
    }

    /** Some of those who are in a group were put there by an operation, right before the read that is to show it. */
    private void give(Estate estate, Instant now) {
        for (Held held : estate.accounts.values()) {
            for (String group : GROUPS) {
                if (estate.random.nextInt(20) == 0
                        && estate.baseline.isPresent()
                        && !estate.protectedOnes.contains(held.id)) {
                    ports().accounts().find(estate.system.id(), held.id).ifPresent(account -> {
                        given(estate, new Work.GrantEntitlement(account.id(), held.id, group, title(group)), now);
                        estate.given.add(held.id + " " + group);
                        held.join(group, true);
                    });
                }
            }
        }
    }

    private void given(Estate estate, Work.GrantEntitlement work, Instant now) {
        Instant planned = now.minusSeconds(600);
        Operation.Plan plan = new Operation.Plan(
                new OperationId(UUID.randomUUID()),
                new Cause(Cause.Kind.UNDO, UUID.randomUUID()),
                estate.system.id(),
                work,
                new Priority(false, 2),
                planned,
                planned);
        ports().operations().plan(List.of(plan.waiting(planned)));
        Duration lease = Duration.ofSeconds(30);
        ports().operations().claim(estate.system.id(), 1, lease, false, planned).forEach(claimed -> {
            Attempt applied = new Attempt.Applied(List.of());
            assertTrue(ports().operations()
                    .record(claimed, claimed.ended(applied, now.minusSeconds(300), lease), applied));
        });
    }

    /** Some accounts are inspected, some of them not of every kind. */
    private void inspect(Estate estate, Instant now) {
        Random random = estate.random;
        for (Held held : estate.accounts.values()) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            Inspected shown = estate.inspected.computeIfAbsent(held.id, id -> new Inspected());
            Set<InspectedKind> read = EnumSet.noneOf(InspectedKind.class);
            ports().transactions().call(started -> {
                AccountId account = account(estate, held.id).id();
                if (random.nextInt(4) > 0) {
                    read.add(InspectedKind.CREDENTIALS);
                    change(shown, random, now);
                    ports().inspections()
                            .keep(
                                    account,
                                    Artefact.Kind.CREDENTIAL,
                                    shown.keys.entrySet().stream()
                                            .map(key -> told(
                                                    Artefact.Kind.CREDENTIAL,
                                                    key.getKey(),
                                                    "access key",
                                                    key.getValue()))
                                            .toList(),
                                    now);
                }
                if (random.nextInt(4) > 0) {
                    read.add(InspectedKind.MFA_METHODS);
                    shown.factorsRead = true;
                    shown.factors.clear();
                    Stream.of("sms", "security key")
                            .filter(kind -> random.nextBoolean())
                            .forEach(shown.factors::add);
                    ports().inspections()
                            .keep(
                                    account,
                                    Artefact.Kind.MFA_METHOD,
                                    shown.factors.stream()
                                            .map(kind -> told(Artefact.Kind.MFA_METHOD, kind, kind, Optional.empty()))
                                            .toList(),
                                    now);
                }
                Optional<Inspection.LastSignIn> last = Optional.empty();
                if (random.nextInt(4) > 0) {
                    read.add(InspectedKind.SIGN_INS);
                    String by = random.nextBoolean() ? "password" : "SAML";
                    shown.by = Optional.of(by);
                    last = Optional.of(new Inspection.LastSignIn(now, by));
                }
                Inspection before = ports().inspections().find(account).orElseGet(() -> Inspection.first(account, now));
                ports().inspections().save(before.complete(read, last, now, Duration.ofDays(1)));
                return now;
            });
        }
    }

    private static void change(Inspected shown, Random random, Instant now) {
        for (String key : List.of("k1", "k2")) {
            switch (random.nextInt(4)) {
                case 0 -> shown.keys.remove(key);
                case 1 -> shown.keys.put(key, Optional.of(now.minus(Duration.ofDays(random.nextInt(150)))));
                case 2 -> {
                    // What was told of its issue stays known while it is there.
                    if (!shown.firstSeen.containsKey(key)) {
                        shown.keys.put(key, Optional.empty());
                    }
                }
                default -> {
                    // It is as it was.
                }
            }
            if (shown.keys.containsKey(key)) {
                shown.firstSeen.putIfAbsent(key, now);
            }
        }
    }

    private static Artefact told(Artefact.Kind kind, String id, String what, Optional<Instant> since) {
        return new Artefact(kind, id, what, since, Optional.empty(), Optional.empty());
    }

    /** What people, and the product for them, do between a read and the look through it. */
    private void byPeople(Estate estate, Instant now) {
        Random random = estate.random;
        ports().transactions().call(started -> {
            for (Held held : estate.accounts.values()) {
                if (random.nextInt(15) == 0) {
                    boolean protect = estate.protectedOnes.add(held.id);
                    if (!protect) {
                        estate.protectedOnes.remove(held.id);
                    }
                    ports().accounts()
                            .protect(
                                    account(estate, held.id).id(),
                                    protect
                                            ? Optional.of(new Protection("Break glass", "somebody", now))
                                            : Optional.empty());
                }
            }
            for (Held held : estate.accounts.values()) {
                if (random.nextInt(10) == 0) {
                    review(estate, held.id, now);
                }
            }
            for (int i = 0; i < estate.people.size(); i++) {
                if (random.nextInt(6) == 0 && !estate.people.get(i).out) {
                    leave(estate, i, now);
                }
            }
            estate.standing.forEach((what, standing) -> {
                if (random.nextInt(3) == 0 && standing.acceptedUntil.isEmpty()) {
                    Finding.Open open = assertInstanceOf(Finding.Open.class, finding(estate, what));
                    Instant until = now.plus(Duration.ofDays(1 + random.nextInt(60)));
                    ports().findings().save(open.accept(new Finding.Acceptance(until, "Known", "somebody", now)));
                    standing.acceptedUntil = Optional.of(until);
                }
            });
            return now;
        });
    }

    /** Somebody says that what an account holds stays. Must run inside a transaction. */
    private void review(Estate estate, String id, Instant at) {
        Account account = account(estate, id);
        ports().privilegeReviews()
                .add(new PrivilegeReview(
                        UUID.randomUUID(),
                        account.system(),
                        account.id(),
                        account.name(),
                        account.identity(),
                        new PrivilegePicture(List.of(), false),
                        "still needed",
                        "grace",
                        ReviewAuthority.ADMINISTRATOR,
                        at));
        estate.reviews.put(id, at);
    }

    private void leave(Estate estate, int number, Instant now) {
        Person person = estate.people.get(number);
        Identity before = person.identity;
        Identity ended = new Identity(
                before.id(),
                before.key(),
                before.profile(),
                new Employment.Ended(
                        ((Employment.Active) before.employment()).tenure(),
                        Samples.lastDay("2026-03-01"),
                        now.minusSeconds(90),
                        now.minusSeconds(80)),
                before.ties(),
                Optional.empty(),
                before.version());
        person.identity = ports().identities().save(ended, Samples.entry(ended, Identity.Change.ENDED, now));
        person.out = true;
        person.nonHuman.ifPresent(
                active -> ports().nonHumans().save(active.retire(new NonHuman.Closing("operator", now, "no more"))));
        // No case, an open one, one that shut the accounts out (twice as often), one that closed over what people
        // stated.
        int with = List.of(0, 1, 2, 2, 3).get(estate.random.nextInt(5));
        if (with == 0) {
            return;
        }
        LeaverCase.Open open = new LeaverCase.Open(
                new LeaverCase.Opening(
                        new LeaverCaseId(UUID.randomUUID()), ended.id(), Samples.facts(now), now.minusSeconds(70)),
                List.of(Samples.caseSystem(estate.system.id(), now)),
                List.of(),
                0);
        List<Held> own = estate.accounts.values().stream()
                .filter(held -> held.person.equals(Optional.of(number)))
                .toList();
        for (Held held : own) {
            Account account = account(estate, held.id);
            open = open.add(
                    account.id(),
                    estate.system.id(),
                    held.id,
                    account.name(),
                    true,
                    CaseAccount.Treatment.ACT,
                    Set.of(Step.values()));
            open = with == 2 ? open.verified(account.id(), Milestone.BLOCKED, now) : open;
        }
        Set<String> ids = Set.copyOf(own.stream().map(held -> held.id).toList());
        ports().leaverCases().save(open);
        if (with == 1) {
            person.openCase = ids;
            return;
        }
        ports().leaverCases().save(new LeaverCase.Closed(open.opening(), open.systems(), open.accounts(), now, 1));
        // A case that closed over what people stated had not shut the account out.
        person.closedCase = with == 2 ? ids : Set.of();
    }

    private Account account(Estate estate, String nativeId) {
        return ports().accounts().find(estate.system.id(), nativeId).orElseThrow();
    }

    private static Findings.Filter on(SystemId system, String state) {
        return new Findings.Filter(
                Optional.of(system),
                Optional.empty(),
                Optional.empty(),
                Optional.of(state),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private List<Finding> standing(SystemId system) {
        PageRequest many = new PageRequest(500, Optional.empty());
        List<Finding> standing = new ArrayList<>(ports().findings()
                .list(on(system, "open"), Samples.MONDAY, many)
                .items());
        standing.addAll(ports().findings()
                .list(on(system, "accepted"), Samples.MONDAY, many)
                .items());
        return standing;
    }

    private Finding finding(Estate estate, String what) {
        return standing(estate.system.id()).stream()
                .filter(finding -> named(estate, finding).equals(what))
                .findFirst()
                .orElseThrow();
    }

    private static String named(Estate estate, Finding finding) {
        assertEquals(estate.system.id(), finding.facts().system());
        String name = finding.facts().name();
        String about = finding.facts()
                .grant()
                .map(Finding.Grant::entitlement)
                .or(() -> finding.facts()
                        .inspected()
                        .flatMap(Finding.Inspected::key)
                        .map(Finding.Key::id))
                .map(id -> "/" + id)
                .orElse("");
        return name.substring(name.lastIndexOf(' ') + 1) + about + " "
                + finding.facts().kind();
    }

    private static Map<String, String> words(Estate estate) {
        Map<String, String> words = new TreeMap<>();
        estate.standing.forEach((what, standing) -> words.put(what, standing.toString()));
        return words;
    }

    private Map<String, String> stands(Estate estate) {
        Map<String, String> words = new TreeMap<>();
        for (Finding finding : ports().transactions().call(now -> standing(estate.system.id()))) {
            Standing standing =
                    new Standing(finding.facts().severity(), finding.duty().dueAt());
            if (finding instanceof Finding.Accepted accepted) {
                standing.acceptedUntil = Optional.of(accepted.acceptance().until());
            }
            words.put(named(estate, finding), standing.toString());
        }
        return words;
    }

    /** Two at a time, to see that pages leave nothing out. */
    private List<FindingScans.Change> paged(ScanId id) {
        List<FindingScans.Change> all = new ArrayList<>();
        Optional<FindingId> after = Optional.empty();
        while (true) {
            List<FindingScans.Change> page = ports().findingScans().changes(id, after, 2);
            all.addAll(page);
            if (page.size() < 2) {
                return all;
            }
            after = Optional.of(page.getLast().finding().facts().id());
        }
    }

    /** An estate of orphans that was looked through once, at a moment. */
    private Estate orphans(Instant at, String... ids) {
        Estate estate = estate(0);
        for (String id : ids) {
            estate.accounts.put(id, new Held(id));
        }
        read(estate, at);
        scan(estate, at);
        return estate;
    }

    private void scan(Estate estate, Instant at) {
        ports().transactions().call(now -> {
            ports().findingScans().scan(estate.system.id(), RULES, new ScanId(UUID.randomUUID()), at);
            return now;
        });
    }

    private Finding.Open orphan(Estate estate, String id) {
        return ports().transactions()
                .call(now -> assertInstanceOf(Finding.Open.class, finding(estate, id + " ORPHAN")));
    }

    private <T extends Finding> T saved(Finding finding, Class<T> type) {
        return ports().transactions().call(now -> {
            ports().findings().save(finding);
            return type.cast(ports().findings().find(finding.facts().id()).orElseThrow());
        });
    }

    @Test
    default void everyStateOfAFindingComesBackAsItWas() {
        Estate estate = orphans(Samples.MONDAY, "a1");
        Finding.Open open = orphan(estate, "a1");
        assertEquals(
                new Finding.Duty(estate.system.owner(), Samples.MONDAY.plus(Duration.ofDays(7)), Optional.empty()),
                open.duty());
        assertEquals(Samples.MONDAY, open.facts().openedAt());
        Finding.Open assigned = saved(open.assign("somebody else", "by"), Finding.Open.class);
        assertEquals(
                new Finding.Open(
                        open.facts(),
                        new Finding.Duty("somebody else", open.duty().dueAt(), Optional.of("by")),
                        2),
                assigned);
        Finding.Acceptance acceptance =
                new Finding.Acceptance(Samples.MONDAY.plusSeconds(99), "Known", "somebody", Samples.MONDAY);
        Finding.Accepted accepted = saved(assigned.accept(acceptance), Finding.Accepted.class);
        assertEquals(new Finding.Accepted(open.facts(), assigned.duty(), acceptance, 3), accepted);
        Instant due = Samples.MONDAY.plusSeconds(500);
        Finding.Open again = saved(accepted.reopen(due), Finding.Open.class);
        assertEquals(
                new Finding.Open(open.facts(), new Finding.Duty("somebody else", due, Optional.of("by")), 4), again);
        estate.accounts.clear();
        Instant later = Samples.MONDAY.plusSeconds(300);
        read(estate, later);
        scan(estate, later);
        Finding.Closed closed = ports().transactions()
                .call(now -> assertInstanceOf(
                        Finding.Closed.class,
                        ports().findings().find(open.facts().id()).orElseThrow()));
        SystemRead last = ports().transactions()
                .call(now -> ports().systemReads().of(estate.system.id(), 1).getFirst());
        assertEquals(new Finding.Closed(open.facts(), again.duty(), new Finding.Gone(last.id(), later), 5), closed);
    }

    @Test
    default void aFindingAboutAPasswordSaysSinceWhenItIsWhatItIs() {
        Estate estate = orphans(Samples.MONDAY, "a1", "a7");
        Instant limit = Samples.MONDAY.minus(Duration.ofDays(60));
        Held machine = Objects.requireNonNull(estate.accounts.get("a7"));
        machine.passwordSetAt = Optional.of(limit);
        Objects.requireNonNull(estate.accounts.get("a1")).passwordSetAt = Optional.of(limit.minusSeconds(1));
        read(estate, Samples.MONDAY);
        scan(estate, Samples.MONDAY);
        assertEquals(Set.of("a1 ORPHAN", "a7 UNOWNED"), stands(estate).keySet());
        machine.passwordSetAt = Optional.of(limit.minusSeconds(1));
        read(estate, Samples.MONDAY.plusSeconds(100));
        scan(estate, Samples.MONDAY);
        Finding found = ports().transactions().call(now -> finding(estate, "a7 OVERDUE_PASSWORD"));
        assertEquals(machine.passwordSetAt, found.facts().passwordSetAt());
        assertEquals(Optional.empty(), orphan(estate, "a1").facts().passwordSetAt());
        machine.enabled = false;
        read(estate, Samples.MONDAY.plusSeconds(200));
        scan(estate, Samples.MONDAY);
        assertEquals(Set.of("a1 ORPHAN", "a7 UNOWNED"), stands(estate).keySet());
    }

    @Test
    default void aFindingAboutPrivilegeSaysSinceWhenAndWhenSomebodyLookedLast() {
        Estate estate = orphans(Samples.MONDAY, "a1", "a2");
        Duration within = Duration.ofDays(REVIEW_DAYS);
        Instant granted = Samples.MONDAY.plusSeconds(1000);
        estate.accounts.values().forEach(held -> held.join("g", true));
        read(estate, granted);
        scan(estate, granted.plus(within).minusSeconds(1));
        assertFalse(stands(estate).containsKey("a1 UNREVIEWED_PRIVILEGE"), "it is not due yet");
        Instant looked = granted.plusSeconds(5);
        ports().transactions().call(now -> {
            review(estate, "a2", looked);
            return now;
        });
        scan(estate, granted.plus(within));
        assertFalse(stands(estate).containsKey("a2 UNREVIEWED_PRIVILEGE"), "somebody looked since");
        Finding never = ports().transactions().call(now -> finding(estate, "a1 UNREVIEWED_PRIVILEGE"));
        assertEquals(
                Optional.of(new Finding.Unreviewed(granted, Optional.empty())),
                never.facts().unreviewed());
        scan(estate, looked.plus(within));
        assertFalse(stands(estate).containsKey("a2 UNREVIEWED_PRIVILEGE"), "nobody has to look sooner");
        scan(estate, looked.plus(within).plusSeconds(1));
        Finding again = ports().transactions().call(now -> finding(estate, "a2 UNREVIEWED_PRIVILEGE"));
        assertEquals(
                Optional.of(new Finding.Unreviewed(granted, Optional.of(looked))),
                again.facts().unreviewed());
        assertEquals(Optional.empty(), orphan(estate, "a1").facts().unreviewed());
    }

    @Test
    default void whatComesAgainAfterItWasGoneIsAnotherFinding() {
        Estate estate = orphans(Samples.MONDAY, "a1");
        FindingId first = orphan(estate, "a1").facts().id();
        estate.accounts.clear();
        read(estate, Samples.MONDAY.plusSeconds(100));
        scan(estate, Samples.MONDAY.plusSeconds(100));
        estate.accounts.put("a1", new Held("a1"));
        read(estate, Samples.MONDAY.plusSeconds(200));
        scan(estate, Samples.MONDAY.plusSeconds(200));
        assertTrue(!first.equals(orphan(estate, "a1").facts().id()));
    }

    @Test
    default void aStaleFindingIsRefused() {
        Finding.Open open = orphan(orphans(Samples.MONDAY, "a1"), "a1");
        saved(open.assign("one", "by"), Finding.Open.class);
        Refusal.of(ports(), () -> ports().findings().save(open.assign("another", "by")));
    }

    @Test
    default void findingsAreListedByWhenTheyHaveToBeGoneAndPagesLeaveNothingOut() {
        Estate estate = orphans(Samples.MONDAY, "b1", "b2", "b3", "b4", "b5");
        Finding.Open first = orphan(estate, "b4");
        Finding early = saved(
                first.accept(new Finding.Acceptance(
                                Samples.MONDAY.plusSeconds(99), "Known", "somebody", Samples.MONDAY))
                        .reopen(Samples.MONDAY.plusSeconds(1)),
                Finding.class);
        List<Finding> seen = WholeList.of(2, page -> ports().transactions()
                .call(now -> ports().findings().list(on(estate.system.id(), "open"), Samples.MONDAY, page)));
        assertEquals(5, seen.stream().map(f -> f.facts().id()).distinct().count());
        assertEquals(5, seen.size());
        assertEquals(early, seen.getFirst());
        assertEquals(
                seen.stream()
                        .sorted(Comparator.comparing(f -> f.duty().dueAt()))
                        .toList(),
                seen);
    }

    @Test
    default void everyFilterLeavesOutTheOthers() {
        Estate estate = orphans(Samples.MONDAY, "c1", "c2");
        Held disabled = new Held("c3");
        disabled.enabled = false;
        estate.accounts.put("c3", disabled);
        read(estate, Samples.MONDAY.plusSeconds(100));
        scan(estate, Samples.MONDAY.plusSeconds(100));
        Finding own = saved(orphan(estate, "c1").assign("only one", "by"), Finding.class);
        Finding low = orphan(estate, "c3");
        Finding high = orphan(estate, "c2");
        Optional<SystemId> here = Optional.of(estate.system.id());
        Optional<Severity> any = Optional.empty();
        Optional<String> none = Optional.empty();
        Optional<FindingKind> kind = Optional.empty();
        assertEquals(
                Set.of(own),
                listed(
                        low.duty().dueAt(),
                        new Findings.Filter(here, kind, any, none, Optional.of("only one"), false, none)));
        assertEquals(
                Set.of(low),
                listed(
                        low.duty().dueAt(),
                        new Findings.Filter(here, kind, Optional.of(Severity.LOW), none, none, false, none)));
        assertEquals(
                Set.of(own, high),
                listed(low.duty().dueAt(), new Findings.Filter(here, kind, any, none, none, true, none)));
        assertEquals(
                Set.of(high),
                listed(
                        low.duty().dueAt(),
                        new Findings.Filter(here, kind, any, none, none, false, Optional.of("NAME OF C2"))));
        assertEquals(
                Set.of(),
                listed(
                        low.duty().dueAt(),
                        new Findings.Filter(here, Optional.of(FindingKind.DORMANT), any, none, none, false, none)));
        assertEquals(
                Set.of(own, low, high),
                listed(
                        low.duty().dueAt(),
                        new Findings.Filter(here, Optional.of(FindingKind.ORPHAN), any, none, none, false, none)));
        assertEquals(new Findings.Totals(1, 1, 0, 0), ports().transactions().call(now -> ports().findings()
                .totals(Optional.of("only one"), own.duty().dueAt().plusSeconds(1))));
    }

    @Test
    default void openFindingsOfASystemGoToAnotherOwnerAndAllElseStays() {
        Estate estate = orphans(Samples.MONDAY, "e1", "e2", "e3", "e4");
        Finding.Open first = saved(orphan(estate, "e1").assign("Ada.Leaving", "by"), Finding.Open.class);
        Finding.Open second = saved(orphan(estate, "e2").assign("ada.leaving", "by"), Finding.Open.class);
        saved(
                orphan(estate, "e3")
                        .assign("ada.leaving", "by")
                        .accept(new Finding.Acceptance(
                                Samples.MONDAY.plusSeconds(99), "Known", "somebody", Samples.MONDAY)),
                Finding.Accepted.class);
        SystemId other = orphans(Samples.MONDAY, "e1").system.id();
        List<String> from = List.of("1001", "ADA.LEAVING");
        List<Finding.Open> one = pass(estate.system.id(), from, 1);
        List<Finding.Open> rest = pass(estate.system.id(), from, 5);
        assertEquals(Set.of(first, second), Set.of(one.getFirst(), rest.getFirst()));
        assertEquals(List.of(), pass(estate.system.id(), from, 5));
        assertEquals(List.of(), pass(other, from, 5));
        for (String id : List.of("e1", "e2")) {
            assertEquals("ben.staying", orphan(estate, id).duty().owner());
            assertEquals(3, orphan(estate, id).version());
        }
        assertEquals(estate.system.owner(), orphan(estate, "e4").duty().owner());
    }

    @Test
    default void whatWasGivenPastTheProductIsToBeTakenBackUntilAnOperationDoesIt() {
        Estate estate = orphans(Samples.MONDAY, "t1", "t2", "t3", "t4", "t5");
        Instant later = Samples.MONDAY.plusSeconds(1000);
        estate.accounts.values().forEach(held -> held.join(held.id.equals("t5") ? "readers" : "g", true));
        read(estate, later);
        scan(estate, later);
        // One is protected, one is accepted, and one is orphaned alone.
        ports().transactions().call(now -> {
            ports().accounts()
                    .protect(account(estate, "t3").id(), Optional.of(new Protection("Break glass", "somebody", now)));
            ports().findings()
                    .save(((Finding.Open) finding(estate, "t4/g OUT_OF_BAND_GRANT"))
                            .accept(new Finding.Acceptance(later.plusSeconds(9000), "Known", "somebody", later)));
            return now;
        });
        assertEquals(List.of("t1", "t2"), notTakenBack(estate, false, 10));
        assertEquals(1, notTakenBack(estate, false, 1).size());
        Operation.Plan plan = takingBack(estate, "t1", later);
        Operation.Plan other = takingBack(estate, "t2", later);
        ports().transactions().call(now -> {
            ports().operations().plan(List.of(plan.withheld(), other.waiting(later)));
            return now;
        });
        assertEquals(List.of(), notTakenBack(estate, false, 10));
        assertEquals(List.of("t1"), notTakenBack(estate, true, 10), "what is withheld is not done");
        assertEquals(Long.valueOf(1), ports().transactions().call(now -> ports().findings()
                .countNotTakenBack(estate.system.id())));
        ports().transactions().call(now -> ports().operations().cancel(plan.cause(), Optional.empty(), "no more", now));
        assertEquals(List.of("t1"), notTakenBack(estate, false, 10));
        Instant done = later.plusSeconds(50);
        ports().transactions().call(now -> {
            Duration lease = Duration.ofSeconds(30);
            Attempt applied = new Attempt.Applied(List.of());
            ports().operations()
                    .claim(estate.system.id(), 5, lease, false, done)
                    .forEach(claimed -> assertTrue(
                            ports().operations().record(claimed, claimed.ended(applied, done, lease), applied)));
            return now;
        });
        assertEquals(List.of("t1"), notTakenBack(estate, false, 10), "no read was asked for since it was done");
        // A read that was asked for a minute before this moment, and shows it still: somebody gave it again.
        read(estate, done.plusSeconds(61));
        assertEquals(List.of("t1", "t2"), notTakenBack(estate, false, 10));
        estate.accounts.remove("t1");
        read(estate, done.plusSeconds(200));
        assertEquals(List.of("t2"), notTakenBack(estate, false, 10), "what is not shown any more is not taken back");
    }

    private List<String> notTakenBack(Estate estate, boolean withheld, int limit) {
        return ports()
                .transactions()
                .call(now -> ports().findings().notTakenBack(estate.system.id(), withheld, limit))
                .stream()
                .map(finding -> named(estate, finding))
                .map(name -> name.substring(0, name.indexOf('/')))
                .sorted()
                .toList();
    }

    private Operation.Plan takingBack(Estate estate, String id, Instant at) {
        Finding finding = ports().transactions().call(now -> finding(estate, id + "/g OUT_OF_BAND_GRANT"));
        return new Operation.Plan(
                new OperationId(UUID.randomUUID()),
                new Cause(Cause.Kind.OUT_OF_BAND_GRANT, finding.facts().id().value()),
                estate.system.id(),
                new Work.RevokeEntitlement(finding.facts().account(), id, "g", title("g")),
                new Priority(true, 2),
                at,
                at);
    }

    private List<Finding.Open> pass(SystemId system, List<String> from, int limit) {
        return ports().transactions().call(now -> ports().findings().pass(system, from, "ben.staying", "by", limit));
    }

    private Set<Finding> listed(Instant now, Findings.Filter filter) {
        return Set.copyOf(ports().transactions()
                .call(started -> ports().findings().list(filter, now, PageRequest.first()))
                .items());
    }

    @Test
    default void aSystemIsDueAfterEveryReadAndFromTimeToTime() {
        Instant past = Instant.parse("2020-01-01T00:00:00Z");
        Estate estate = orphans(past, "d1");
        assertTrue(isDue(estate, past));
        assertTrue(isDue(estate, past.plusSeconds(1)));
        scan(estate, past.plusSeconds(5));
        assertFalse(isDue(estate, past.plusSeconds(4)));
        read(estate, past.plusSeconds(70));
        assertTrue(isDue(estate, past.plusSeconds(4)));
        scan(estate, past.plusSeconds(71));
        assertFalse(isDue(estate, past.plusSeconds(4)));
        ask(estate, past.plusSeconds(72));
        assertTrue(isDue(estate, past.plusSeconds(4)), "somebody asked");
        scan(estate, past.plusSeconds(73));
        assertFalse(isDue(estate, past.plusSeconds(4)), "it was looked through since");
        Estate unread = estate(1);
        assertFalse(isDue(unread, past));
    }

    private void ask(Estate estate, Instant at) {
        ports().transactions().call(now -> {
            ports().findingScans().ask(estate.system.id(), at);
            return now;
        });
    }

    /** Whether a system is due, when those that other tests left are out of the way. */
    private boolean isDue(Estate estate, Instant before) {
        SystemId id = estate.system.id();
        Instant never = Instant.parse("2999-01-01T00:00:00Z");
        return ports().transactions().call(now -> {
            Optional<SystemId> due = ports().findingScans().due(before);
            while (due.isPresent() && !due.get().equals(id)) {
                ports().findingScans().scan(due.get(), RULES, new ScanId(UUID.randomUUID()), never);
                due = ports().findingScans().due(before);
            }
            return due.isPresent();
        });
    }

    @Test
    default void nothingOfFindingsIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().findings().totals(Optional.empty(), Samples.MONDAY));
        assertThrows(RuntimeException.class, () -> ports().findingScans().due(Samples.MONDAY));
    }
}
