package dev.tenure.testkit.nonhuman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.nonhuman.NonHumans.Filter;
import dev.tenure.application.nonhuman.NonHumans.Listed;
import dev.tenure.application.nonhuman.NonHumans.State;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link NonHumans} promises. */
public interface NonHumansContract {

    /** What closes one. */
    NonHuman.Closing CLOSING = new NonHuman.Closing("operator", Samples.MONDAY, "no\nmore");

    /** The ports under test. */
    Ports ports();

    private static NonHuman.Requested requested(String name, NonHumanKind kind, IdentityId owner) {
        return new NonHuman.Requested(
                new NonHuman.Terms(
                        new NonHumanId(UUID.randomUUID()),
                        kind,
                        name,
                        "to carry\nthe mail",
                        kind == NonHumanKind.SERVICE_ACCOUNT
                                ? Optional.of(new AccountId(UUID.randomUUID()))
                                : Optional.empty(),
                        "requester",
                        Samples.MONDAY),
                owner);
    }

    private static NonHuman.Requested requested() {
        return requested(
                Samples.unique("Mail %_\\ Gateway"), NonHumanKind.SERVICE_ACCOUNT, new IdentityId(UUID.randomUUID()));
    }

    private static NonHuman.Active active(NonHuman.Requested requested) {
        return requested.approve(new NonHuman.Approval(new IdentityId(UUID.randomUUID()), "approver", Samples.MONDAY));
    }

    private <T extends NonHuman> T added(NonHuman.Requested requested, T next) {
        ports().transactions().call(now -> {
            ports().nonHumans().add(requested);
            ports().nonHumans().save(next);
            return now;
        });
        return next;
    }

    private void save(NonHuman nonHuman) {
        ports().transactions().call(now -> {
            ports().nonHumans().save(nonHuman);
            return now;
        });
    }

    private Optional<NonHuman> find(NonHuman nonHuman) {
        return ports().transactions()
                .call(now -> ports().nonHumans().find(nonHuman.terms().id()));
    }

    private Optional<NonHuman> living(String name) {
        return ports().transactions().call(now -> ports().nonHumans().living(name));
    }

    @Test
    default void everyStateOfOneComesBackAsItWasSaved() {
        NonHuman.Requested requested = requested();
        assertEquals(Optional.empty(), find(requested));
        NonHuman.Active active = active(requested);
        NonHuman.Active transferred = active.transfer(new IdentityId(UUID.randomUUID()));
        added(requested, requested);
        for (NonHuman next :
                List.of(requested, active, transferred, transferred.retire(CLOSING), requested.reject(CLOSING))) {
            save(next);
            assertEquals(Optional.of(next), find(requested));
        }
    }

    @Test
    default void onlyWhatIsThereIsSavedAndNothingIsAddedTwice() {
        NonHuman.Requested requested = requested();
        Refusal.of(ports(), () -> ports().nonHumans().save(requested));
        added(requested, requested);
        Refusal.of(ports(), () -> ports().nonHumans().add(requested));
        NonHuman.Requested namesake =
                requested(requested.terms().name().toUpperCase(Locale.ROOT), NonHumanKind.BOT, requested.owner());
        Refusal.of(ports(), () -> ports().nonHumans().add(namesake));
    }

    @Test
    default void aNameIsTakenUntilWhoeverHasItIsOver() {
        NonHuman.Requested requested = requested();
        String name = requested.terms().name();
        assertEquals(Optional.empty(), living(name));
        added(requested, requested);
        assertEquals(Optional.of(requested), living(name.toUpperCase(Locale.ROOT)));
        NonHuman.Active active = active(requested);
        save(active);
        assertEquals(Optional.of(active), living(name.toLowerCase(Locale.ROOT)));
        save(active.retire(CLOSING));
        assertEquals(Optional.empty(), living(name));
        NonHuman.Requested next = requested(name, NonHumanKind.BOT, requested.owner());
        added(next, next);
        assertEquals(Optional.of(next), living(name));
        save(next.reject(CLOSING));
        assertEquals(Optional.empty(), living(name));
    }

