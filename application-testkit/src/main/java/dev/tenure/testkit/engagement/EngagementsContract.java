package dev.tenure.testkit.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.engagement.Engagements.Filter;
import dev.tenure.application.engagement.Engagements.Listed;
import dev.tenure.application.engagement.Engagements.Standing;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Engagements} promises. */
public interface EngagementsContract {

    /** The ports under test. */
    Ports ports();

    /** A request of a person of an address. */
    private static Engagement.Requested requested(String email, LocalDate until, IdentityId sponsor) {
        return new Engagement.Requested(
                new Engagement.Terms(
                        new EngagementId(UUID.randomUUID()),
                        new Engaged(
                                IdentityKind.CONTRACTOR,
                                "Cy",
                                "Sample",
                                email,
                                Optional.of("Sample vendor"),
                                Optional.empty(),
                                Optional.of("Berlin"),
                                Samples.ZONE),
                        LocalDate.parse("2026-03-02")),
                new Engagement.Ask(until, sponsor, "to build\na bridge", "requester", Samples.MONDAY));
    }

    private static Engagement.Requested requested() {
        return requested(
                Samples.unique("cy") + "@vendor.example",
                LocalDate.parse("2026-04-01"),
                new IdentityId(UUID.randomUUID()));
    }

    private static Engagement.Approved approved(Engagement.Requested requested) {
        return requested.approve("approver", Samples.MONDAY);
    }

    private void add(Engagement.Requested requested) {
        ports().transactions().call(now -> {
            ports().engagements().add(requested);
            return now;
        });
    }

    private void save(Engagement engagement) {
        ports().transactions().call(now -> {
            ports().engagements().save(engagement);
            return now;
        });
    }

    private Optional<Engagement> find(Engagement engagement) {
        return ports().transactions()
                .call(now -> ports().engagements().find(engagement.terms().id()));
    }

    @Test
    default void everyStateComesBackAsItWasSaved() {
        Engagement.Requested requested = requested();
        assertEquals(Optional.empty(), find(requested));
        add(requested);
        assertEquals(Optional.of(requested), find(requested));
        Engagement.Approved approved = approved(requested);
        Engagement.ExtensionRequested extension = approved.extend(new Engagement.Ask(
                LocalDate.parse("2026-05-01"),
                new IdentityId(UUID.randomUUID()),
                "longer",
                "requester",
                Samples.MONDAY));
        for (Engagement next : List.of(
                approved,
                extension,
                extension.approve("approver", Samples.MONDAY),
                extension.end("operator", Samples.MONDAY, "done"),
                requested.decline("approver", Samples.MONDAY, "no"))) {
            save(next);
            assertEquals(Optional.of(next), find(requested));
        }
    }

    @Test
    default void whatIsThereIsNotAddedAndWhatIsNotIsNotSaved() {
        Engagement.Requested requested = requested();
        Refusal.of(ports(), () -> ports().engagements().save(requested));
        add(requested);
        Refusal.of(ports(), () -> ports().engagements().add(requested));
    }

    @Test
    default void anAddressIsOpenUntilItsEngagementIsOver() {
        Engagement.Requested requested = requested();
        String email = requested.terms().person().email();
        assertEquals(Optional.empty(), open(email, Samples.MONDAY));
        add(requested);
        assertEquals(Optional.of(requested), open(email.toUpperCase(Locale.ROOT), Samples.MONDAY));
        Engagement.Approved approved = approved(requested);
        save(approved);
        Instant over = LocalDate.parse("2026-04-02").atStartOfDay(Samples.ZONE).toInstant();
        assertEquals(Optional.of(approved), open(email, over.minusMillis(1)));
        assertEquals(Optional.empty(), open(email, over));
        save(requested.decline("approver", Samples.MONDAY, "no"));
        assertEquals(Optional.empty(), open(email, Samples.MONDAY));
    }

    private Optional<Engagement> open(String email, Instant now) {
        return ports().transactions().call(any -> ports().engagements().openOf(email, now));
    }

