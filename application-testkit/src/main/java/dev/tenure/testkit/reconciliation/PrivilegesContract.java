package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Privileges;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ClassedEntitlement;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegedSpan;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Privileges} promises. */
public interface PrivilegesContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<Ports, T> work) {
        return ports().transactions().call(now -> work.apply(ports()));
    }

    /** Who is privileged, and why: the names of what each account holds, and whether it is marked. */
    record Reason(List<String> held, boolean marked) {}

    /** One system that is read, marked and described anew, and what an independent book says of it. */
    final class Company {
        private final Ports ports;
        private final TargetSystem first;
        private final Map<Instant, Map<String, Reason>> book = new TreeMap<>();
        // What the target last told: names and members by native id.
        final Map<String, String> names = new TreeMap<>();
        final Map<String, Set<String>> members = new TreeMap<>();
        final Set<String> accounts = new TreeSet<>();
        // What is believed of it.
        private final Map<String, String> everNamed = new TreeMap<>();
        private final Map<String, Set<String>> believed = new TreeMap<>();
        private final Set<String> markedEntitlements = new TreeSet<>();
        private final Set<String> markedAccounts = new TreeSet<>();
        private List<ClassRule> rules;
        Instant now = Samples.MONDAY;

        Company(Ports ports) {
            this.ports = ports;
            this.first = Samples.system(Samples.unique("Directory"), new SystemMode.Act());
            this.rules = first.classRules();
            ports.transactions().call(at -> {
                ports.systems().save(first);
                return at;
            });
        }

        private <T> T with(Function<Ports, T> work) {
            return ports.transactions().call(at -> work.apply(ports));
        }

        SystemId id() {
            return first.id();
        }

        List<ClassRule> rules() {
            return rules;
        }

        private ObservedEntitlement told(String id) {
            return new ObservedEntitlement(
                    new EntitlementRef(id),
                    names.getOrDefault(id, ""),
                    members.getOrDefault(id, Set.of()).stream()
                            .map(m -> (ObservedMember) new ObservedMember.Account(new AccountRef(m)))
                            .toList());
        }

        void read(SystemRead.Scope scope) {
            SystemRead.Requested read = new SystemRead.Requested(new ReadId(UUID.randomUUID()), first.id(), scope, now);
            List<ObservedAccount> there = accounts.stream()
                    .map(a -> new ObservedAccount(
                            new AccountRef(a), a, SignIn.ENABLED, Map.of(), Optional.empty(), List.of()))
                    .toList();
            with(p -> {
                p.systemReads().add(read);
                p.systemReads().stageAccounts(read.id(), there, p.systemReads().toldBefore(read.id()));
                p.systemReads()
                        .stageEntitlements(
                                read.id(),
                                names.keySet().stream().map(this::told).toList());
                return read;
            });
            with(p -> {
                SystemRead.Counts counts = p.systemReads()
                        .merge(read, p.systems().find(first.id()).orElseThrow(), SystemReads.Provisos.NONE, now);
                p.systemReads().end(read.complete(counts, now));
                return counts;
            });
            everNamed.putAll(names);
            believed.clear();
            accounts.forEach(a -> believed.put(
                    a,
                    members.entrySet().stream()
                            .filter(e -> e.getValue().contains(a))
                            .map(e -> names.getOrDefault(e.getKey(), ""))
                            .collect(Collectors.toCollection(TreeSet::new))));
            note();
        }

        void show(String account, Set<String> held) {
            with(p -> p.accounts()
                    .recordSeen(
                            first.id(),
                            new SeenAccount(account, account, true, List.copyOf(held), List.of()),
                            new IdentityId(UUID.randomUUID()),
                            new AccountId(UUID.randomUUID()),
                            now));
            accounts.add(account);
            believed.put(account, held);
            note();
        }

        void rule(List<ClassRule> next) {
            rules = List.copyOf(next);
            with(p -> {
                TargetSystem was = p.systems().find(first.id()).orElseThrow();
                p.systems()
                        .save(new TargetSystem(
                                was.id(),
                                was.name(),
                                was.owner(),
                                was.classification(),
                                was.sla(),
                                was.identityProvider(),
                                was.connector(),
                                was.correlation(),
                                rules,
                                was.limits(),
                                was.mode(),
                                was.registeredAt(),
                                was.redirectedAt(),
                                was.baselineAt(),
                                was.version()));
                p.privileges().classify(first.id(), now);
                return was;
            });
            note();
        }

        /** Marks it, or ends its mark. */
        Optional<UUID> mark(PrivilegeMark.Thing thing, String nativeId, EntitlementClass as) {
            Set<String> marked =
                    switch (thing) {
                        case ACCOUNT -> markedAccounts;
                        case ENTITLEMENT -> markedEntitlements;
                    };
            Optional<UUID> id = with(p -> {
                Optional<PrivilegeMark.InForce> before = p.privilegeMarks().inForce(first.id(), thing, nativeId);
                UUID made = UUID.randomUUID();
                before.ifPresentOrElse(
                        mark -> p.privilegeMarks().end(mark.end("it is so no longer", "grace", now)),
                        () -> p.privilegeMarks()
                                .add(new PrivilegeMark.InForce(new PrivilegeMark.Classed(
                                        made,
                                        first.id(),
                                        thing,
                                        nativeId,
                                        nativeId,
                                        as,
                                        "it holds keys",
                                        "ada",
                                        now))));
                p.privileges().classify(first.id(), now);
                return before.isPresent() ? Optional.empty() : Optional.of(made);
            });
            if (id.isPresent()) {
                marked.add(nativeId);
            } else {
                marked.remove(nativeId);
            }
            note();
            return id;
        }

        private boolean isClassed(String nativeId) {
            return markedEntitlements.contains(nativeId)
                    || rules.stream().anyMatch(rule -> switch (rule.of()) {
                        case NAME -> fits(rule.pattern(), everNamed.getOrDefault(nativeId, ""));
                        case NATIVE_ID -> fits(rule.pattern(), nativeId);
                    });
        }

        private static boolean fits(String pattern, String text) {
            String expression =
                    Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                    .matcher(text)
                    .matches();
        }

        private boolean isPrivilege(String name) {
            List<String> named = everNamed.keySet().stream()
                    .filter(id -> everNamed.getOrDefault(id, "").equalsIgnoreCase(name))
                    .toList();
            return named.isEmpty()
                    ? rules.stream().anyMatch(rule -> rule.of() == ClassRule.Of.NAME && fits(rule.pattern(), name))
                    : named.stream().anyMatch(this::isClassed);
        }

        private void note() {
            Map<String, Reason> privileged = new TreeMap<>();
            believed.forEach((account, holds) -> {
                Reason reason = new Reason(
                        holds.stream().filter(this::isPrivilege).sorted().toList(), markedAccounts.contains(account));
                if (reason.marked() || !reason.held().isEmpty()) {
                    privileged.put(account, reason);
                }
            });
            book.put(now, privileged);
        }

        /** Who was privileged by the book, in order of names. */
        Map<String, Reason> told(Instant at, boolean held) {
            Map<String, Reason> answer = new TreeMap<>();
            List<Instant> moments = new ArrayList<>(book.keySet());
            for (int i = 0; i < moments.size() && !moments.get(i).isAfter(at); i++) {
                boolean last = i + 1 == moments.size() || moments.get(i + 1).isAfter(at);
                boolean lately = !held
                        && i + 1 < moments.size()
                        && !moments.get(i + 1).isBefore(at.minus(HeldPrivilege.COUNTS_FOR));
                if (last || lately) {
                    answer.putAll(book.getOrDefault(moments.get(i), Map.of()));
                }
            }
            return answer;
        }

        Map<String, Reason> kept(Instant at, boolean held) {
            Map<String, Reason> answer = new TreeMap<>();
            Privileges.Filter filter = new Privileges.Filter(at, Optional.of(first.id()), held);
            Optional<String> after = Optional.empty();
            do {
                PageRequest page = new PageRequest(3, after);
                Slice<PrivilegedSpan> slice = with(p -> p.privileges().population(filter, page));
                for (PrivilegedSpan span : slice.items()) {
                    assertEquals(null, answer.put(span.nativeId(), new Reason(span.held(), span.marked())));
                    assertTrue(!held || span.covers(at));
                }
                after = slice.next();
            } while (after.isPresent());
            return answer;
        }
    }

    /** Nothing but what was done decides who was privileged on any day. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    default void thePopulationOfAnyDayIsWhatTheBookSays(long seed) {
        Random random = new Random(seed);
        List<String> titles =
                List.of("Domain Admins", "domain admins", "admin staff", "Payments", "Release Ops", "Staff", "50%_off");
        List<ClassRule> rules = List.of(
                ClassRule.named("*ADMIN*", EntitlementClass.ADMINISTRATION),
                ClassRule.named("payments", EntitlementClass.MONEY_MOVEMENT),
                ClassRule.named("r*e o*s", EntitlementClass.DEPLOYMENT),
                ClassRule.named("50%_*", EntitlementClass.SECRETS),
                new ClassRule(ClassRule.Of.NATIVE_ID, "G-*", EntitlementClass.BULK_EXPORT),
                new ClassRule(ClassRule.Of.NATIVE_ID, "e-2", EntitlementClass.SECURITY_SETTINGS));
        List<String> ids = List.of("e-1", "e-2", "e-3", "g-1", "e%1");
        List<String> people = List.of("a", "b", "c", "d", "e", "f", "g");
        Company company = new Company(ports());
        boolean readWhole = false;
        for (int step = 0; step < 40; step++) {
            company.now = company.now.plus(Duration.ofDays(1 + random.nextInt(50)));
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    company.names.clear();
                    company.members.clear();
                    company.accounts.clear();
                    some(people, random).forEach(company.accounts::add);
                    some(ids, random).forEach(id -> entitle(company, id, titles, random));
                    company.read(SystemRead.Scope.WHOLE);
                    readWhole = true;
                }
                case 2 -> {
                    if (readWhole) {
                        some(people, random).forEach(company.accounts::add);
                        some(ids, random).forEach(id -> entitle(company, id, titles, random));
                        company.read(SystemRead.Scope.CHANGES);
                    }
                }
                case 3 -> {
                    List<ClassRule> some = new ArrayList<>(some(rules, random));
                    Collections.shuffle(some, random);
                    company.rule(some);
                }
                case 4 ->
                    company.mark(
                            random.nextBoolean() ? PrivilegeMark.Thing.ACCOUNT : PrivilegeMark.Thing.ENTITLEMENT,
                            random.nextBoolean()
                                    ? people.get(random.nextInt(people.size()))
                                    : ids.get(random.nextInt(ids.size())),
                            EntitlementClass.SECRETS);
                default -> company.show(people.get(random.nextInt(people.size())), new TreeSet<>(some(titles, random)));
            }
        }
        Instant end = company.now.plus(Duration.ofDays(100));
        for (Instant at = Samples.MONDAY; at.isBefore(end); at = at.plus(Duration.ofDays(5))) {
            assertEquals(company.told(at, true), company.kept(at, true), "held at " + at);
            assertEquals(company.told(at, false), company.kept(at, false), "held lately at " + at);
        }
    }

    private Optional<PrivilegePicture> picture(Company company, String nativeId) {
        return with(p -> p.privileges()
                .picture(p.accounts().find(company.id(), nativeId).orElseThrow().id()));
    }

    @Test
    default void thePictureOfAnAccountIsWhatItHoldsByName() {
        Company company = new Company(ports());
        company.accounts.addAll(Set.of("a", "b"));
        company.names.putAll(Map.of("g-1", "payments", "g-2", "Payments", "g-3", "admins", "g-4", "Staff"));
        company.members.putAll(Map.of("g-1", Set.of("a"), "g-2", Set.of(), "g-3", Set.of("a"), "g-4", Set.of("b")));
        company.rule(List.of(
                ClassRule.named("payments", EntitlementClass.MONEY_MOVEMENT),
                ClassRule.named("*s", EntitlementClass.DEPLOYMENT)));
        company.read(SystemRead.Scope.WHOLE);
        company.rule(List.of(
                ClassRule.named("payments", EntitlementClass.MONEY_MOVEMENT),
                ClassRule.named("*s", EntitlementClass.ADMINISTRATION)));
        PrivilegePicture.Held admins =
                new PrivilegePicture.Held("g-3", "admins", Optional.of(EntitlementClass.ADMINISTRATION));
        List<PrivilegePicture.Held> both = List.of(
                admins,
                new PrivilegePicture.Held("g-1", "payments", Optional.of(EntitlementClass.MONEY_MOVEMENT)),
                new PrivilegePicture.Held("g-2", "Payments", Optional.of(EntitlementClass.MONEY_MOVEMENT)));
        assertEquals(Optional.of(new PrivilegePicture(both, false)), picture(company, "a"));
        assertEquals(Optional.empty(), picture(company, "b"));
        company.mark(PrivilegeMark.Thing.ACCOUNT, "b", EntitlementClass.SECRETS);
        assertEquals(Optional.of(new PrivilegePicture(List.of(), true)), picture(company, "b"));
        // Two of one name, of which one vanishes; and one that no read showed.
        company.now = company.now.plusSeconds(60);
        company.names.remove("g-2");
        company.read(SystemRead.Scope.WHOLE);
        company.show("a", Set.of("PAYMENTS", "Readers", "plain"));
        assertEquals(
                Optional.of(new PrivilegePicture(
                        List.of(both.get(1), new PrivilegePicture.Held("Readers", "Readers", Optional.empty())),
                        false)),
                picture(company, "a"));
        company.accounts.remove("b");
        company.now = company.now.plusSeconds(60);
        company.read(SystemRead.Scope.WHOLE);
        assertEquals(Optional.empty(), picture(company, "b"), "no target shows it");
    }

    private static <T> List<T> some(List<T> all, Random random) {
        return all.stream().filter(one -> random.nextBoolean()).toList();
    }

    private static void entitle(Company company, String id, List<String> titles, Random random) {
        company.names.put(id, titles.get(random.nextInt(titles.size())));
        company.members.put(id, new TreeSet<>(some(List.copyOf(company.accounts), random)));
    }

    private List<ClassedEntitlement> entitlements(Company company, Optional<EntitlementClass> as) {
        return WholeList.of(2, page -> with(p -> p.privileges().entitlements(company.id(), as, page)));
    }

    @Test
    default void anEntitlementIsOfTheClassOfItsMarkElseOfTheFirstRuleAndKeepsWhatItWas() {
        Company company = new Company(ports());
        company.names.putAll(Map.of("1", "Payments", "2", "admins", "3", "Staff"));
        company.names.keySet().forEach(id -> company.members.put(id, Set.of()));
        company.rule(List.of(
                ClassRule.named("*n*", EntitlementClass.MONEY_MOVEMENT),
                ClassRule.named("*", EntitlementClass.ADMINISTRATION)));
        Instant read = company.now.plusSeconds(10);
        company.now = read;
        company.read(SystemRead.Scope.WHOLE);
        assertEquals(
                List.of("admins", "Payments", "Staff"),
                entitlements(company, Optional.empty()).stream()
                        .map(ClassedEntitlement::name)
                        .toList());
        assertEquals(
                List.of("admins", "Payments"),
                entitlements(company, Optional.of(EntitlementClass.MONEY_MOVEMENT)).stream()
                        .map(ClassedEntitlement::name)
                        .toList());
        Instant marked = read.plusSeconds(10);
        company.now = marked;
        UUID mark = company.mark(PrivilegeMark.Thing.ENTITLEMENT, "1", EntitlementClass.SECRETS)
                .orElseThrow();
        Instant ruled = marked.plusSeconds(10);
        company.now = ruled;
        company.rule(List.of(new ClassRule(ClassRule.Of.NATIVE_ID, "2", EntitlementClass.DEPLOYMENT)));
        Instant ended = ruled.plusSeconds(10);
        company.now = ended;
        company.mark(PrivilegeMark.Thing.ENTITLEMENT, "1", EntitlementClass.SECRETS);
        ClassedEntitlement payments = entitlements(company, Optional.empty()).get(1);
        assertEquals(
                List.of(
                        new ClassedEntitlement.Span(
                                EntitlementClass.SECRETS,
                                new ClassedEntitlement.By.Mark(mark),
                                marked,
                                Optional.of(ended)),
                        new ClassedEntitlement.Span(
                                EntitlementClass.MONEY_MOVEMENT,
                                new ClassedEntitlement.By.Rule(ClassRule.Of.NAME, "*n*"),
                                read,
                                Optional.of(marked))),
                payments.spans());
        assertEquals(Optional.empty(), payments.now());
        assertEquals(
                List.of("admins"),
                entitlements(company, Optional.of(EntitlementClass.DEPLOYMENT)).stream()
                        .map(e -> e.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    default void whatVanishedIsListedWithItsTime() {
        Company company = new Company(ports());
        company.names.put("1", "Administrators");
        company.members.put("1", Set.of());
        company.read(SystemRead.Scope.WHOLE);
        company.names.clear();
        company.now = company.now.plusSeconds(10);
        company.read(SystemRead.Scope.WHOLE);
        ClassedEntitlement gone = entitlements(company, Optional.empty()).getFirst();
        assertEquals(Optional.of(company.now), gone.vanishedAt());
        assertTrue(gone.now().isPresent());
    }

    @Test
    default void whatIsAsItWasDoesNotBeginAnew() {
        Company company = new Company(ports());
        Instant begun = company.now;
        company.show("a", Set.of("Administrators"));
        company.now = begun.plus(Duration.ofDays(200));
        company.show("a", Set.of("Administrators", "Staff"));
        company.rule(company.rules());
        PrivilegedSpan span = with(p -> p.privileges()
                        .population(
                                new Privileges.Filter(company.now, Optional.of(company.id()), true),
                                PageRequest.first()))
                .items()
                .getFirst();
        assertEquals(begun, span.since());
        assertEquals(Optional.empty(), span.until());
        assertTrue(span.covers(begun));
        assertFalse(span.covers(begun.minusNanos(1)));
    }

    @Test
    default void pagesComeAfterWhatThePageBeforeGave() {
        assertThrows(
                IllegalArgumentException.class,
                () -> with(p -> p.privileges()
                        .population(
                                new Privileges.Filter(Samples.MONDAY, Optional.empty(), false),
                                new PageRequest(2, Optional.of("x")))));
        Instant now = ports().transactions().call(at -> at);
        assertFalse(with(p -> p.privileges().knownSince()).isAfter(now));
    }
}
