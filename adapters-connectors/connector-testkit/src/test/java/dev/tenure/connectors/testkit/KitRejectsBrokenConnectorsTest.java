package dev.tenure.connectors.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Session;
import dev.tenure.connector.spi.SignInEvent;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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

    /** Ends what it cannot list. The sample knows all the same when nothing is there, and says so. */
    private static Connector withoutLists(Connector connector, List<Capabilities.Unobservable> unobservable) {
        return new BrokenConnector(connector) {
            @Override
            public Capabilities capabilities() {
                return new Capabilities(honest().capabilities().changes(), Set.of(), Map.of(), unobservable);
            }
        };
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
                broken(
                        "aDeclaredChangeIsAppliedAndThenUnchanged",
                        c -> withoutLists(c, c.capabilities().unobservable())),
                broken("whatIsEndedAndCannotBeListedIsDeclaredAsUnobservable", c -> withoutLists(c, List.of())),
                broken("aChangeTouchesNoOtherAccount", c -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        ChangeOutcome outcome = honest().apply(change, key);
                        if (honest().accounts(Cursor.START)
                                instanceof Observation.Seen<Page<ObservedAccount>>(Page<ObservedAccount> page)) {
                            page.items().forEach(a -> honest().apply(new Change.DisableAccount(a.ref()), key));
                        }
                        return outcome;
                    }
                }),
                answering(
                        "whatARevocationRemovedIsInItsEvidence",
                        o -> o instanceof ChangeOutcome.Applied
                                ? new ChangeOutcome.Applied(new Evidence(List.of(Fact.plain("done", "yes"))))
                                : o),
                answering(
                        "aNewCredentialIsKeptOnceAndLeavesTheOthers",
                        o -> o instanceof ChangeOutcome.Applied
                                ? new ChangeOutcome.Applied(new Evidence(List.of(Fact.plain("done", "yes"))))
                                : o),
                broken("aCredentialThatIsNotKeptIsTakenAwayAgain", c -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        return honest().apply(
                                        change instanceof Change.IssueCredential issue
                                                ? new Change.IssueCredential(
                                                        issue.account(), issue.beside(), new Kit.InMemory(true))
                                                : change,
                                        key);
                    }
                }),
                answering(
                        "whatIsKeptAndGoneIsNeverCalledDone",
                        o -> o instanceof ChangeOutcome.Refused r ? new ChangeOutcome.Unchanged(r.evidence()) : o),
                broken("whatBecomesOfOneCredentialLeavesTheOthers", c -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        return honest().apply(
                                        change instanceof Change.RevokeCredential one
                                                ? new Change.RevokeCredentials(one.account())
                                                : change,
                                        key);
                    }
                }),
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
                        if (change instanceof Change.OfAccount of) {
                            system.secretOf(of.account())
                                    .ifPresent(s -> Logger.getLogger("broken").fine("changed to " + s));
                        }
                        return outcome;
                    }
                }),
                broken("aReasonTellsNobodysName", c -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        Optional<String> before = change instanceof Change.OfAccount of
                                        && honest().read(of.account())
                                                instanceof Observation.Seen<AccountState>(AccountState s)
                                ? Optional.of(s.account().name())
                                : Optional.empty();
                        ChangeOutcome outcome = honest().apply(change, key);
                        return outcome instanceof ChangeOutcome.Refused && before.isPresent()
                                ? new ChangeOutcome.Refused("cannot change " + before.get())
                                : outcome;
                    }
                }),
                answering(
                        "whatEndedIsInTheEvidence",
                        o -> o instanceof ChangeOutcome.Applied
                                ? new ChangeOutcome.Applied(new Evidence(List.of(Fact.plain("done", "yes"))))
                                : o),
                broken("aNewAccountIsAsAskedAndThereOnce", c -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        ChangeOutcome outcome = honest().apply(change, key);
                        if (change instanceof Change.CreateAccount create
                                && honest().find(create.attribute(), create.value())
                                        instanceof Observation.Seen<List<AccountState>>(List<AccountState> made)) {
                            made.forEach(a -> honest().apply(
                                            new Change.EnableAccount(a.account().ref()), key));
                        }
                        return outcome;
                    }
                }),
                answering(
                        "anUpdateSetsAndClearsAndTellsWhatStoodBefore",
                        o -> o instanceof ChangeOutcome.Applied
                                ? new ChangeOutcome.Applied(new Evidence(List.of(Fact.plain("done", "yes"))))
                                : o),
                answering(
                        "anEntitlementThatIsNotThereIsNotGranted",
                        o -> o instanceof ChangeOutcome.Refused
                                ? new ChangeOutcome.Unreachable("not yet there", Optional.empty())
                                : o),
                answering(
                        "anEndIsHeldByTheTargetOrNotClaimed",
                        o -> o instanceof ChangeOutcome.Unchanged
                                ? new ChangeOutcome.Unchanged(
                                        new Evidence(List.of(Fact.plain(Evidence.UNTIL, "2999-12-31T00:00:00Z"))))
                                : o),
                broken("revokingOneEntitlementLeavesTheOthersAndTheOtherMembers", c -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        return honest().apply(
                                        change instanceof Change.RevokeEntitlement r
                                                ? new Change.RevokeMemberships(r.account())
                                                : change,
                                        key);
                    }
                }),
                answering(
                        "aMembershipThatIsNotDirectIsNotRevokedAlone",
                        o -> o instanceof ChangeOutcome.Refused ? new ChangeOutcome.Unchanged(Evidence.NONE) : o),
                broken("whatWasOwnedBelongsToTheOther", (system, c) -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        ChangeOutcome outcome = honest().apply(change, key);
                        if (outcome instanceof ChangeOutcome.Applied
                                && change instanceof Change.TransferOwnership transfer) {
                            dropped(system, Target.Holding.OWNED, transfer.to());
                        }
                        return outcome;
                    }
                }),
                broken("afterALeaverTheTargetShowsNothingOfThem", c -> new BrokenConnector(c) {
                    @Override
                    public ChangeOutcome apply(Change change, ChangeKey key) {
                        ChangeOutcome outcome = honest().apply(change, key);
                        if (change instanceof Change.RevokeMemberships revoke) {
                            // A connector that writes an account whole, from what it read before.
                            honest().apply(new Change.EnableAccount(revoke.account()), key);
                        }
                        return outcome;
                    }
                }),
                reading(
                        "aMembershipSaysWhyItIsThere",
                        s -> new AccountState(
                                s.exists(),
                                s.account(),
                                s.memberships().stream()
                                        .map(m -> new AccountState.Membership(m.entitlement(), m.name()))
                                        .toList(),
                                List.of())),
                broken("nestingThatGoesInACircleEnds", (system, c) -> new BrokenConnector(c) {
                    @Override
                    public Observation<AccountState> read(AccountRef account) {
                        system.membershipsOf(account).forEach(this::climb);
                        return honest().read(account);
                    }

                    private void climb(EntitlementRef inner) {
                        if (honest().entitlements(Cursor.START)
                                instanceof
                                Observation.Seen<Page<ObservedEntitlement>>(Page<ObservedEntitlement> page)) {
                            page.items().stream()
                                    .filter(e -> e.members().contains(new ObservedMember.Entitlement(inner)))
                                    .forEach(e -> climb(e.ref()));
                        }
                    }
                }),
                broken("anUndeclaredReadIsRefused", c -> new BrokenConnector(c) {
                    @Override
                    public Capabilities capabilities() {
                        return new Capabilities(Set.of(), List.of());
                    }
                }),
                broken("everySecondFactorIsListed", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
                        return shortened(honest().mfaMethods(account));
                    }
                }),
                broken("everyCredentialIsListed", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<List<Credential>> credentials(AccountRef account) {
                        return shortened(honest().credentials(account));
                    }
                }),
                broken("everyLiveSessionIsListed", (system, c) -> new BrokenConnector(c) {
                    private final Map<AccountRef, Observation<List<Session>>> ended = new HashMap<>();

                    @Override
                    public Observation<List<Session>> sessions(AccountRef account) {
                        // It remembers sessions that are over.
                        if (system.exists(account)) {
                            ended.put(account, honest().sessions(account));
                        }
                        return ended.getOrDefault(account, honest().sessions(account));
                    }
                }),
                broken("everySignInSinceAMomentIsTold", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<Page<SignInEvent>> signIns(AccountRef account, Instant since, Cursor cursor) {
                        return honest().signIns(account, since.plusSeconds(1), cursor);
                    }
                }),
                broken("aLogThatDoesNotReachBackIsNotTakenForNoSignIn", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<Page<SignInEvent>> signIns(AccountRef account, Instant since, Cursor cursor) {
                        Observation<Page<SignInEvent>> seen = honest().signIns(account, since, cursor);
                        return seen instanceof Observation.Refused
                                ? new Observation.Seen<>(new Page<>(List.of(), Optional.empty()))
                                : seen;
                    }
                }),
                broken("everythingDoneBetweenTwoMomentsIsTold", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
                        return honest().activity(account, from, to.minusSeconds(1), cursor);
                    }
                }),
                broken("aLogThatDoesNotReachBackSaysSinceWhenItIsWhole", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
                        return honest().activity(account, from, to, cursor) instanceof Observation.Seen<Activity> seen
                                ? new Observation.Seen<>(new Activity(
                                        seen.value().page(),
                                        new Activity.Coverage(Instant.EPOCH, Instant.now(), Optional.empty())))
                                : new Observation.Refused<>("there is no log");
                    }
                }),
                telling(
                        "whatChangedSinceATokenIsTold",
                        i -> i instanceof Increment.Changed c ? new Increment.Changed(c.items(), c.next(), false) : i),
                telling(
                        "whatWasDeletedIsToldAsDeletedOrNotAtAll",
                        i -> i instanceof Increment.Changed c
                                ? new Increment.Changed(
                                        c.items().stream()
                                                .filter(item -> !(item instanceof Increment.Item.AccountDeleted))
                                                .toList(),
                                        c.next(),
                                        c.more())
                                : i),
                broken("aTokenIsGoodForAnotherConnector", c -> new BrokenConnector(c) {
                    private final Set<ResumeToken> given = new HashSet<>();

                    @Override
                    public Observation<Increment> changesSince(Optional<ResumeToken> since) {
                        if (since.isPresent() && !given.contains(since.get())) {
                            return new Observation.Seen<>(new Increment.ReadWhole("is not known here"));
                        }
                        Observation<Increment> seen = honest().changesSince(since);
                        if (seen instanceof Observation.Seen<Increment>(Increment.Changed changed)) {
                            given.add(changed.next());
                        }
                        return seen;
                    }
                }),
                broken("aTokenThatIsNoLongerGoodAsksForAWholeRead", c -> new BrokenConnector(c) {
                    @Override
                    public Observation<Increment> changesSince(Optional<ResumeToken> since) {
                        Observation<Increment> seen = honest().changesSince(since);
                        // It goes on from now, and what changed in between is never told.
                        return seen instanceof Observation.Seen<Increment>(Increment.ReadWhole whole)
                                ? honest().changesSince(Optional.empty())
                                : seen;
                    }
                }));
    }

    private static void dropped(SampleSystem system, Target.Holding holding, AccountRef account) {
        try {
            system.drop(holding, account);
        } catch (SampleSystem.Trouble e) {
            throw new IllegalStateException("the sample system could not be written", e);
        }
    }

    private static <T> Observation<List<T>> shortened(Observation<List<T>> seen) {
        return seen instanceof Observation.Seen<List<T>>(List<T> all)
                ? new Observation.Seen<>(all.subList(0, Math.min(SampleConnector.PAGE, all.size())))
                : seen;
    }

    private static Arguments reading(String check, UnaryOperator<AccountState> breaking) {
        return broken(check, c -> new BrokenConnector(c) {
            @Override
            public Observation<AccountState> read(AccountRef account) {
                return honest().read(account) instanceof Observation.Seen<AccountState>(AccountState s)
                        ? new Observation.Seen<>(breaking.apply(s))
                        : honest().read(account);
            }
        });
    }

    private static Arguments telling(String check, UnaryOperator<Increment> breaking) {
        return broken(check, c -> new BrokenConnector(c) {
            @Override
            public Observation<Increment> changesSince(Optional<ResumeToken> since) {
                return honest().changesSince(since) instanceof Observation.Seen<Increment>(Increment i)
                        ? new Observation.Seen<>(breaking.apply(i))
                        : honest().changesSince(since);
            }
        });
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