    @Test
    default void aListHoldsWhatIsAskedForThoseThatEndFirstFirst() {
        String company = Samples.unique("list");
        IdentityId gone = saved(new Employment.Ended(
                Tenure.first(LocalDate.parse("2024-01-01")),
                Samples.lastDay("2026-03-01"),
                Samples.MONDAY,
                Samples.MONDAY));
        IdentityId here = saved(new Employment.Active(Tenure.first(LocalDate.parse("2024-01-01"))));
        Engagement.Requested late = requested("a@" + company + ".example", LocalDate.parse("2026-06-01"), gone);
        Engagement.Requested soon = requested("b@" + company + ".example", LocalDate.parse("2026-03-10"), here);
        add(late);
        add(soon);
        assertEquals(List.of(soon, late), listed(company, Optional.of(Standing.REQUESTED), Optional.empty(), false));
        Engagement.Approved lateApproved = approved(late);
        Engagement.Approved soonApproved = approved(soon);
        save(lateApproved);
        save(soonApproved);
        assertEquals(List.of(soonApproved, lateApproved), listed(company, Optional.empty(), Optional.empty(), false));
        assertEquals(
                List.of(soonApproved),
                listed(
                        company,
                        Optional.of(Standing.IN_FORCE),
                        Optional.of(Instant.parse("2026-03-15T00:00:00Z")),
                        false));
        assertEquals(List.of(lateApproved), listed(company, Optional.empty(), Optional.empty(), true));
        Engagement.ExtensionRequested extended = lateApproved.extend(late.ask());
        save(extended);
        save(soonApproved.end("operator", Samples.MONDAY, "done"));
        assertEquals(
                List.of(extended), listed(company, Optional.of(Standing.EXTENSION_REQUESTED), Optional.empty(), false));
        assertEquals(List.of(extended), listed(company, Optional.of(Standing.IN_FORCE), Optional.empty(), false));
        assertEquals(
                1,
                listed(company, Optional.of(Standing.ENDED), Optional.empty(), false)
                        .size());
        assertEquals(List.of(), listed(company, Optional.of(Standing.DECLINED), Optional.empty(), false));
        assertEquals(List.of(), listed(company, Optional.of(Standing.LAPSED), Optional.empty(), false));
        Listed line = list(company, Optional.empty(), Optional.empty(), true, PageRequest.first())
                .items()
                .getFirst();
        assertEquals(Optional.of("Ada Sample"), line.sponsor());
        assertEquals(Optional.of(Samples.MONDAY), line.sponsorGoneSince());
    }

    @Test
    default void pagesHoldEveryEngagementOnce() {
        String company = Samples.unique("pages");
        for (int i = 0; i < 5; i++) {
            add(requested(
                    i + "@" + company + ".example",
                    LocalDate.parse("2026-04-01").plusDays(i / 2),
                    new IdentityId(UUID.randomUUID())));
        }
        List<Engagement> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Slice<Listed> page = list(company, Optional.empty(), Optional.empty(), false, new PageRequest(2, after));
            page.items().forEach(line -> all.add(line.engagement()));
            after = page.next();
        } while (after.isPresent());
        assertEquals(5, all.stream().distinct().count());
        assertEquals(listed(company, Optional.empty(), Optional.empty(), false), all);
    }

    private IdentityId saved(Employment employment) {
        Identity ada = Samples.identity("Ada", "Sample");
        Identity person = new Identity(ada.id(), ada.key(), ada.profile(), employment, Optional.empty(), 0);
        return ports().transactions().call(now -> ports().identities()
                .save(person, Samples.entry(person, Identity.Change.HIRED, now))
                .id());
    }

    private List<Engagement> listed(
            String text, Optional<Standing> standing, Optional<Instant> endsBefore, boolean withoutSponsor) {
        return list(text, standing, endsBefore, withoutSponsor, PageRequest.first()).items().stream()
                .map(Listed::engagement)
                .toList();
    }

    private Slice<Listed> list(
            String text,
            Optional<Standing> standing,
            Optional<Instant> endsBefore,
            boolean withoutSponsor,
            PageRequest page) {
        return ports().transactions().call(now -> ports().engagements()
                .list(new Filter(Optional.of(text), standing, endsBefore, withoutSponsor), Samples.MONDAY, page));
    }

    @Test
    default void nothingOfTheRegisterIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> find(requested(), ports()));
    }

    private static Optional<Engagement> find(Engagement engagement, Ports outside) {
        return outside.engagements().find(engagement.terms().id());
    }
}
