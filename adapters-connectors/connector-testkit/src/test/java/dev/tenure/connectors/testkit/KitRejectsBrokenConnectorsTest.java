package dev.tenure.connectors.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Page;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Each check of the kit is shown to fail on a connector that is broken in just that way. */
class KitRejectsBrokenConnectorsTest {

    private static volatile Function<SampleSystem, Connector> underTest = SampleConnector::new;

    /** Run by the kit below and not by the build: it is not named as a test. */
    static class Judged implements ConnectorConformance {
        @Override
        public Target newTarget() {
            return BrokenConnector.system(underTest);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenConnectorFails(String check, Function<SampleSystem, Connector> broken) {
        underTest = broken;
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Judged.class, check))
                .execute()
                .testEvents();
        assertEquals(1, tests.started().count(), "the check exists");
        assertEquals(1, tests.failed().count(), "the check found the fault");
    }

    @Test
    void everyCheckIsShownToFailOrSaidWhyNot() {
        Set<String> shown =
                new TreeSet<>(broken().map(a -> a.get()[0].toString()).toList());
        // The sample's factory cannot be broken by a connector.
        shown.addAll(List.of("theKindIsAStableName", "everySettingThatIsGivenIsInTheSchema", "aMissingSettingIsNamed"));
        Set<String> checks = new TreeSet<>(Arrays.stream(ConnectorConformance.class.getMethods())
                .filter(m -> m.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .toList());
        assertTrue(checks.size() > 25);
        assertEquals(checks, shown);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("openingAndAskingForCapabilitiesDoNotReachTheTarget", c -> new BrokenConnector(c) {
                    @Override
                    public Capabilities capabilities() {
                        return connect() instanceof Observation.Seen
                                ? honest().capabilities()
                                : new Capabilities(Set.of(), List.of());
                    }
                }),
                broken("connectingTellsTheOwnAccountWhereTheTargetDoes", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<Connection> connect() {
                        return new Observation.Seen<>(new Connection("x", Optional.of(new AccountRef("nobody")), true));
                    }
                }),
                broken("everyAccountIsListedOverAllPages", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
                        return firstOnly(honest().accounts(cursor));
                    }
                }),
                broken("twoListingsAtOnceDoNotDisturbEachOther", c -> new BrokenConnector(c) {
                    private int from;

                    @Override
                    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
                        from = cursor.equals(Cursor.START) ? 0 : from + SampleConnector.PAGE;
                        return honest().accounts(new Cursor(Integer.toString(from)));
                    }
                }),
                broken("aListingAndAReadAgreeWhetherSomebodyCanSignIn", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<AccountState> read(AccountRef account) {
                        return new Observation.Seen<>(AccountState.absent(account));
                    }
                }),
                broken("everyEntitlementIsListedOverAllPages", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
                        Observation<Page<ObservedEntitlement>> seen = honest().entitlements(cursor);
                        return seen instanceof Observation.Seen<Page<ObservedEntitlement>>(Page<ObservedEntitlement> p)
                                ? new Observation.Seen<>(new Page<>(p.items(), Optional.of(cursor)))
                                : seen;
                    }
                }),
                broken(
                        "anEntitlementHasAllOfItsThousandAndOneMembers",
                        c -> membersChanged(c, members -> members.subList(0, Math.min(1000, members.size())))),
                broken(
                        "anEntitlementInsideAnotherIsAMemberOfIt",
                        c -> membersChanged(c, members -> members.stream()
                                .filter(m -> !(m instanceof ObservedMember.Entitlement))
                                .toList())),
                broken(
                        "aMemberThatCannotBeResolvedIsReported",
                        c -> membersChanged(c, members -> members.stream()
                                .filter(m -> !(m instanceof ObservedMember.Unresolvable))
                                .toList())),
                broken("findingReadsTheTargetEveryTime", c -> new BrokenConnector(c) {
                    private final Map<String, Observation<List<AccountState>>> remembered = new HashMap<>();

                    @Override
                    public Observation<List<AccountState>> find(String attribute, String value) {
                        return remembered.computeIfAbsent(value, v -> honest().find(attribute, v));
                    }
                }),
                broken("findingTakesEveryCharacterAsItIs", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<List<AccountState>> find(String attribute, String value) {
                        return honest().find(attribute, value.replace("*", "plain"));
                    }
                }),
                broken("anAccountThatIsNotThereIsReadAsAbsent", c -> new BrokenConnector(c) {
                    private final Map<AccountRef, Observation<AccountState>> remembered = new HashMap<>();

                    @Override
                    public Observation<AccountState> read(AccountRef account) {
                        return remembered.computeIfAbsent(account, honest()::read);
                    }
                }),
                broken("aReferenceThatNeverWasIsReadAsAbsent", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<AccountState> read(AccountRef account) {
                        return account.nativeId().length() > 1000
                                ? new Observation.Refused<>("too long")
                                : honest().read(account);
                    }
                }),
                broken("aReadShowsEveryDirectMembership", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<AccountState> read(AccountRef account) {
                        return honest().read(account) instanceof Observation.Seen<AccountState>(AccountState s)
                                ? new Observation.Seen<>(new AccountState(
                                        s.exists(), s.account(), s.memberships().subList(0, 1), List.of()))
                                : honest().read(account);
                    }
                }),
                answering(
                        "aDeclaredChangeIsAppliedAndThenUnchanged",
                        o -> o instanceof ChangeOutcome.Unchanged u ? new ChangeOutcome.Applied(u.evidence()) : o),
                broken("aChangeTouchesNoOtherAccount", c -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        if (honest().accounts(Cursor.START)
                                instanceof Observation.Seen<Page<ObservedAccount>>(Page<ObservedAccount> page)) {
                            page.items().forEach(a -> honest().apply(Kit.change(change.kind(), a.ref()), key));
                        }
                        return honest().apply(change, key);
                    }
                }),
                answering(
                        "whatARevocationRemovedIsInItsEvidence",
                        o -> o instanceof ChangeOutcome.Applied
                                ? new ChangeOutcome.Applied(new Evidence(List.of(Fact.plain("done", "yes"))))
                                : o),
                broken("anUndeclaredChangeIsRefused", c -> new BrokenConnector(c) {
                    @Override
                    public Capabilities capabilities() {
                        return new Capabilities(Set.of(ChangeKind.RESET_SECRET), List.of());
                    }
                }),
                answering(
                        "aChangeOfAnAccountThatIsNotThereWritesNothing",
                        o -> o instanceof ChangeOutcome.Unchanged u ? new ChangeOutcome.Applied(u.evidence()) : o),
                broken("aLostReplyIsSettledByReadingBack", c -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        // It takes its own successful read-back for a lost connection.
                        ChangeOutcome outcome = honest().apply(change, key);
                        return outcome instanceof ChangeOutcome.Applied
                                ? new ChangeOutcome.Unreachable("lost", Optional.empty())
                                : outcome;
                    }
                }),
                believing("aLostWriteIsNeverCalledDone"),
                believing("aLyingSuccessIsAnsweredWithDoubt"),
                answering(
                        "aRefusalIsPassedOnWithARemedy",
                        o -> o instanceof ChangeOutcome.Refused
                                ? new ChangeOutcome.Unreachable("no", Optional.empty())
                                : o),
                answering(
                        "aBusyTargetIsTriedAgainLater",
                        o -> o instanceof ChangeOutcome.Unreachable ? new ChangeOutcome.Refused("busy") : o),
                answering(
                        "aTargetThatIsDownIsUnreachableUntilItComesBack",
                        o -> o instanceof ChangeOutcome.Unreachable u ? new ChangeOutcome.InDoubt(u.reason()) : o),
                broken("aLostReadIsAValueAndNoException", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<AccountState> read(AccountRef account) {
                        Observation<AccountState> seen = honest().read(account);
                        if (seen instanceof Observation.Unreachable) {
                            throw new IllegalStateException("connection lost");
                        }
                        return seen;
                    }
                }),
                broken("anInterruptEndsAReadThatHangs", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<AccountState> read(AccountRef account) {
                        Observation<AccountState> first = honest().read(account);
                        return first instanceof Observation.Unreachable && Thread.interrupted()
                                ? honest().read(account)
                                : first;
                    }
                }),
                answering(
                        "anInterruptEndsAChangeThatHangsAndLeavesDoubt",
                        o -> o instanceof ChangeOutcome.InDoubt d
                                ? new ChangeOutcome.Unreachable(d.reason(), Optional.empty())
                                : o),
                broken("manyThreadsUseOneConnector", c -> new BrokenConnector(c) {
                    private final AtomicReference<Thread> owner = new AtomicReference<>(Thread.currentThread());

                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        if (owner.get() != Thread.currentThread()) {
                            throw new IllegalStateException("used by another thread than the one that opened it");
                        }
                        return honest().apply(change, key);
                    }
                }),
                broken("closingTwiceDoesNothing", c -> new BrokenConnector(c) {
                    private boolean closed;

                    @Override
                    public void close() {
                        if (closed) {
                            throw new IllegalStateException("closed");
                        }
                        closed = true;
                    }
                }),
                broken("noSecretIsEverSpoken", (system, c) -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        ChangeOutcome outcome = honest().apply(change, key);
                        system.secretOf(change.account())
                                .ifPresent(s -> Logger.getLogger("broken").fine("changed to " + s));
                        return outcome;
                    }
                }),
                broken("aReasonTellsNobodysName", c -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        Optional<String> before = honest().read(change.account())
                                        instanceof Observation.Seen<AccountState>(AccountState s)
                                ? Optional.of(s.account().name())
                                : Optional.empty();
                        ChangeOutcome outcome = honest().apply(change, key);
                        return outcome instanceof ChangeOutcome.Refused && before.isPresent()
                                ? new ChangeOutcome.Refused("cannot change " + before.get())
                                : outcome;
                    }
                }));
    }

    private static Arguments broken(String check, UnaryOperator<Connector> breaking) {
        return Arguments.of(
                check, (Function<SampleSystem, Connector>) system -> breaking.apply(new SampleConnector(system)));
    }

    private static Arguments broken(String check, BiFunction<SampleSystem, Connector, Connector> breaking) {
        return Arguments.of(check, (Function<SampleSystem, Connector>)
                system -> breaking.apply(system, new SampleConnector(system)));
    }

    private static Arguments answering(String check, UnaryOperator<ChangeOutcome> breaking) {
        return broken(check, c -> new BrokenConnector(c) {
            @Override
            public ChangeOutcome apply(Change change, ChangeKey key) {
                return breaking.apply(honest().apply(change, key));
            }
        });
    }

    /** Takes every doubt for success. */
    private static Arguments believing(String check) {
        return answering(
                check,
                o -> o instanceof ChangeOutcome.InDoubt
                        ? new ChangeOutcome.Applied(new Evidence(List.of(Fact.plain("answer", "success"))))
                        : o);
    }

    private static BrokenConnector membersChanged(Connector honest, UnaryOperator<List<ObservedMember>> members) {
        return new BrokenConnector(honest) {
            @Override
            public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
                Observation<Page<ObservedEntitlement>> seen = honest().entitlements(cursor);
                return seen instanceof Observation.Seen<Page<ObservedEntitlement>>(Page<ObservedEntitlement> page)
                        ? new Observation.Seen<>(new Page<>(
                                page.items().stream()
                                        .map(e ->
                                                new ObservedEntitlement(e.ref(), e.name(), members.apply(e.members())))
                                        .toList(),
                                page.next()))
                        : seen;
            }
        };
    }

    private static <T> Observation<Page<T>> firstOnly(Observation<Page<T>> seen) {
        return seen instanceof Observation.Seen<Page<T>>(Page<T> page)
                ? new Observation.Seen<>(new Page<>(page.items(), Optional.empty()))
                : seen;
    }
}
