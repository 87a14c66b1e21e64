package dev.tenure.connectors.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.ActivityEvent;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.Session;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connector.spi.SignInEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/**
 * Every MUST of the SPI as a test. A test class of a connector implements it and says only how to make a target:
 *
 * <pre>{@code
 * class MyConnectorConformanceTest implements ConnectorConformance {
 *     public Target newTarget() {
 *         return new MyTarget();
 *     }
 * }
 * }</pre>
 *
 * What a connector does not declare has to be refused; a check of an ability passes where it is not declared. What a target
 * cannot be brought to hold is reported as skipped.
 *
 * <p>The kit listens to standard output and {@code java.util.logging}, so these tests do not run beside others in one JVM.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface ConnectorConformance {

    /** A new, empty target; the kit closes it. */
    Target newTarget();

    private Kit start() {
        return new Kit(newTarget());
    }

    // Configuration

    @Test
    default void theKindIsAStableName() {
        try (Kit kit = start()) {
            assertTrue(kit.target().factory().kind().matches("[a-z][a-z0-9-]*"));
            assertEquals(kit.target().factory().kind(), kit.target().factory().kind());
            assertEquals(kit.target().factory().schema(), kit.target().factory().schema());
        }
    }

    @Test
    default void everySettingThatIsGivenIsInTheSchema() {
        try (Kit kit = start()) {
            ConfigurationSchema schema = kit.target().factory().schema();
            ConnectorConfiguration given = kit.target().configuration();
            for (String name : given.settings().keySet()) {
                assertTrue(schema.setting(name).isPresent(), name);
            }
            for (String name : given.secrets().keySet()) {
                assertEquals(
                        ConfigurationSchema.Kind.SECRET,
                        schema.setting(name).orElseThrow().kind(),
                        name);
            }
        }
    }

    @Test
    default void aMissingSettingIsNamed() {
        try (Kit kit = start()) {
            for (ConfigurationSchema.Setting setting :
                    kit.target().factory().schema().settings()) {
                if (setting.required()) {
                    Map<String, String> settings =
                            new HashMap<>(kit.target().configuration().settings());
                    Map<String, Secret> secrets =
                            new HashMap<>(kit.target().configuration().secrets());
                    settings.remove(setting.name());
                    secrets.remove(setting.name());
                    ConfigurationException refusal = assertThrows(
                            ConfigurationException.class,
                            () -> kit.target()
                                    .factory()
                                    .open(new ConnectorConfiguration(settings, secrets))
                                    .close(),
                            setting.name());
                    assertEquals(setting.name(), refusal.setting());
                    kit.spoken().said(refusal);
                }
            }
            assertNoSecretSpoken(kit, Set.of());
        }
    }

    @Test
    default void openingAndAskingForCapabilitiesDoNotReachTheTarget() {
        try (Target target = newTarget()) {
            target.goDown();
            try (Connector connector = target.factory().open(target.configuration())) {
                Capabilities first = connector.capabilities();
                assertEquals(first, connector.capabilities());
                target.comeBack();
                assertEquals(first, connector.capabilities());
                assertInstanceOf(Observation.Seen.class, connector.connect());
                assertEquals(first, connector.capabilities());
            }
        }
    }

    // Reading

    @Test
    default void connectingTellsTheOwnAccountWhereTheTargetDoes() {
        try (Kit kit = start()) {
            Connection connection = kit.seen(kit.connector().connect());
            assertFalse(connection.product().isBlank());
            connection.own().ifPresent(own -> assertTrue(kit.read(own).exists(), "the own account can be read"));
        }
    }

    @Test
    default void everyAccountIsListedOverAllPages() {
        try (Kit kit = start()) {
            Set<AccountRef> seeded = IntStream.range(0, 2 * kit.target().pageSize() + 1)
                    .mapToObj(i -> kit.target().seedAccount("list-" + i, Kit.PASSWORD))
                    .collect(Collectors.toSet());
            Kit.Listing<ObservedAccount> listing = kit.whole(kit.connector()::accounts);
            Set<AccountRef> listed =
                    listing.items().stream().map(ObservedAccount::ref).collect(Collectors.toSet());
            seeded.removeAll(listed);
            assertEquals(Set.of(), seeded, "accounts that were not listed");
            assertTrue(listing.pages() > 2, "pages");
        }
    }

    @Test
    default void twoListingsAtOnceDoNotDisturbEachOther() {
        try (Kit kit = start()) {
            Set<AccountRef> seeded = IntStream.range(0, 2 * kit.target().pageSize() + 1)
                    .mapToObj(i -> kit.target().seedAccount("twice-" + i, Kit.PASSWORD))
                    .collect(Collectors.toSet());
            var first = kit.seen(kit.connector().accounts(Cursor.START));
            var whole = kit.accounts();
            Set<AccountRef> listed = new HashSet<>();
            first.items().forEach(a -> listed.add(a.ref()));
            var next = first.next();
            while (next.isPresent()) {
                var page = kit.seen(kit.connector().accounts(next.get()));
                page.items().forEach(a -> listed.add(a.ref()));
                next = page.next();
            }
            assertTrue(listed.containsAll(seeded), "the interrupted listing is whole");
            assertTrue(
                    whole.stream().map(ObservedAccount::ref).toList().containsAll(seeded),
                    "the other listing is whole");
        }
    }

    @Test
    default void aListingAndAReadAgreeWhetherSomebodyCanSignIn() {
        try (Kit kit = start()) {
            AccountRef enabled = kit.target().seedAccount("enabled", Kit.PASSWORD);
            AccountRef disabled = kit.target().seedAccount("disabled", Kit.PASSWORD);
            kit.target().setEnabled(disabled, false);
            Map<AccountRef, SignIn> listed = new HashMap<>();
            kit.accounts().forEach(a -> listed.put(a.ref(), a.signIn()));
            assertEquals(SignIn.ENABLED, listed.get(enabled));
            assertEquals(SignIn.DISABLED, listed.get(disabled));
            assertEquals(SignIn.ENABLED, kit.read(enabled).account().signIn());
            assertEquals(SignIn.DISABLED, kit.read(disabled).account().signIn());
        }
    }

    @Test
    default void everyEntitlementIsListedOverAllPages() {
        try (Kit kit = start()) {
            Set<EntitlementRef> seeded = IntStream.range(0, 2 * kit.target().pageSize() + 1)
                    .mapToObj(i -> kit.target().seedEntitlement("entitlement-" + i))
                    .collect(Collectors.toSet());
            Set<EntitlementRef> listed =
                    kit.entitlements().stream().map(ObservedEntitlement::ref).collect(Collectors.toSet());
            seeded.removeAll(listed);
            assertEquals(Set.of(), seeded, "entitlements that were not listed");
        }
    }

    @Test
    default void anEntitlementHasAllOfItsThousandAndOneMembers() {
        try (Kit kit = start()) {
            EntitlementRef many = kit.target().seedEntitlement("many");
            Set<ObservedMember> members = new HashSet<>();
            for (int i = 0; i < 1001; i++) {
                AccountRef account = kit.target().seedAccount("member-" + i, Kit.PASSWORD);
                kit.target().seedMembership(many, account);
                members.add(new ObservedMember.Account(account));
            }
            Set<ObservedMember> listed = new HashSet<>(kit.entitlement(many).members());
            assertTrue(listed.containsAll(members), "members listed: " + listed.size());
        }
    }

    @Test
    default void anEntitlementInsideAnotherIsAMemberOfIt() {
        try (Kit kit = start()) {
            EntitlementRef outer = kit.target().seedEntitlement("outer");
            EntitlementRef inner = kit.target().seedEntitlement("inner");
            assumeTrue(kit.target().seedNesting(outer, inner), "this target has no nested entitlements");
            assertTrue(kit.entitlement(outer).members().contains(new ObservedMember.Entitlement(inner)));
        }
    }

    @Test
    default void aMemberThatCannotBeResolvedIsReported() {
        try (Kit kit = start()) {
            EntitlementRef entitlement = kit.target().seedEntitlement("haunted");
            kit.target().seedMembership(entitlement, kit.target().seedAccount("resolvable", Kit.PASSWORD));
            assumeTrue(kit.target().seedUnresolvable(entitlement), "this target holds only members that exist");
            List<ObservedMember.Unresolvable> unresolvable = kit.entitlement(entitlement).members().stream()
                    .filter(ObservedMember.Unresolvable.class::isInstance)
                    .map(ObservedMember.Unresolvable.class::cast)
                    .toList();
            assertEquals(1, unresolvable.size());
            assertFalse(unresolvable.get(0).reason().isBlank());
            assertFalse(unresolvable.get(0).nativeId().isBlank());
        }
    }

    @Test
    default void findingReadsTheTargetEveryTime() {
        try (Kit kit = start()) {
            assertEquals(List.of(), kit.find("comes-later"));
            AccountRef account = kit.target().seedAccount("comes-later", Kit.PASSWORD);
            EntitlementRef entitlement = kit.target().seedEntitlement("found");
            kit.target().seedMembership(entitlement, account);
            List<AccountState> found = kit.find("comes-later");
            assertEquals(List.of(account), refs(found));
            assertTrue(found.get(0).exists());
            assertEquals(SignIn.ENABLED, found.get(0).account().signIn());
            assertEquals(Set.of(entitlement), memberships(found.get(0)));
            kit.target().setEnabled(account, false);
            assertEquals(
                    SignIn.DISABLED, kit.find("comes-later").get(0).account().signIn());
            kit.target().removeAccount(account);
            assertEquals(List.of(), kit.find("comes-later"));
        }
    }

    @Test
    default void findingTakesEveryCharacterAsItIs() {
        try (Kit kit = start()) {
            kit.target().seedAccount("plain", Kit.PASSWORD);
            List<String> keys =
                    OddNames.all().stream().filter(kit.target()::accepts).toList();
            Map<String, AccountRef> seeded = new HashMap<>();
            keys.forEach(key -> seeded.put(key, kit.target().seedAccount(key, Kit.PASSWORD)));
            List<Executable> checks = new ArrayList<>();
            for (String key : keys) {
                checks.add(() -> assertEquals(List.of(seeded.get(key)), refs(kit.find(key)), key));
            }
            assertAll(checks);
            for (String nobody : List.of("*", "plai*", "x)(uid=*", "' OR 1=1 --", "\u0000")) {
                assertEquals(List.of(), kit.find(nobody), nobody);
            }
        }
    }

    @Test
    default void anAccountThatIsNotThereIsReadAsAbsent() {
        try (Kit kit = start()) {
            AccountRef account = kit.target().seedAccount("goes", Kit.PASSWORD);
            assertTrue(kit.read(account).exists());
            kit.target().removeAccount(account);
            AccountState state = kit.read(account);
            assertFalse(state.exists());
            assertEquals(SignIn.DISABLED, state.account().signIn());
            assertEquals(Set.of(), memberships(state));
        }
    }

    @Test
    default void aReferenceThatNeverWasIsReadAsAbsent() {
        try (Kit kit = start()) {
            for (String odd : List.of("no such account", "*", ")(x=*", "../../x", "\u0000", "x".repeat(5000))) {
                assertFalse(kit.read(new AccountRef(odd)).exists(), odd);
            }
        }
    }

    @Test
    default void aReadShowsEveryDirectMembership() {
        try (Kit kit = start()) {
            AccountRef account = kit.busyAccount("member");
            assertEquals(kit.target().membershipsOf(account), memberships(kit.read(account)));
        }
    }

    @Test
    default void aMembershipSaysWhyItIsThere() {
        try (Kit kit = start()) {
            AccountRef account = kit.busyAccount("causes");
            EntitlementRef inner = kit.target().seedEntitlement("causes-inner");
            EntitlementRef outer = kit.target().seedEntitlement("causes-outer");
            EntitlementRef outermost = kit.target().seedEntitlement("causes-outermost");
            kit.target().seedMembership(inner, account);
            boolean nests =
                    kit.target().seedNesting(outer, inner) && kit.target().seedNesting(outermost, outer);
            Optional<EntitlementRef> primary = kit.target().seedPrimary(account);
            Optional<EntitlementRef> dynamic = kit.target().seedDynamic(account);
            AccountState state = kit.read(account);
            assertEquals(kit.target().membershipsOf(account), memberships(state), "direct ones and no others");
            for (AccountState.Membership membership : state.memberships()) {
                EntitlementRef entitlement = membership.entitlement();
                switch (membership.cause()) {
                    case MembershipCause.Direct d ->
                        assertTrue(kit.target().membershipsOf(account).contains(entitlement));
                    case MembershipCause.Nested n -> {
                        assertTrue(Set.of(outer, outermost).contains(entitlement), "is nested");
                        assertEquals(inner, n.through());
                    }
                    case MembershipCause.Primary p -> assertTrue(isRetained(state, entitlement), "is retained");
                    case MembershipCause.Dynamic d -> assertEquals(dynamic, Optional.of(entitlement));
                }
            }
            Set<EntitlementRef> shown = state.memberships().stream()
                    .map(AccountState.Membership::entitlement)
                    .collect(Collectors.toSet());
            assertTrue(shown.containsAll(primary.stream().toList()), "the primary one is shown");
            assertTrue(shown.containsAll(dynamic.stream().toList()), "the one by rule is shown");
            assertTrue(!nests || !shown.contains(outer) || shown.contains(outermost), "nesting is followed to its end");
        }
    }

    @Test
    default void nestingThatGoesInACircleEnds() {
        try (Kit kit = start()) {
            AccountRef account = kit.target().seedAccount("circle", Kit.PASSWORD);
            EntitlementRef one = kit.target().seedEntitlement("circle-one");
            EntitlementRef two = kit.target().seedEntitlement("circle-two");
            kit.target().seedMembership(one, account);
            assumeTrue(kit.target().seedNesting(two, one), "this target has no nested entitlements");
            kit.target().seedNesting(one, two);
            assertEquals(Set.of(one), memberships(kit.read(account)));
            assertTrue(kit.entitlement(one).members().contains(new ObservedMember.Entitlement(two)));
        }
    }

    // Reading what only some targets tell

    @Test
    default void anUndeclaredReadIsRefused() {
        try (Kit kit = start()) {
            AccountRef account = kit.target().seedAccount("undeclared-read", Kit.PASSWORD);
            for (ReadKind kind : ReadKind.values()) {
                if (!kit.reads(kind) && kind != ReadKind.DELETIONS) {
                    Observation<?> answer = kit.more(kind, account);
                    assertInstanceOf(Observation.Refused.class, answer, kind + ": " + answer);
                }
            }
        }
    }

    @Test
    default void everySecondFactorIsListed() {
        listsWhatIsHeld(ReadKind.MFA_METHODS, Target.Holding.MFA_METHOD);
    }

    @Test
    default void everyCredentialIsListed() {
        listsWhatIsHeld(ReadKind.CREDENTIALS, Target.Holding.CREDENTIAL);
    }

    @Test
    default void everyLiveSessionIsListed() {
        listsWhatIsHeld(ReadKind.SESSIONS, Target.Holding.SESSION);
    }

    private void listsWhatIsHeld(ReadKind kind, Target.Holding holding) {
        try (Kit kit = start()) {
            if (!kit.reads(kind)) {
                return;
            }
            AccountRef account = kit.target().seedAccount("holds", Kit.PASSWORD);
            AccountRef other = kit.target().seedAccount("holds-too", Kit.PASSWORD);
            assertEquals(Set.of(), ids(kit.seen(kit.more(kind, account))));
            Set<String> seeded = new HashSet<>();
            for (int i = 0; i < 2 * kit.target().pageSize() + 1; i++) {
                seeded.add(kit.target().seed(holding, account));
            }
            kit.target().seed(holding, other);
            assertEquals(seeded, ids(kit.seen(kit.more(kind, account))), "all of it, and of nobody else");
            kit.target().removeAccount(account);
            assertEquals(Set.of(), ids(kit.seen(kit.more(kind, account))), "none once the account is gone");
        }
    }

    private static Set<String> ids(Object answer) {
        Set<String> ids = new HashSet<>();
        for (Object held : (List<?>) answer) {
            ids.add(
                    switch (held) {
                        case MfaMethod m -> m.id();
                        case Credential c -> c.id();
                        case Session s -> s.id();
                        default -> throw new AssertionError("lists " + held.getClass());
                    });
        }
        return ids;
    }

    private static Optional<Target.Holding> holding(ReadKind kind) {
        return switch (kind) {
            case MFA_METHODS -> Optional.of(Target.Holding.MFA_METHOD);
            case CREDENTIALS -> Optional.of(Target.Holding.CREDENTIAL);
            case SESSIONS -> Optional.of(Target.Holding.SESSION);
            case SIGN_INS, ACTIVITY, CHANGES, DELETIONS -> Optional.empty();
        };
    }

    @Test
    default void everySignInSinceAMomentIsTold() {
        try (Kit kit = start()) {
            if (!kit.reads(ReadKind.SIGN_INS)) {
                return;
            }
            AccountRef account = kit.target().seedAccount("signs-in", Kit.PASSWORD);
            Instant since = Instant.parse("2026-03-01T10:00:00Z");
            kit.target().seedSignIn(account, since.minusSeconds(1));
            kit.target().seedSignIn(kit.target().seedAccount("signs-in-too", Kit.PASSWORD), since.plusSeconds(1));
            Set<String> expected = new HashSet<>();
            for (int i = 0; i < 2 * kit.target().pageSize() + 1; i++) {
                expected.add(kit.target().seedSignIn(account, since.plusSeconds(i)));
            }
            Set<String> told =
                    kit.<SignInEvent>whole(cursor -> kit.connector().signIns(account, since, cursor)).items().stream()
                            .map(SignInEvent::id)
                            .collect(Collectors.toSet());
            assertEquals(expected, told);
        }
    }

    @Test
    default void aLogThatDoesNotReachBackIsNotTakenForNoSignIn() {
        try (Kit kit = start()) {
            if (!kit.reads(ReadKind.SIGN_INS)) {
                return;
            }
            AccountRef account = kit.target().seedAccount("forgotten", Kit.PASSWORD);
            Instant begin = Instant.parse("2026-03-01T10:00:00Z");
            kit.target().seedSignIn(account, begin);
            assumeTrue(kit.target().forgetSignInsBefore(begin.plusSeconds(60)), "this target keeps its log for good");
            assertInstanceOf(Observation.Refused.class, kit.connector().signIns(account, begin, Cursor.START));
            assertEquals(
                    List.of(),
                    kit.seen(kit.connector().signIns(account, begin.plusSeconds(60), Cursor.START))
                            .items());
        }
    }

    @Test
    default void everythingDoneBetweenTwoMomentsIsTold() {
        try (Kit kit = start()) {
            if (!kit.reads(ReadKind.ACTIVITY)) {
                return;
            }
            AccountRef account = kit.target().seedAccount("acts", Kit.PASSWORD);
            AccountRef another = kit.target().seedAccount("acts-too", Kit.PASSWORD);
            Instant to = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
            Instant from = to.minus(Duration.ofHours(1));
            List<ActivityEvent.What> kinds = List.of(
                    new ActivityEvent.What.SignedIn(),
                    new ActivityEvent.What.SignInFailed(),
                    new ActivityEvent.What.Called("sample:Read", Optional.empty(), true),
                    new ActivityEvent.What.Called("sample:Write", Optional.empty(), false));
            kit.target().seedActivity(account, from.minusSeconds(1), kinds.get(0));
            kit.target().seedActivity(account, to.plusSeconds(1), kinds.get(0));
            kit.target().seedActivity(another, from.plusSeconds(1), kinds.get(0));
            Map<String, ActivityEvent.What> expected = new HashMap<>();
            for (int i = 0; i < 2 * kit.target().pageSize() + 1; i++) {
                ActivityEvent.What what = kinds.get(i % kinds.size());
                expected.put(kit.target().seedActivity(account, from.plusSeconds(i), what), what);
            }
            expected.put(kit.target().seedActivity(account, to, kinds.get(0)), kinds.get(0));
            List<Activity.Coverage> coverages = new ArrayList<>();
            Map<String, ActivityEvent.What> told = new HashMap<>();
            kit.<ActivityEvent>whole(cursor -> switch (kit.connector().activity(account, from, to, cursor)) {
                        case Observation.Seen<Activity> seen -> {
                            coverages.add(seen.value().coverage());
                            yield new Observation.Seen<>(seen.value().page());
                        }
                        case Observation.Refused<Activity> refused -> new Observation.Refused<>(refused.reason());
                        case Observation.Unreachable<Activity> unreachable ->
                            new Observation.Unreachable<>(unreachable.reason(), unreachable.retryAfter());
                    })
                    .items()
                    .forEach(event -> told.put(event.id(), event.what()));
            assertEquals(expected, told);
            Activity.Coverage coverage =
                    coverages.stream().reduce(Activity.Coverage::and).orElseThrow();
            assertEquals(Optional.empty(), coverage.missing());
            assertFalse(coverage.from().isAfter(from), "since when the log is whole");
            assertFalse(coverage.until().isBefore(to), "until when the log is whole");
            assertFalse(
                    coverage.until().isAfter(Instant.now().plus(Duration.ofMinutes(5))),
                    "no log holds what is still to come");
        }
    }

    @Test
    default void aLogThatDoesNotReachBackSaysSinceWhenItIsWhole() {
        try (Kit kit = start()) {
            if (!kit.reads(ReadKind.ACTIVITY)) {
                return;
            }
            AccountRef account = kit.target().seedAccount("forgotten-acts", Kit.PASSWORD);
            Instant begin = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
            Instant kept = begin.plus(Duration.ofHours(1));
            kit.target().seedActivity(account, begin, new ActivityEvent.What.SignedIn());
            assumeTrue(kit.target().forgetActivityBefore(kept), "this target's log cannot be cut");
            Activity told = kit.seen(kit.connector().activity(account, begin, Instant.now(), Cursor.START));
            assertFalse(told.coverage().from().isBefore(kept), "since when the log is whole");
            assertEquals(List.of(), told.page().items());
        }
    }

    @Test
    default void whatChangedSinceATokenIsTold() {
        try (Kit kit = start()) {
            if (!kit.reads(ReadKind.CHANGES)) {
                return;
            }
            AccountRef old = kit.target().seedAccount("old", Kit.PASSWORD);
            EntitlementRef entitlement = kit.target().seedEntitlement("followed");
            ResumeToken token = kit.changed(kit.connector(), Optional.empty()).next();
            kit.target().setEnabled(old, false);
            Set<AccountRef> expected = new HashSet<>(Set.of(old));
            for (int i = 0; i < 2 * kit.target().pageSize() + 1; i++) {
                expected.add(kit.target().seedAccount("follow-" + i, Kit.PASSWORD));
            }
            kit.target().seedMembership(entitlement, old);
            Map<AccountRef, SignIn> told = new HashMap<>();
            Set<ObservedMember> members = new HashSet<>();
            for (Increment.Item item : kit.changesSince(token)) {
                switch (item) {
                    case Increment.Item.Account a ->
                        told.put(a.account().ref(), a.account().signIn());
                    case Increment.Item.Entitlement e -> {
                        if (e.entitlement().ref().equals(entitlement)) {
                            members.addAll(e.entitlement().members());
                        }
                    }
                    case Increment.Item.AccountDeleted d -> throw new AssertionError("no account was deleted");
                    case Increment.Item.EntitlementDeleted d -> throw new AssertionError("no entitlement was deleted");
                }
            }
            assertTrue(told.keySet().containsAll(expected), "every account that changed is told");
            assertEquals(SignIn.DISABLED, told.get(old));
            assertTrue(members.contains(new ObservedMember.Account(old)), "a change of members is told");
        }
    }

    @Test
    default void whatWasDeletedIsToldAsDeletedOrNotAtAll() {
        try (Kit kit = start()) {
            if (!kit.reads(ReadKind.CHANGES)) {
                return;
            }
            AccountRef account = kit.target().seedAccount("deleted", Kit.PASSWORD);
            EntitlementRef entitlement = kit.target().seedEntitlement("deleted");
            ResumeToken token = kit.changed(kit.connector(), Optional.empty()).next();
            kit.target().setEnabled(account, false);
            kit.target().removeAccount(account);
            List<Increment.Item> items;
            if (kit.reads(ReadKind.DELETIONS)) {
                kit.target().removeEntitlement(entitlement);
                items = kit.changesSince(token);
                assertTrue(items.contains(new Increment.Item.AccountDeleted(account)));
                assertTrue(items.contains(new Increment.Item.EntitlementDeleted(entitlement)));
            } else {
                items = kit.changesSince(token);
            }
            for (Increment.Item item : items) {
                assertFalse(
                        item instanceof Increment.Item.Account a
                                && a.account().ref().equals(account),
                        "an account that is gone is not told as there");
            }
        }
    }

    @Test
    default void aTokenIsGoodForAnotherConnector() {
        try (Kit kit = start()) {
            if (!kit.reads(ReadKind.CHANGES)) {
                return;
            }
            ResumeToken token = kit.changed(kit.connector(), Optional.empty()).next();
            AccountRef account = kit.target().seedAccount("after-a-restart", Kit.PASSWORD);
            try (Connector another = kit.target().factory().open(kit.target().configuration())) {
                assertTrue(kit.changed(another, Optional.of(token)).items().stream()
                        .anyMatch(i -> i instanceof Increment.Item.Account a
                                && a.account().ref().equals(account)));
            }
        }
    }

    @Test
    default void aTokenThatIsNoLongerGoodAsksForAWholeRead() {
        try (Kit kit = start()) {
            if (!kit.reads(ReadKind.CHANGES)) {
                return;
            }
            ResumeToken token = kit.changed(kit.connector(), Optional.empty()).next();
            List<ResumeToken> bad = new ArrayList<>(
                    List.of(new ResumeToken("no token of ours"), new ResumeToken(token.value() + "00000000")));
            if (kit.target().forgetHistory()) {
                bad.add(token);
            }
            for (ResumeToken each : bad) {
                assertInstanceOf(
                        Increment.ReadWhole.class, kit.seen(kit.connector().changesSince(Optional.of(each))));
            }
        }
    }

    // Changing

    @Test
    default void aDeclaredChangeIsAppliedAndThenUnchanged() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                Change change = kit.prepare(kind, "change-" + Kit.word(kind));
                assertFalse(kit.isTrue(change), kind + ": there is something to do");

                ChangeOutcome first = kit.apply(change);
                assertInstanceOf(ChangeOutcome.Applied.class, first, kind + ": " + first);
                assertTrue(kit.isTrue(change), kind + ": the target shows it");
                assertFalse(Kit.evidence(first).facts().isEmpty(), kind + ": there is evidence");

                int writes = kit.target().writes();
                ChangeOutcome again = kit.apply(change);
                assertTrue(kit.isTrue(change), kind + ": still true");
                assertFalse(Kit.evidence(again).facts().isEmpty(), kind + ": there is evidence again");
                if (kind == ChangeKind.RESET_SECRET || kind == ChangeKind.ROTATE_SECRET) {
                    // A target that cannot show who knows a password lets the connector write another.
                    assertTrue(Kit.done(again), again.toString());
                } else if (!kit.isShown(kind)) {
                    assertInstanceOf(
                            ChangeOutcome.Applied.class, again, kind + ": nobody saw that it was so: " + again);
                } else {
                    assertInstanceOf(ChangeOutcome.Unchanged.class, again, kind + ": " + again);
                    assertEquals(writes, kit.target().writes(), kind + ": nothing was written again");
                }
            }
        }
    }

    @Test
    default void aChangeTouchesNoOtherAccount() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                String key = "alone-" + Kit.word(kind);
                Change change = kit.prepare(kind, key);
                AccountRef other = refs(kit.find(key + "-other")).get(0);
                Set<EntitlementRef> before = kit.target().membershipsOf(other);
                kit.apply(change);
                assertTrue(kit.target().isEnabled(other), kind.toString());
                assertTrue(kit.target().acceptsPassword(other, Kit.PASSWORD), kind.toString());
                assertEquals(before, kit.target().membershipsOf(other), kind.toString());
            }
        }
    }

    @Test
    default void whatARevocationRemovedIsInItsEvidence() {
        try (Kit kit = start()) {
            if (!kit.declared().contains(ChangeKind.REVOKE_MEMBERSHIPS)) {
                return;
            }
            AccountRef account = kit.busyAccount("strip");
            Set<EntitlementRef> before = kit.target().membershipsOf(account);
            String evidence = Kit.evidence(kit.apply(new Change.RevokeMemberships(account))).facts().stream()
                    .map(Evidence.Fact::value)
                    .collect(Collectors.joining("\n"));
            before.forEach(removed -> assertTrue(evidence.contains(removed.nativeId()), "names what was removed"));
        }
    }

    @Test
    default void whatEndedIsInTheEvidence() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                if (Kit.holding(kind).isPresent() && kit.isShown(kind)) {
                    Change change = kit.prepare(kind, "ended-" + Kit.word(kind));
                    Set<String> before = kit.target()
                            .held(
                                    Kit.holding(kind).orElseThrow(),
                                    kit.subjects(change).iterator().next());
                    Set<String> told = Kit.evidence(kit.apply(change)).facts().stream()
                            .map(Evidence.Fact::value)
                            .collect(Collectors.toSet());
                    assertTrue(told.containsAll(before), kind + ": names what ended");
                }
            }
        }
    }

    @Test
    default void anUndeclaredChangeIsRefused() {
        try (Kit kit = start()) {
            AccountRef account = kit.busyAccount("undeclared");
            AccountRef heir = kit.target().seedAccount("undeclared-heir", Kit.PASSWORD);
            EntitlementRef entitlement = kit.target().seedEntitlement("undeclared");
            Set<ChangeKind> undeclared = EnumSet.allOf(ChangeKind.class);
            undeclared.removeAll(kit.declared());
            for (ChangeKind kind : undeclared) {
                Change change = kind == ChangeKind.UPDATE_ACCOUNT
                        ? new Change.UpdateAccount(account, Map.of(kit.target().keyAttribute(), Optional.of("x")))
                        : kit.change(kind, "undeclared-new", account, heir, entitlement);
                ChangeOutcome outcome = kit.apply(change);
                assertInstanceOf(ChangeOutcome.Refused.class, outcome, kind + ": " + outcome);
            }
            assertEquals(0, kit.target().writes());
        }
    }

    @Test
    default void aChangeOfAnAccountThatIsNotThereWritesNothing() {
        try (Kit kit = start()) {
            AccountRef account = kit.target().seedAccount("gone", Kit.PASSWORD);
            AccountRef heir = kit.target().seedAccount("gone-heir", Kit.PASSWORD);
            EntitlementRef entitlement = kit.target().seedEntitlement("gone");
            kit.target().removeAccount(account);
            for (ChangeKind kind : kit.declared()) {
                if (kind != ChangeKind.CREATE_ACCOUNT) {
                    ChangeOutcome outcome = kit.apply(kit.change(kind, "gone", account, heir, entitlement));
                    assertTrue(
                            Kit.givesAccess(kind)
                                    ? outcome instanceof ChangeOutcome.Refused
                                    : outcome instanceof ChangeOutcome.Unchanged,
                            kind + ": " + outcome);
                }
            }
            assertEquals(0, kit.target().writes());
        }
    }

    @Test
    default void aNewAccountIsAsAskedAndThereOnce() {
        try (Kit kit = start()) {
            if (!kit.declared().contains(ChangeKind.CREATE_ACCOUNT)) {
                return;
            }
            Change change = kit.prepare(ChangeKind.CREATE_ACCOUNT, "joins");
            assertInstanceOf(ChangeOutcome.Applied.class, kit.apply(change));
            AccountRef made = kit.subjects(change).iterator().next();
            assertEquals(List.of(made), refs(kit.find("joins-new")));
            assertFalse(kit.target().secretOf(made).equals(Optional.of("")), "has no empty password");
            if (kit.declared().contains(ChangeKind.ENABLE_ACCOUNT)) {
                assertFalse(kit.target().isEnabled(made), "waits to be enabled");
                assertEquals(SignIn.DISABLED, kit.read(made).account().signIn());
                assertInstanceOf(ChangeOutcome.Applied.class, kit.apply(new Change.EnableAccount(made)));
                assertTrue(kit.target().isEnabled(made));
            }
            assertInstanceOf(ChangeOutcome.Unchanged.class, kit.apply(change), "and is left as it is");
            kit.target().seedAccount("joins-new", Kit.PASSWORD);
            int writes = kit.target().writes();
            assertInstanceOf(ChangeOutcome.Refused.class, kit.apply(change), "there are two");
            assertEquals(writes, kit.target().writes());
        }
    }

    @Test
    default void anUpdateSetsAndClearsAndTellsWhatStoodBefore() {
        try (Kit kit = start()) {
            if (!kit.declared().contains(ChangeKind.UPDATE_ACCOUNT)) {
                return;
            }
            AccountRef account = kit.busyAccount("updated");
            String attribute = kit.target().changeableAttribute();
            for (Optional<String> value : List.of(Optional.of("first value"), Optional.of("second value"))) {
                assertInstanceOf(
                        ChangeOutcome.Applied.class,
                        kit.apply(new Change.UpdateAccount(account, Map.of(attribute, value))));
                assertEquals(value, kit.target().changeableValueOf(account));
            }
            ChangeOutcome cleared = kit.apply(new Change.UpdateAccount(account, Map.of(attribute, Optional.empty())));
            assertInstanceOf(ChangeOutcome.Applied.class, cleared);
            assertEquals(Optional.empty(), kit.target().changeableValueOf(account));
            assertTrue(
                    Kit.evidence(cleared).facts().stream()
                            .anyMatch(f -> f.personal() && f.value().equals("second value")),
                    "the evidence tells what stood before");
        }
    }

    @Test
    default void anEntitlementThatIsNotThereIsNotGranted() {
        try (Kit kit = start()) {
            if (!kit.declared().contains(ChangeKind.GRANT_ENTITLEMENT)) {
                return;
            }
            AccountRef account = kit.busyAccount("granted");
            for (String odd : List.of("no such entitlement", "*", ")(x=*", "../../x", "\u0000", "x".repeat(5000))) {
                assertInstanceOf(
                        ChangeOutcome.Refused.class,
                        kit.apply(new Change.GrantEntitlement(account, new EntitlementRef(odd))),
                        odd);
            }
            assertEquals(0, kit.target().writes());
        }
    }

    /** Whether a target can hold an end is its own affair; that it is said is not. */
    @Test
    default void anEndIsHeldByTheTargetOrNotClaimed() {
        try (Kit kit = start()) {
            if (!kit.declared().contains(ChangeKind.GRANT_ENTITLEMENT)) {
                return;
            }
            Change.GrantEntitlement standing =
                    (Change.GrantEntitlement) kit.prepare(ChangeKind.GRANT_ENTITLEMENT, "for-a-while");
            Instant soon = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600);
            Change ending = until(standing, soon);
            ChangeOutcome first = kit.apply(ending);
            assertInstanceOf(ChangeOutcome.Applied.class, first, first.toString());
            assertTrue(kit.isTrue(standing), "the target shows it");
            Optional<Instant> held = held(first);
            held.ifPresent(end -> assertFalse(end.isAfter(soon), "ends no later than asked: " + end));
            int writes = kit.target().writes();
            ChangeOutcome again = kit.apply(ending);
            assertInstanceOf(ChangeOutcome.Unchanged.class, again, again.toString());
            assertEquals(held, held(again), "the end is told again");
            assertEquals(writes, kit.target().writes());

            ChangeOutcome later = kit.apply(until(standing, soon.plusSeconds(1800)));
            assertTrue(Kit.done(later), later.toString());
            assertEquals(held.map(end -> end.plusSeconds(1800)), held(later), "another end takes its place");
            ChangeOutcome forGood = kit.apply(standing);
            assertTrue(Kit.done(forGood), forGood.toString());
            assertEquals(Optional.empty(), held(forGood), "what stands has no end");
            ChangeOutcome shortened = kit.apply(ending);
            assertInstanceOf(ChangeOutcome.Unchanged.class, shortened, "what stands is not shortened: " + shortened);
            assertEquals(Optional.empty(), held(shortened), "and no end is claimed");
            assertTrue(kit.isTrue(standing), "the target still shows it");

            if (kit.declared().contains(ChangeKind.REVOKE_ENTITLEMENT)) {
                Change.GrantEntitlement other =
                        (Change.GrantEntitlement) kit.prepare(ChangeKind.GRANT_ENTITLEMENT, "ended-early");
                assertInstanceOf(ChangeOutcome.Applied.class, kit.apply(until(other, soon)));
                assertInstanceOf(
                        ChangeOutcome.Applied.class,
                        kit.apply(new Change.RevokeEntitlement(other.account(), other.entitlement())));
                assertFalse(kit.isTrue(other), "revoking ends it before its end");
            }
        }
    }

    private static Change until(Change.GrantEntitlement change, Instant end) {
        return new Change.GrantEntitlement(change.account(), change.entitlement(), Optional.of(end));
    }

    private static Optional<Instant> held(ChangeOutcome outcome) {
        return Kit.evidence(outcome).facts().stream()
                .filter(fact -> fact.name().equals(Evidence.UNTIL))
                .map(fact -> Instant.parse(fact.value()))
                .findFirst();
    }

    @Test
    default void revokingOneEntitlementLeavesTheOthersAndTheOtherMembers() {
        try (Kit kit = start()) {
            if (!kit.declared().contains(ChangeKind.REVOKE_ENTITLEMENT)) {
                return;
            }
            Change.RevokeEntitlement change =
                    (Change.RevokeEntitlement) kit.prepare(ChangeKind.REVOKE_ENTITLEMENT, "one-of-three");
            AccountRef keeper = refs(kit.find("one-of-three-keeper")).get(0);
            assertEquals(3, kit.target().membershipsOf(change.account()).size());
            assertInstanceOf(ChangeOutcome.Applied.class, kit.apply(change));
            assertEquals(2, kit.target().membershipsOf(change.account()).size());
            assertEquals(Set.of(change.entitlement()), kit.target().membershipsOf(keeper));
        }
    }

    @Test
    default void aMembershipThatIsNotDirectIsNotRevokedAlone() {
        try (Kit kit = start()) {
            if (!kit.declared().contains(ChangeKind.REVOKE_ENTITLEMENT)) {
                return;
            }
            AccountRef account = kit.target().seedAccount("ruled", Kit.PASSWORD);
            List<EntitlementRef> kept = Stream.of(
                            kit.target().seedPrimary(account), kit.target().seedDynamic(account))
                    .flatMap(Optional::stream)
                    .toList();
            assumeTrue(!kept.isEmpty(), "every membership on this target is direct or nested");
            for (EntitlementRef entitlement : kept) {
                assertInstanceOf(
                        ChangeOutcome.Refused.class, kit.apply(new Change.RevokeEntitlement(account, entitlement)));
            }
            assertEquals(0, kit.target().writes());
        }
    }

    @Test
    default void whatWasOwnedBelongsToTheOther() {
        try (Kit kit = start()) {
            if (!kit.declared().contains(ChangeKind.TRANSFER_OWNERSHIP)) {
                return;
            }
            Change.TransferOwnership change =
                    (Change.TransferOwnership) kit.prepare(ChangeKind.TRANSFER_OWNERSHIP, "owner");
            Set<String> owned = kit.target().held(Target.Holding.OWNED, change.account());
            AccountRef nobody = kit.target().seedAccount("no-heir", Kit.PASSWORD);
            kit.target().removeAccount(nobody);
            assertInstanceOf(
                    ChangeOutcome.Refused.class, kit.apply(new Change.TransferOwnership(change.account(), nobody)));
            assertEquals(owned, kit.target().held(Target.Holding.OWNED, change.account()));
            assertInstanceOf(ChangeOutcome.Applied.class, kit.apply(change));
            assertTrue(kit.target().held(Target.Holding.OWNED, change.to()).containsAll(owned));
        }
    }

    @Test
    default void aNewCredentialIsKeptOnceAndLeavesTheOthers() {
        try (Kit kit = start()) {
            if (!kit.declared().contains(ChangeKind.ISSUE_CREDENTIAL)) {
                return;
            }
            Change.IssueCredential change = (Change.IssueCredential) kit.prepare(ChangeKind.ISSUE_CREDENTIAL, "issued");
            AccountRef account = change.account();
            ChangeOutcome outcome = kit.apply(change);
            Set<String> now = new HashSet<>(kit.target().held(Target.Holding.CREDENTIAL, account));
            now.removeAll(change.beside());
            assertEquals(1, now.size(), "one more");
            assertEquals(List.copyOf(now), credentials(outcome), "the evidence names it");
            assertEquals(List.copyOf(now), credentials(kit.apply(change)), "and so it does the second time");
            change.beside()
                    .forEach(old -> assertTrue(kit.target().isCredentialOn(account, old), "the old one lets in"));
            Secret kept = change.keeping().kept().orElseThrow();
            assertTrue(kit.target().acceptsKept(account, kept), "what is kept lets in");
            assertNoSecretSpoken(kit, Set.of(kept.reveal()));
        }
    }

    @Test
    default void aCredentialThatIsNotKeptIsTakenAwayAgain() {
        try (Kit kit = start()) {
            if (!kit.declared().contains(ChangeKind.ISSUE_CREDENTIAL)) {
                return;
            }
            Change.IssueCredential change = (Change.IssueCredential) kit.prepare(ChangeKind.ISSUE_CREDENTIAL, "unkept");
            Change.IssueCredential nowhere =
                    new Change.IssueCredential(change.account(), change.beside(), new Kit.InMemory(false));
            for (int i = 0; i < 2; i++) {
                ChangeOutcome outcome = kit.apply(nowhere);
                assertInstanceOf(ChangeOutcome.Refused.class, outcome, outcome.toString());
                assertEquals(change.beside(), kit.target().held(Target.Holding.CREDENTIAL, change.account()));
            }
            assertInstanceOf(ChangeOutcome.Applied.class, kit.apply(change));
            assertTrue(kit.isTrue(change));
        }
    }

    @Test
    default void whatIsKeptAndGoneIsNeverCalledDone() {
        try (Kit kit = start()) {
            if (!kit.declared().containsAll(List.of(ChangeKind.ISSUE_CREDENTIAL, ChangeKind.REVOKE_CREDENTIAL))) {
                return;
            }
            Change.IssueCredential change =
                    (Change.IssueCredential) kit.prepare(ChangeKind.ISSUE_CREDENTIAL, "kept-and-gone");
            String made = credentials(kit.apply(change)).get(0);
            assertInstanceOf(
                    ChangeOutcome.Applied.class, kit.apply(new Change.RevokeCredential(change.account(), made)));
            ChangeOutcome outcome = kit.apply(change);
            assertTrue(
                    outcome instanceof ChangeOutcome.Refused || outcome instanceof ChangeOutcome.InDoubt,
                    outcome.toString());
            assertEquals(change.beside(), kit.target().held(Target.Holding.CREDENTIAL, change.account()));
        }
    }

    @Test
    default void whatBecomesOfOneCredentialLeavesTheOthers() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                Change change = kit.prepare(kind, "one-of-two-" + Kit.word(kind));
                if (change instanceof Change.OfCredential one && !(change instanceof Change.IssueCredential)) {
                    Set<String> others = new HashSet<>(kit.target().held(Target.Holding.CREDENTIAL, one.account()));
                    switch (one) {
                        case Change.IssueCredential c -> others.clear();
                        case Change.EnableCredential c -> others.remove(c.credential());
                        case Change.DisableCredential c -> others.remove(c.credential());
                        case Change.RevokeCredential c -> others.remove(c.credential());
                    }
                    assertInstanceOf(ChangeOutcome.Applied.class, kit.apply(change), kind.toString());
                    assertEquals(1, others.size());
                    others.forEach(other -> assertTrue(
                            kit.target().isCredentialOn(one.account(), other), kind + ": lets in as before"));
                    ChangeOutcome nothing =
                            kit.apply(kit.change(kind, "", one.account(), one.account(), new EntitlementRef("none")));
                    assertTrue(
                            kind == ChangeKind.ENABLE_CREDENTIAL
                                    ? nothing instanceof ChangeOutcome.Refused
                                    : nothing instanceof ChangeOutcome.Unchanged,
                            kind + " of a credential that is not there: " + nothing);
                }
            }
        }
    }

    private static List<String> credentials(ChangeOutcome outcome) {
        assertTrue(Kit.done(outcome), outcome.toString());
        return Kit.evidence(outcome).facts().stream()
                .filter(fact -> fact.name().equals(Evidence.CREDENTIAL))
                .map(Evidence.Fact::value)
                .toList();
    }

    /** The order is the product's: blocked, then contained, then clean. */
    @Test
    default void afterALeaverTheTargetShowsNothingOfThem() {
        try (Kit kit = start()) {
            AccountRef account = kit.busyAccount("leaver");
            List<ChangeKind> kinds = Stream.of(
                            ChangeKind.DISABLE_ACCOUNT,
                            ChangeKind.END_SESSIONS,
                            ChangeKind.REVOKE_CREDENTIALS,
                            ChangeKind.RESET_SECRET,
                            ChangeKind.CLEAR_MFA,
                            ChangeKind.REVOKE_MEMBERSHIPS)
                    .filter(kit.declared()::contains)
                    .toList();
            kinds.forEach(kind -> Kit.holding(kind).ifPresent(h -> kit.target().seed(h, account)));
            List<Change> changes = kinds.stream()
                    .map(kind -> kit.change(kind, "", account, account, new EntitlementRef("none")))
                    .toList();
            changes.forEach(change -> assertTrue(Kit.done(kit.apply(change)), change.kind() + ": done"));
            changes.forEach(change -> assertTrue(kit.isTrue(change), change.kind() + ": the target shows it"));
            AccountState state = kit.read(account);
            assertEquals(Set.of(), memberships(state));
            if (kinds.contains(ChangeKind.DISABLE_ACCOUNT)) {
                assertEquals(SignIn.DISABLED, state.account().signIn());
            }
            for (ReadKind kind : List.of(ReadKind.MFA_METHODS, ReadKind.CREDENTIALS, ReadKind.SESSIONS)) {
                if (kit.reads(kind)) {
                    assertEquals(List.of(), kit.seen(kit.more(kind, account)), kind.toString());
                }
            }
        }
    }

    @Test
    default void aLostReplyIsSettledByReadingBack() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                Change change = kit.prepare(kind, "lost-reply-" + Kit.word(kind));
                ChangeKey key = new ChangeKey("lost-reply-" + Kit.word(kind));
                ChangeOutcome outcome = failing(kit, Failure.LOSES_REPLY, change, key);
                assertFalse(outcome instanceof ChangeOutcome.Unreachable, kind + ": something was written");
                assertFalse(outcome instanceof ChangeOutcome.Refused, kind + ": nobody refused");
                assertHonest(kit, change, outcome);
                ChangeOutcome again = kit.apply(change, key);
                assertTrue(Kit.done(again), kind + ": " + again);
                assertTrue(kit.isTrue(change), kind + ": the target shows it");
            }
        }
    }

    @Test
    default void aLostWriteIsNeverCalledDone() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                Change change = kit.prepare(kind, "lost-write-" + Kit.word(kind));
                ChangeKey key = new ChangeKey("lost-write-" + Kit.word(kind));
                ChangeOutcome outcome = failing(kit, Failure.LOSES_WRITE, change, key);
                assertHonest(kit, change, outcome);
                assertFalse(outcome instanceof ChangeOutcome.Refused, kind + ": nobody refused");
                ChangeOutcome again = kit.apply(change, key);
                assertTrue(Kit.done(again), kind + ": " + again);
                assertTrue(kit.isTrue(change), kind + ": the target shows it");
            }
        }
    }

    @Test
    default void aLyingSuccessIsAnsweredWithDoubt() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                if (!kit.isShown(kind)) {
                    // What it says is all there is to go by, and it had to be declared.
                    continue;
                }
                Change change = kit.prepare(kind, "lie-" + Kit.word(kind));
                ChangeOutcome outcome = failing(kit, Failure.LIES, change, new ChangeKey("lie"));
                assertInstanceOf(ChangeOutcome.InDoubt.class, outcome, kind + ": " + outcome);
            }
        }
    }

    @Test
    default void whatIsEndedAndCannotBeListedIsDeclaredAsUnobservable() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                if (!kit.isShown(kind)) {
                    assertFalse(
                            kit.connector().capabilities().unobservable().isEmpty(),
                            kind + ": nobody can see that it was done, so say how long what is left can live");
                }
            }
        }
    }

    @Test
    default void aRefusalIsPassedOnWithARemedy() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                Change change = kit.prepare(kind, "refused-" + Kit.word(kind));
                ChangeOutcome outcome = failing(kit, Failure.REFUSES_WRITE, change, new ChangeKey("refused"));
                assertInstanceOf(ChangeOutcome.Refused.class, outcome, kind + ": " + outcome);
                assertFalse(Kit.reason(outcome).orElse("").isBlank(), kind.toString());
                assertHonest(kit, change, outcome);
            }
        }
    }

    @Test
    default void aBusyTargetIsTriedAgainLater() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                Change change = kit.prepareSmall(kind, "busy-" + Kit.word(kind));
                int writes = kit.target().writes();
                ChangeOutcome outcome = failing(kit, Failure.BUSY_ON_WRITE, change, new ChangeKey("busy"));
                if (outcome instanceof ChangeOutcome.Unreachable) {
                    assertEquals(writes, kit.target().writes(), kind + ": nothing was written");
                } else {
                    assertTrue(Kit.done(outcome), kind + ": not answered with " + outcome);
                    assertTrue(kit.isTrue(change), kind + ": the connector tried again by itself");
                }
                assertTrue(Kit.done(kit.apply(change)), kind.toString());
            }
        }
    }

    @Test
    default void aTargetThatIsDownIsUnreachableUntilItComesBack() {
        try (Kit kit = start()) {
            AccountRef account = kit.busyAccount("down");
            List<Change> changes = kit.declared().stream()
                    .map(kind -> kit.prepare(kind, "down-" + Kit.word(kind)))
                    .toList();
            kit.seen(kit.connector().connect());
            kit.target().goDown();
            List<Observation<?>> observations = new ArrayList<>(List.of(
                    kit.connector().connect(),
                    kit.connector().accounts(Cursor.START),
                    kit.connector().entitlements(Cursor.START),
                    kit.connector().find(kit.target().keyAttribute(), "down"),
                    kit.connector().read(account)));
            kit.connector().capabilities().reads().forEach(kind -> observations.add(kit.more(kind, account)));
            observations.forEach(kit.spoken()::said);
            observations.forEach(o -> assertInstanceOf(Observation.Unreachable.class, o));
            for (Change change : changes) {
                ChangeOutcome outcome = kit.apply(change);
                assertInstanceOf(ChangeOutcome.Unreachable.class, outcome, change.kind() + ": " + outcome);
            }
            assertEquals(0, kit.target().writes());
            kit.target().comeBack();
            assertTrue(kit.read(account).exists());
            for (Change change : changes) {
                ChangeOutcome outcome = kit.apply(change);
                assertInstanceOf(ChangeOutcome.Applied.class, outcome, change.kind() + ": " + outcome);
            }
        }
    }

    @Test
    default void aLostReadIsAValueAndNoException() {
        try (Kit kit = start()) {
            AccountRef account = kit.target().seedAccount("lost-read", Kit.PASSWORD);
            kit.target().failNext(Failure.LOSES_READ);
            Observation<AccountState> observation = kit.connector().read(account);
            kit.spoken().said(observation);
            kit.assertFired(Failure.LOSES_READ);
            switch (observation) {
                case Observation.Seen<AccountState> s -> assertTrue(s.value().exists());
                case Observation.Unreachable<AccountState> u ->
                    assertFalse(u.reason().isBlank());
                case Observation.Refused<AccountState> r -> throw new AssertionError("nobody refused: " + r);
            }
            assertTrue(kit.read(account).exists());
        }
    }

    // Running

    @Test
    default void anInterruptEndsAReadThatHangs() throws InterruptedException {
        try (Kit kit = start()) {
            AccountRef account = kit.target().seedAccount("hangs", Kit.PASSWORD);
            kit.target().failNext(Failure.HANGS_ON_READ);
            Object answer = interrupted(
                    kit, Failure.HANGS_ON_READ, () -> kit.connector().read(account));
            assertInstanceOf(Observation.Unreachable.class, answer);
        }
    }

    @Test
    default void anInterruptEndsAChangeThatHangsAndLeavesDoubt() throws InterruptedException {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                Change change = kit.prepare(kind, "hangs-" + Kit.word(kind));
                kit.target().failNext(Failure.HANGS_ON_WRITE);
                int before = kit.target().fired(Failure.HANGS_ON_WRITE);
                Object answer = interrupted(
                        kit, Failure.HANGS_ON_WRITE, before, () -> kit.apply(change, new ChangeKey("hangs")));
                assertInstanceOf(ChangeOutcome.InDoubt.class, answer, kind + ": " + answer);
            }
        }
    }

    @Test
    default void manyThreadsUseOneConnector() throws Exception {
        try (Kit kit = start()) {
            int threads = 8;
            List<List<Change>> changes = IntStream.range(0, threads)
                    .mapToObj(i -> kit.declared().stream()
                            .map(kind -> kit.prepare(kind, "thread-" + i + "-" + Kit.word(kind)))
                            .toList())
                    .toList();
            try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                List<Future<List<ChangeOutcome>>> futures = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    int n = i;
                    futures.add(pool.submit(() -> {
                        List<ChangeOutcome> outcomes = new ArrayList<>();
                        for (Change change : changes.get(n)) {
                            String key = "thread-" + n + "-" + Kit.word(change.kind());
                            assertEquals(1, kit.find(key).size());
                            outcomes.add(kit.apply(change, new ChangeKey(key)));
                            assertTrue(kit.accounts().size() >= threads);
                        }
                        return outcomes;
                    }));
                }
                for (Future<List<ChangeOutcome>> future : futures) {
                    for (ChangeOutcome outcome : future.get(100, TimeUnit.SECONDS)) {
                        assertInstanceOf(ChangeOutcome.Applied.class, outcome);
                    }
                }
            }
            changes.forEach(all ->
                    all.forEach(change -> assertTrue(kit.isTrue(change), change.kind() + ": the target shows it")));
        }
    }

    @Test
    default void closingTwiceDoesNothing() {
        try (Kit kit = start()) {
            kit.seen(kit.connector().connect());
            kit.seen(kit.connector().accounts(Cursor.START));
            kit.connector().close();
            kit.connector().close();
        }
        try (Target target = newTarget()) {
            Connector neverUsed = target.factory().open(target.configuration());
            neverUsed.close();
            neverUsed.close();
        }
    }

    @Test
    default void noSecretIsEverSpoken() {
        try (Kit kit = start()) {
            Set<String> secrets = new HashSet<>();
            kit.spoken().said(kit.target().configuration());
            kit.spoken().said(kit.connector());
            kit.seen(kit.connector().connect());
            for (ChangeKind kind : kit.declared()) {
                for (Failure failure : List.of(
                        Failure.LOSES_REPLY,
                        Failure.LOSES_WRITE,
                        Failure.REFUSES_WRITE,
                        Failure.BUSY_ON_WRITE,
                        Failure.LIES)) {
                    String key = "secret-" + Kit.word(kind) + "-" + Kit.word(failure);
                    Change change = kit.prepare(kind, key);
                    failing(kit, failure, change, new ChangeKey("secret"));
                    kit.subjects(change)
                            .forEach(account -> kit.target().secretOf(account).ifPresent(secrets::add));
                    kit.apply(change);
                    for (AccountRef account : kit.subjects(change)) {
                        kit.target().secretOf(account).ifPresent(secrets::add);
                        kit.read(account);
                    }
                    kit.find(key);
                }
            }
            AccountRef holder = kit.target().seedAccount("holder", Kit.PASSWORD);
            kit.connector().capabilities().reads().forEach(read -> {
                Optional<Target.Holding> held = holding(read);
                held.ifPresent(h -> kit.target().seed(h, holder));
                kit.seen(kit.more(read, holder));
                held.ifPresent(h -> secrets.addAll(kit.target().secretsOf(h, holder)));
            });
            kit.accounts();
            kit.entitlements();
            kit.target().goDown();
            kit.spoken().said(kit.connector().connect());
            assertNoSecretSpoken(kit, secrets);
        }
    }

    @Test
    default void aReasonTellsNobodysName() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                for (Failure failure :
                        List.of(Failure.REFUSES_WRITE, Failure.LIES, Failure.BUSY_ON_WRITE, Failure.LOSES_WRITE)) {
                    String name = "zebedee-" + Kit.word(kind) + "-" + Kit.word(failure);
                    Change change = kit.prepareNamed(kind, name, "g-" + Kit.word(kind) + "-" + Kit.word(failure));
                    ChangeOutcome outcome = failing(kit, failure, change, new ChangeKey("name"));
                    Kit.reason(outcome).ifPresent(reason -> assertFalse(reason.contains("zebedee"), reason));
                    for (Evidence.Fact fact : Kit.evidence(kit.apply(change)).facts()) {
                        assertTrue(
                                fact.personal() || !fact.value().contains("zebedee"),
                                fact.name() + " is personal and is not said to be");
                    }
                }
            }
        }
    }

    // What the tests share

    private static ChangeOutcome failing(Kit kit, Failure failure, Change change, ChangeKey key) {
        int before = kit.target().fired(failure);
        kit.target().failNext(failure);
        ChangeOutcome outcome = kit.apply(change, key);
        assertEquals(before + 1, kit.target().fired(failure), "the planned failure " + failure + " never happened");
        return outcome;
    }

    private static void assertHonest(Kit kit, Change change, ChangeOutcome outcome) {
        if (Kit.done(outcome)) {
            assertTrue(kit.isTrue(change), "called done, but the target does not show it: " + outcome);
        }
    }

    private static Object interrupted(Kit kit, Failure failure, Supplier<Object> call) throws InterruptedException {
        return interrupted(kit, failure, 0, call);
    }

    private static Object interrupted(Kit kit, Failure failure, int before, Supplier<Object> call)
            throws InterruptedException {
        AtomicReference<Object> answer = new AtomicReference<>("the call did not end");
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                answer.set(call.get());
            } catch (Throwable e) {
                answer.set(e);
            }
        });
        while (kit.target().fired(failure) <= before) {
            Thread.sleep(5);
        }
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        Object ended = Objects.requireNonNull(answer.get());
        kit.spoken().said(ended);
        return ended;
    }

    private static void assertNoSecretSpoken(Kit kit, Set<String> more) {
        Set<String> secrets = new HashSet<>(more);
        secrets.add(Kit.PASSWORD);
        secrets.add(Kit.REPLACEMENT);
        kit.target().configuration().secrets().values().forEach(secret -> secrets.add(secret.reveal()));
        String spoken = kit.spoken().all();
        assertFalse(spoken.isEmpty(), "the kit heard nothing");
        for (String secret : secrets) {
            assertFalse(spoken.contains(secret), "a secret was spoken");
        }
    }

    private static List<AccountRef> refs(List<AccountState> states) {
        return states.stream().map(s -> s.account().ref()).toList();
    }

    private static Set<EntitlementRef> memberships(AccountState state) {
        return state.revocable().stream()
                .map(AccountState.Membership::entitlement)
                .collect(Collectors.toSet());
    }

    private static boolean isRetained(AccountState state, EntitlementRef entitlement) {
        return state.retained().stream().anyMatch(r -> r.entitlement().equals(entitlement));
    }
}
