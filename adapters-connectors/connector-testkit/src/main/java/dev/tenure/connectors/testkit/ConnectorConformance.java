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
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.SignIn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 * The kit listens to standard output and {@code java.util.logging}, so these tests do not run beside others in one JVM.
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

    // Changing

    @Test
    default void aDeclaredChangeIsAppliedAndThenUnchanged() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                AccountRef account = kit.busyAccount("change-" + Kit.word(kind));
                Change change = Kit.change(kind, account);
                assertFalse(kit.isTrue(change));

                ChangeOutcome first = kit.apply(change);
                assertInstanceOf(ChangeOutcome.Applied.class, first, kind + ": " + first);
                assertTrue(kit.isTrue(change), kind + ": the target shows it");
                assertFalse(Kit.evidence(first).facts().isEmpty(), kind + ": there is evidence");

                int writes = kit.target().writes();
                ChangeOutcome again = kit.apply(change);
                assertTrue(kit.isTrue(change), kind + ": still true");
                assertFalse(Kit.evidence(again).facts().isEmpty(), kind + ": there is evidence again");
                if (kind == ChangeKind.RESET_SECRET) {
                    // A target that cannot show who knows a password lets the connector draw another.
                    assertTrue(Kit.done(again), again.toString());
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
                AccountRef account = kit.busyAccount(key);
                AccountRef other = refs(kit.find(key + "-other")).get(0);
                Set<EntitlementRef> before = kit.target().membershipsOf(other);
                kit.apply(Kit.change(kind, account));
                assertTrue(kit.target().isEnabled(other), kind.toString());
                assertTrue(kit.target().acceptsPassword(other, Kit.PASSWORD), kind.toString());
                assertEquals(before, kit.target().membershipsOf(other), kind.toString());
            }
        }
    }

    @Test
    default void whatARevocationRemovedIsInItsEvidence() {
        try (Kit kit = start()) {
            assumeTrue(kit.declared().contains(ChangeKind.REVOKE_MEMBERSHIPS), "revoking is not declared");
            AccountRef account = kit.busyAccount("strip");
            Set<EntitlementRef> before = kit.target().membershipsOf(account);
            String evidence = Kit.evidence(kit.apply(new Change.RevokeMemberships(account))).facts().stream()
                    .map(Evidence.Fact::value)
                    .collect(Collectors.joining("\n"));
            before.forEach(removed -> assertTrue(evidence.contains(removed.nativeId()), "names what was removed"));
        }
    }

    @Test
    default void anUndeclaredChangeIsRefused() {
        try (Kit kit = start()) {
            AccountRef account = kit.busyAccount("undeclared");
            Set<ChangeKind> undeclared = EnumSet.allOf(ChangeKind.class);
            undeclared.removeAll(kit.declared());
            for (ChangeKind kind : undeclared) {
                ChangeOutcome outcome = kit.apply(Kit.change(kind, account));
                assertInstanceOf(ChangeOutcome.Refused.class, outcome, kind + ": " + outcome);
            }
            assertEquals(0, kit.target().writes());
        }
    }

    @Test
    default void aChangeOfAnAccountThatIsNotThereWritesNothing() {
        try (Kit kit = start()) {
            AccountRef account = kit.target().seedAccount("gone", Kit.PASSWORD);
            kit.target().removeAccount(account);
            for (ChangeKind kind : kit.declared()) {
                ChangeOutcome outcome = kit.apply(Kit.change(kind, account));
                assertInstanceOf(ChangeOutcome.Unchanged.class, outcome, kind + ": " + outcome);
            }
            assertEquals(0, kit.target().writes());
        }
    }

    @Test
    default void aLostReplyIsSettledByReadingBack() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                Change change = Kit.change(kind, kit.busyAccount("lost-reply-" + Kit.word(kind)));
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
                Change change = Kit.change(kind, kit.busyAccount("lost-write-" + Kit.word(kind)));
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
                Change change = Kit.change(kind, kit.busyAccount("lie-" + Kit.word(kind)));
                ChangeOutcome outcome = failing(kit, Failure.LIES, change, new ChangeKey("lie"));
                assertInstanceOf(ChangeOutcome.InDoubt.class, outcome, kind + ": " + outcome);
            }
        }
    }

    @Test
    default void aRefusalIsPassedOnWithARemedy() {
        try (Kit kit = start()) {
            for (ChangeKind kind : kit.declared()) {
                Change change = Kit.change(kind, kit.busyAccount("refused-" + Kit.word(kind)));
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
                AccountRef account = kit.target().seedAccount("busy-" + Kit.word(kind), Kit.PASSWORD);
                EntitlementRef only = kit.target().seedEntitlement("busy-" + Kit.word(kind));
                kit.target().seedMembership(only, kit.target().seedAccount("stays-" + Kit.word(kind), Kit.PASSWORD));
                kit.target().seedMembership(only, account);
                Change change = Kit.change(kind, account);
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
            kit.seen(kit.connector().connect());
            kit.target().goDown();
            List<Observation<?>> observations = List.of(
                    kit.connector().connect(),
                    kit.connector().accounts(Cursor.START),
                    kit.connector().entitlements(Cursor.START),
                    kit.connector().find(kit.target().keyAttribute(), "down"),
                    kit.connector().read(account));
            observations.forEach(kit.spoken()::said);
            observations.forEach(o -> assertInstanceOf(Observation.Unreachable.class, o));
            for (ChangeKind kind : kit.declared()) {
                ChangeOutcome outcome = kit.apply(Kit.change(kind, account));
                assertInstanceOf(ChangeOutcome.Unreachable.class, outcome, kind + ": " + outcome);
            }
            assertEquals(0, kit.target().writes());
            kit.target().comeBack();
            assertTrue(kit.read(account).exists());
            for (ChangeKind kind : kit.declared()) {
                ChangeOutcome outcome = kit.apply(Kit.change(kind, account));
                assertInstanceOf(ChangeOutcome.Applied.class, outcome, kind + ": " + outcome);
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
                Change change = Kit.change(kind, kit.busyAccount("hangs-" + Kit.word(kind)));
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
            List<AccountRef> accounts = IntStream.range(0, threads)
                    .mapToObj(i -> kit.busyAccount("thread-" + i))
                    .toList();
            try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                List<Future<List<ChangeOutcome>>> futures = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    int n = i;
                    futures.add(pool.submit(() -> {
                        List<ChangeOutcome> outcomes = new ArrayList<>();
                        for (ChangeKind kind : kit.declared()) {
                            assertEquals(List.of(accounts.get(n)), refs(kit.find("thread-" + n)));
                            outcomes.add(kit.apply(
                                    Kit.change(kind, accounts.get(n)), new ChangeKey("t-" + n + "-" + Kit.word(kind))));
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
            for (AccountRef account : accounts) {
                for (ChangeKind kind : kit.declared()) {
                    assertTrue(kit.isTrue(Kit.change(kind, account)), kind.toString());
                }
            }
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
                    AccountRef account = kit.busyAccount(key);
                    failing(kit, failure, Kit.change(kind, account), new ChangeKey("secret"));
                    kit.target().secretOf(account).ifPresent(secrets::add);
                    kit.apply(Kit.change(kind, account));
                    kit.target().secretOf(account).ifPresent(secrets::add);
                    kit.find(key);
                    kit.read(account);
                }
            }
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
                    AccountRef account = kit.target().seedAccount(name, Kit.PASSWORD);
                    EntitlementRef group =
                            kit.target().seedEntitlement("g-" + Kit.word(kind) + "-" + Kit.word(failure));
                    kit.target().seedMembership(group, kit.target().seedAccount("x" + name, Kit.PASSWORD));
                    kit.target().seedMembership(group, account);
                    ChangeOutcome outcome = failing(kit, failure, Kit.change(kind, account), new ChangeKey("name"));
                    Kit.reason(outcome).ifPresent(reason -> assertFalse(reason.contains("zebedee"), reason));
                    for (Evidence.Fact fact :
                            Kit.evidence(kit.apply(Kit.change(kind, account))).facts()) {
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
        return state.memberships().stream()
                .map(AccountState.Membership::entitlement)
                .collect(Collectors.toSet());
    }
}