    private IdentityId owner(Employment employment) {
        Identity ada = Samples.identity("Ada", "Sample");
        Identity person = new Identity(ada.id(), ada.key(), ada.profile(), employment, Optional.empty(), 0);
        return ports().transactions().call(now -> ports().identities()
                .save(person, Samples.entry(person, Identity.Change.HIRED, now))
                .id());
    }

    @Test
    default void everyFilterOfTheListLeavesOutTheOthers() {
        String part = Samples.unique("listed");
        Tenure tenure = Tenure.first(LocalDate.parse("2024-01-01"));
        IdentityId gone =
                owner(new Employment.Ended(tenure, Samples.lastDay("2026-03-01"), Samples.MONDAY, Samples.MONDAY));
        IdentityId here = owner(new Employment.Active(tenure));
        NonHuman.Requested a = requested("B " + part, NonHumanKind.BOT, here);
        NonHuman.Requested b = requested("a " + part, NonHumanKind.BOT, gone);
        NonHuman.Requested c = requested("C " + part, NonHumanKind.WORKLOAD, gone);
        NonHuman.Requested d = requested("d " + part, NonHumanKind.BOT, gone);
        NonHuman.Active active = added(a, active(a));
        NonHuman.Active unowned = added(b, active(b));
        NonHuman.Requested waiting = added(c, c);
        NonHuman.Retired retired = added(d, active(d).retire(CLOSING));
        Optional<State> any = Optional.empty();
        Optional<String> text = Optional.of(part.toUpperCase(Locale.ROOT));
        Optional<NonHumanKind> kind = Optional.empty();
        Optional<IdentityId> owner = Optional.empty();
        assertEquals(List.of(unowned, active, waiting, retired), listed(new Filter(any, kind, owner, text, false)));
        assertEquals(List.of(unowned, active), listed(new Filter(Optional.of(State.ACTIVE), kind, owner, text, false)));
        assertEquals(List.of(waiting), listed(new Filter(Optional.of(State.REQUESTED), kind, owner, text, false)));
        assertEquals(List.of(retired), listed(new Filter(Optional.of(State.RETIRED), kind, owner, text, false)));
        assertEquals(List.of(), listed(new Filter(Optional.of(State.REJECTED), kind, owner, text, false)));
        assertEquals(List.of(waiting), listed(new Filter(any, Optional.of(NonHumanKind.WORKLOAD), owner, text, false)));
        assertEquals(List.of(active), listed(new Filter(any, kind, Optional.of(here), text, false)));
        assertEquals(List.of(unowned), listed(new Filter(any, kind, owner, text, true)));
        assertEquals(
                List.of(
                        new Listed(unowned, Optional.of("Ada Sample"), true),
                        new Listed(active, Optional.of("Ada Sample"), false)),
                list(new Filter(Optional.of(State.ACTIVE), kind, owner, text, false), PageRequest.first())
                        .items());
    }

    @Test
    default void pagesHoldEveryNonHumanOnce() {
        String part = Samples.unique("paged");
        for (int i = 0; i < 5; i++) {
            NonHuman.Requested one =
                    requested((i % 2 == 0 ? "x" : "X") + i + part, NonHumanKind.BOT, new IdentityId(UUID.randomUUID()));
            added(one, one);
        }
        Filter filter = new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(part), false);
        List<NonHuman> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Slice<Listed> page = list(filter, new PageRequest(2, after));
            page.items().forEach(line -> all.add(line.nonHuman()));
            after = page.next();
        } while (after.isPresent());
        assertEquals(5, all.stream().distinct().count());
        assertEquals(listed(filter), all);
    }

    private List<NonHuman> listed(Filter filter) {
        return list(filter, PageRequest.first()).items().stream()
                .map(Listed::nonHuman)
                .toList();
    }

    private Slice<Listed> list(Filter filter, PageRequest page) {
        return ports().transactions().call(now -> ports().nonHumans().list(filter, Samples.MONDAY, page));
    }

    @Test
    default void nothingOfNonHumansIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().nonHumans().living("nobody"));
    }
}
