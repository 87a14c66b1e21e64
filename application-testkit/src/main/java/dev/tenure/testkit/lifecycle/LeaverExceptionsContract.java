package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.LeaverException.Kind;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link LeaverExceptions} promises. */
public interface LeaverExceptionsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<LeaverExceptions, T> work) {
        return ports().transactions().call(now -> work.apply(ports().leaverExceptions()));
    }

    private boolean add(LeaverException.Unexplained exception) {
        return with(exceptions -> exceptions.add(exception));
    }

    private void save(LeaverException exception) {
        with(exceptions -> {
            exceptions.save(exception);
            return exception;
        });
    }

    private static LeaverException.Unexplained exception(
            LeaverCaseId id,
            Kind kind,
            Optional<SystemId> system,
            Optional<AccountId> account,
            Optional<Milestone> milestone,
            Instant at) {
        return new LeaverException.Unexplained(new LeaverException.Finding(
                UUID.randomUUID(), id, kind, system, account, milestone, "owner", "sample detail", at));
    }

    private static LeaverException.Unexplained breach(LeaverCaseId id, Instant at) {
        return exception(id, Kind.BREACH, Optional.empty(), Optional.empty(), Optional.empty(), at);
    }

    private static LeaverCaseId someCase() {
        return new LeaverCaseId(UUID.randomUUID());
    }

    @Test
    default void everyStateComesBackAsItWas() {
        LeaverCaseId id = someCase();
        LeaverException.Unexplained unexplained = exception(
                id,
                Kind.REFUSED,
                Optional.of(new SystemId(UUID.randomUUID())),
                Optional.of(new AccountId(UUID.randomUUID())),
                Optional.of(Milestone.CONTAINED),
                Samples.MONDAY);
        UUID key = unexplained.finding().id();
        add(unexplained);
        assertEquals(Optional.of(unexplained), with(exceptions -> exceptions.find(key)));
        LeaverException.Explained explained = unexplained.explain(
                new LeaverException.Explanation("the cause", "the impact", "ada", Samples.MONDAY.plusSeconds(1)));
        save(explained);
        assertEquals(Optional.of(explained), with(exceptions -> exceptions.find(key)));
        LeaverException.Resolved resolved = explained.resolve(Samples.MONDAY.plusSeconds(2));
        save(resolved);
        assertEquals(Optional.of(resolved), with(exceptions -> exceptions.find(key)));
        assertEquals(List.of(resolved), with(exceptions -> exceptions.of(id)));
    }

    @Test
    default void oneThatWasResolvedWithoutAWordCanBeExplainedAfterwards() {
        LeaverException.Unexplained unexplained = breach(someCase(), Samples.MONDAY);
        add(unexplained);
        LeaverException.Resolved resolved = unexplained.resolve(Samples.MONDAY.plusSeconds(1));
        save(resolved);
        LeaverException.Resolved explained = resolved.explain(
                new LeaverException.Explanation("cause", "impact", "ada", Samples.MONDAY.plusSeconds(2)));
        save(explained);
        assertEquals(
                Optional.of(explained),
                with(exceptions -> exceptions.find(explained.finding().id())));
    }

    @Test
    default void theSameMatterIsOnRecordOnceUntilItIsResolved() {
        LeaverCaseId id = someCase();
        LeaverException.Unexplained first = breach(id, Samples.MONDAY);
        assertEquals(true, add(first));
        assertEquals(false, add(breach(id, Samples.MONDAY.plusSeconds(1))));
        LeaverException.Explained explained =
                first.explain(new LeaverException.Explanation("cause", "impact", "ada", Samples.MONDAY));
        save(explained);
        assertEquals(false, add(breach(id, Samples.MONDAY.plusSeconds(2))));
        save(explained.resolve(Samples.MONDAY.plusSeconds(3)));
        assertEquals(true, add(breach(id, Samples.MONDAY.plusSeconds(4))));
        assertEquals(2, with(exceptions -> exceptions.of(id)).size());
    }

    @Test
    default void everyPartOfTheMatterTellsItFromAnother() {
        LeaverCaseId id = someCase();
        Optional<SystemId> system = Optional.of(new SystemId(UUID.randomUUID()));
        Optional<AccountId> account = Optional.of(new AccountId(UUID.randomUUID()));
        Optional<Milestone> blocked = Optional.of(Milestone.BLOCKED);
        List<LeaverException.Unexplained> different = List.of(
                breach(id, Samples.MONDAY),
                breach(someCase(), Samples.MONDAY),
                exception(id, Kind.REFUSED, Optional.empty(), Optional.empty(), Optional.empty(), Samples.MONDAY),
                exception(id, Kind.BREACH, system, Optional.empty(), Optional.empty(), Samples.MONDAY),
                exception(id, Kind.BREACH, system, account, Optional.empty(), Samples.MONDAY),
                exception(id, Kind.BREACH, system, account, blocked, Samples.MONDAY),
                exception(id, Kind.BREACH, system, account, Optional.of(Milestone.CLEAN), Samples.MONDAY));
        for (LeaverException.Unexplained one : different) {
            assertEquals(true, add(one));
        }
        for (LeaverException.Unexplained one : different) {
            LeaverException.Finding f = one.finding();
            assertEquals(
                    false,
                    add(exception(f.leaverCase(), f.kind(), f.system(), f.account(), f.milestone(), Samples.MONDAY)));
        }
    }

    @Test
    default void aCasesExceptionsAreOldestFirst() {
        LeaverCaseId id = someCase();
        LeaverException.Unexplained older =
                exception(id, Kind.REFUSED, Optional.empty(), Optional.empty(), Optional.empty(), Samples.MONDAY);
        LeaverException.Unexplained newer = breach(id, Samples.MONDAY.plusSeconds(1));
        add(older);
        add(newer);
        assertEquals(List.of(older, newer), with(exceptions -> exceptions.of(id)));
    }

    @Test
    default void listsAreNewestFirstAndFilter() {
        LeaverCaseId id = someCase();
        Instant future = Instant.parse("2098-01-01T00:00:00Z");
        LeaverException.Unexplained older =
                exception(id, Kind.REFUSED, Optional.empty(), Optional.empty(), Optional.empty(), future);
        LeaverException.Unexplained newer = breach(id, future.plusSeconds(1));
        add(older);
        add(newer);
        save(older.resolve(future.plusSeconds(2)));
        assertEquals(List.of(newer.finding().id(), older.finding().id()), listed(id, false, Optional.empty()));
        assertEquals(List.of(newer.finding().id()), listed(id, true, Optional.empty()));
        assertEquals(List.of(older.finding().id()), listed(id, false, Optional.of(Kind.REFUSED)));
        assertEquals(List.of(), listed(id, true, Optional.of(Kind.REFUSED)));
    }

    private List<UUID> listed(LeaverCaseId id, boolean unresolved, Optional<Kind> kind) {
        return WholeList.of(
                        500,
                        page -> with(
                                exceptions -> exceptions.list(new LeaverExceptions.Filter(unresolved, kind), page)))
                .stream()
                .map(LeaverExceptions.Named::exception)
                .filter(e -> e.finding().leaverCase().equals(id))
                .map(e -> e.finding().id())
                .toList();
    }

    @Test
    default void aListNamesThePersonTheSystemAndTheAccount() {
        Identity ada = Samples.identity("Ada", Samples.unique("Sample"));
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        LeaverCaseId id = someCase();
        LeaverCase.Open open = new LeaverCase.Open(
                        new LeaverCase.Opening(id, ada.id(), Samples.facts(Samples.MONDAY), Samples.MONDAY),
                        List.of(new CaseSystem(
                                system,
                                "Directory",
                                Samples.MONDAY,
                                Samples.MONDAY,
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                        List.of(),
                        0)
                .add(account, system, "native", "ada-account", true, CaseAccount.Treatment.ACT, Set.of(Step.values()));
        ports().transactions().call(now -> {
            ports().identities().save(ada, Samples.entry(ada, Identity.Change.HIRED, now));
            ports().leaverCases().save(open);
            return now;
        });
        Instant future = Instant.parse("2097-01-01T00:00:00Z");
        Optional<SystemId> other = Optional.of(new SystemId(UUID.randomUUID()));
        List<LeaverException.Unexplained> newestFirst = List.of(
                exception(
                        id,
                        Kind.BREACH,
                        Optional.of(system),
                        Optional.of(account),
                        Optional.of(Milestone.BLOCKED),
                        future),
                exception(
                        id,
                        Kind.REFUSED,
                        Optional.of(system),
                        Optional.empty(),
                        Optional.empty(),
                        future.minusSeconds(1)),
                exception(
                        id,
                        Kind.REFUSED,
                        other,
                        Optional.of(new AccountId(UUID.randomUUID())),
                        Optional.empty(),
                        future.minusSeconds(2)),
                breach(id, future.minusSeconds(3)));
        newestFirst.forEach(this::add);
        LeaverException.Unexplained ofNobody = breach(someCase(), future.minusSeconds(4));
        add(ofNobody);
        Optional<String> person = Optional.of(ada.profile().displayName());
        assertEquals(
                List.of(
                        new LeaverExceptions.Named(
                                newestFirst.get(0), person, Optional.of("Directory"), Optional.of("ada-account")),
                        new LeaverExceptions.Named(
                                newestFirst.get(1), person, Optional.of("Directory"), Optional.empty()),
                        new LeaverExceptions.Named(newestFirst.get(2), person, Optional.empty(), Optional.empty()),
                        new LeaverExceptions.Named(newestFirst.get(3), person, Optional.empty(), Optional.empty()),
                        new LeaverExceptions.Named(ofNobody, Optional.empty(), Optional.empty(), Optional.empty())),
                WholeList.of(
                                500,
                                page -> with(exceptions ->
                                        exceptions.list(new LeaverExceptions.Filter(true, Optional.empty()), page)))
                        .stream()
                        .filter(n -> List.of(id, ofNobody.finding().leaverCase())
                                .contains(n.exception().finding().leaverCase()))
                        .toList());
    }

    @Test
    default void pagesMeetEveryExceptionOnceByTheTimeItWasOpened() {
        LeaverCaseId id = someCase();
        Instant future = Instant.parse("2099-01-01T00:00:00Z");
        List<UUID> newestFirst = new ArrayList<>();
        for (int second : List.of(3, 1, 5, 2, 4)) {
            LeaverException.Unexplained one = exception(
                    id,
                    Kind.BREACH,
                    Optional.empty(),
                    Optional.of(new AccountId(UUID.randomUUID())),
                    Optional.empty(),
                    future.plusSeconds(second));
            add(one);
        }
        with(exceptions -> exceptions.of(id))
                .forEach(e -> newestFirst.addFirst(e.finding().id()));
        List<LeaverException> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(2, after);
            Slice<LeaverExceptions.Named> slice = with(
                    exceptions -> exceptions.list(new LeaverExceptions.Filter(false, Optional.of(Kind.BREACH)), page));
            slice.items().stream()
                    .map(LeaverExceptions.Named::exception)
                    .filter(e -> e.finding().leaverCase().equals(id))
                    .forEach(seen::add);
            after = slice.next();
        } while (after.isPresent() && seen.size() < 5);
        assertEquals(
                List.of(5, 4, 3, 2, 1),
                seen.stream()
                        .map(e -> (int)
                                Duration.between(future, e.finding().openedAt()).toSeconds())
                        .toList());
        assertEquals(newestFirst, seen.stream().map(e -> e.finding().id()).toList());
        assertThrows(
                IllegalArgumentException.class,
                () -> with(exceptions -> exceptions.list(
                        new LeaverExceptions.Filter(false, Optional.empty()), new PageRequest(2, Optional.of("x")))));
        assertEquals(Optional.empty(), with(exceptions -> exceptions.find(UUID.randomUUID())));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().leaverExceptions().of(someCase()));
    }
}
