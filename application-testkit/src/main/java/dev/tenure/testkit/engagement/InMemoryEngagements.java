package dev.tenure.testkit.engagement;

import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.testkit.identity.InMemoryIdentities;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The register in memory. */
public final class InMemoryEngagements implements Engagements {

    private final Table<EngagementId, Engagement> engagements;
    private final InMemoryIdentities identities;

    /**
     * Begins empty.
     *
     * @param transactions what it takes part in
     * @param identities where sponsors stand
     */
    public InMemoryEngagements(InMemoryTransactions transactions, InMemoryIdentities identities) {
        this.engagements = transactions.table();
        this.identities = identities;
    }

    @Override
    public Optional<Engagement> find(EngagementId id) {
        return engagements.find(id);
    }

    @Override
    public Optional<Engagement> openOf(String email, Instant now) {
        return engagements
                .all()
                .filter(e -> lower(e.terms().person().email()).equals(lower(email)))
                .filter(e -> isOpen(e, now))
                .findFirst();
    }

    private static boolean isOpen(Engagement engagement, Instant now) {
        return switch (engagement) {
            case Engagement.Requested requested -> true;
            case Engagement.Approved approved -> !approved.hasLapsed(now);
            case Engagement.ExtensionRequested extension -> !extension.hasLapsed(now);
            case Engagement.Declined declined -> false;
            case Engagement.Ended ended -> false;
        };
    }

    @Override
    public void add(Engagement.Requested requested) {
        if (find(requested.terms().id()).isPresent()) {
            throw new IllegalStateException("the engagement is there already");
        }
        engagements.put(requested.terms().id(), requested);
    }

    @Override
    public void save(Engagement engagement) {
        if (find(engagement.terms().id()).isEmpty()) {
            throw new IllegalStateException("there is no such engagement");
        }
        engagements.put(engagement.terms().id(), engagement);
    }

    @Override
    public Slice<Listed> list(Filter filter, Instant now, PageRequest page) {
        List<Engagement> wanted = engagements
                .all()
                .filter(e -> filter.text().map(text -> matches(e, text)).orElse(true))
                .filter(e ->
                        filter.standing().map(wants -> stands(e, wants, now)).orElse(true))
                .filter(e -> filter.endsBefore()
                        .map(before -> lasts(e, now) && ends(e).isBefore(before))
                        .orElse(true))
                .filter(e -> !filter.withoutSponsor() || (lasts(e, now) && !isHere(sponsor(e), now)))
                .sorted(Comparator.comparing(InMemoryEngagements::ends)
                        .thenComparing(e -> e.terms().id().value().toString()))
                .toList();
        return InMemoryPages.page(wanted, page, e -> e.terms().id().value().toString())
                .map(this::listed);
    }

    /** Those in force that have not lapsed: for other stores in memory. */
    public Stream<Engagement.InForce> inForce(Instant now) {
        return engagements.all().filter(one -> lasts(one, now)).map(Engagement.InForce.class::cast);
    }

    private Listed listed(Engagement engagement) {
        Optional<Identity> sponsor = identities.find(sponsor(engagement));
        return new Listed(
                engagement,
                sponsor.map(person -> person.profile().displayName()),
                sponsor.map(Identity::employment)
                        .filter(Employment.Out.class::isInstance)
                        .map(out -> ((Employment.Out) out).outAt()));
    }

    private boolean isHere(IdentityId sponsor, Instant now) {
        return identities
                .find(sponsor)
                .filter(person -> person.hasBegun(now) && !person.isOut())
                .isPresent();
    }

    private static boolean matches(Engagement engagement, String text) {
        return lower(engagement.terms().person().displayName() + "\u001f"
                        + engagement.terms().person().email())
                .contains(lower(text));
    }

    private static boolean lasts(Engagement engagement, Instant now) {
        return engagement instanceof Engagement.InForce inForce && !inForce.hasLapsed(now);
    }

    private static boolean stands(Engagement engagement, Standing wanted, Instant now) {
        return switch (wanted) {
            case REQUESTED -> engagement instanceof Engagement.Requested;
            case DECLINED -> engagement instanceof Engagement.Declined;
            case IN_FORCE -> lasts(engagement, now);
            case EXTENSION_REQUESTED -> engagement instanceof Engagement.ExtensionRequested && lasts(engagement, now);
            case LAPSED -> engagement instanceof Engagement.InForce inForce && inForce.hasLapsed(now);
            case ENDED -> engagement instanceof Engagement.Ended;
        };
    }

    private static Instant ends(Engagement engagement) {
        LocalDate last =
                switch (engagement) {
                    case Engagement.Requested requested -> requested.ask().until();
                    case Engagement.Declined declined -> declined.ask().until();
                    case Engagement.InForce inForce -> inForce.end();
                    case Engagement.Ended ended ->
                        ended.approved().getLast().ask().until();
                };
        return last.plusDays(1).atStartOfDay(engagement.terms().person().zone()).toInstant();
    }

    private static IdentityId sponsor(Engagement engagement) {
        return switch (engagement) {
            case Engagement.Requested requested -> requested.ask().sponsor();
            case Engagement.Declined declined -> declined.ask().sponsor();
            case Engagement.InForce inForce -> inForce.current().ask().sponsor();
            case Engagement.Ended ended -> ended.approved().getLast().ask().sponsor();
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
