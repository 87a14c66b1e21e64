package dev.tenure.testkit;

import dev.tenure.application.engagement.DecideEngagement;
import dev.tenure.application.engagement.DecideEngagement.Decision;
import dev.tenure.application.engagement.EndEngagement;
import dev.tenure.application.engagement.ExtendEngagement;
import dev.tenure.application.engagement.ListEngagements;
import dev.tenure.application.engagement.RequestEngagement;
import dev.tenure.application.engagement.ShowEngagement;
import dev.tenure.application.identity.DecideAttributeAuthority;
import dev.tenure.application.identity.IdentityFindings;
import dev.tenure.application.identity.ListNonEmployees;
import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.ListUnmanaged;
import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.application.identity.ShowStatements;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.lifecycle.ReconsiderWorkers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The stories of the use cases about the inventory of people and the register of non-employees. */
final class PeopleStories {

    static final Caller REQUESTER = Samples.caller("requester", Role.REQUESTER);
    static final Caller APPROVER = Samples.caller("approver", Role.APPROVER);

    private static final String ADA = "1001";
    private static final IdentityId NO_PERSON = new IdentityId(new UUID(0, 7));
    private static final EngagementId NO_ENGAGEMENT = new EngagementId(new UUID(0, 7));
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    private final Map<Class<?>, Function<Company, ?>> stories = new LinkedHashMap<>();

    private PeopleStories() {
        authority();
        people();
        requests();
        extensions();
        decisions();
        endings();
        lists();
    }

    static Map<Class<?>, Function<Company, ?>> all() {
        return new PeopleStories().stories;
    }

    private void ends(Class<?> outcome, Function<Company, ?> story) {
        stories.put(outcome, story);
    }

    // Sources ----------------------------------------------------------------------------------------------------

    private void authority() {
        ends(ShowAttributeAuthority.Outcome.Shown.class, c -> showAuthority(c, Company.AUDITOR));
        ends(ShowAttributeAuthority.Outcome.NotAllowed.class, c -> showAuthority(c, Company.NOBODY));

        ends(DecideAttributeAuthority.Outcome.Decided.class, c -> decide(c, Company.ADMIN, Samples.FEED, 0));
        ends(DecideAttributeAuthority.Outcome.UnknownSource.class, c -> decide(c, Company.ADMIN, "nobody", 0));
        ends(DecideAttributeAuthority.Outcome.Stale.class, c -> decide(c, Company.ADMIN, Samples.FEED, 3));
        ends(DecideAttributeAuthority.Outcome.NotAllowed.class, c -> decide(c, Company.OPERATOR, Samples.FEED, 0));

        ends(
                ReconsiderWorkers.Outcome.Taken.class,
                c -> c.world.reconsiderWorkers.handle(new ReconsiderWorkers.Command()));

        ends(ListSourceConflicts.Outcome.Listed.class, c -> conflicts(c, Company.AUDITOR, Optional.empty()));
        ends(ListSourceConflicts.Outcome.Unknown.class, c -> conflicts(c, Company.AUDITOR, Optional.of(NO_PERSON)));
        ends(ListSourceConflicts.Outcome.NotAllowed.class, c -> conflicts(c, Company.NOBODY, Optional.empty()));
    }

    private static Object showAuthority(Company company, Caller by) {
        return company.world.showAttributeAuthority.handle(new ShowAttributeAuthority.Command(by));
    }

    private static Object decide(Company company, Caller by, String first, long version) {
        return company.world.decideAttributeAuthority.handle(
                new DecideAttributeAuthority.Command(by, new AttributeAuthority(List.of(first), Map.of(), version)));
    }

    private static Object conflicts(Company company, Caller by, Optional<IdentityId> identity) {
        return company.world.listSourceConflicts.handle(new ListSourceConflicts.Command(
                by, new SourceConflicts.Filter(identity, Optional.empty(), Optional.empty()), PageRequest.first()));
    }

    // People -----------------------------------------------------------------------------------------------------

    private void people() {
        ends(ShowIdentityAsOf.Outcome.Shown.class, c -> asOf(c, Company.AUDITOR, ada(c), Duration.ZERO));
        ends(
                ShowIdentityAsOf.Outcome.NotKnownYet.class,
                c -> asOf(c, Company.AUDITOR, ada(c), Duration.ofDays(1).negated()));
        ends(ShowIdentityAsOf.Outcome.InTheFuture.class, c -> asOf(c, Company.AUDITOR, ada(c), Duration.ofDays(1)));
        ends(ShowIdentityAsOf.Outcome.Unknown.class, c -> asOf(c, Company.AUDITOR, NO_PERSON, Duration.ZERO));
        ends(ShowIdentityAsOf.Outcome.NotAllowed.class, c -> asOf(c, Company.NOBODY, ada(c), Duration.ZERO));

        ends(ShowStatements.Outcome.Shown.class, c -> statements(c, Company.AUDITOR, ada(c)));
        ends(ShowStatements.Outcome.Unknown.class, c -> statements(c, Company.AUDITOR, NO_PERSON));
        ends(ShowStatements.Outcome.NotAllowed.class, c -> statements(c, Company.NOBODY, ada(c)));

        ends(ShowManagerChain.Outcome.Shown.class, c -> chain(c, Company.AUDITOR, ada(c)));
        ends(ShowManagerChain.Outcome.Unknown.class, c -> chain(c, Company.AUDITOR, NO_PERSON));
        ends(ShowManagerChain.Outcome.NotAllowed.class, c -> chain(c, Company.NOBODY, ada(c)));

        ends(
                ListUnmanaged.Outcome.Listed.class,
                c -> c.world.listUnmanaged.handle(new ListUnmanaged.Command(Company.AUDITOR, PageRequest.first())));
        ends(
                ListUnmanaged.Outcome.NotAllowed.class,
                c -> c.world.listUnmanaged.handle(new ListUnmanaged.Command(Company.NOBODY, PageRequest.first())));

        ends(
                ListNonEmployees.Outcome.Listed.class,
                c -> c.world.listNonEmployees.handle(new ListNonEmployees.Command(
                        Company.AUDITOR, IdentityFindings.Missing.SPONSOR, PageRequest.first())));
        ends(
                ListNonEmployees.Outcome.NotAllowed.class,
                c -> c.world.listNonEmployees.handle(new ListNonEmployees.Command(
                        Company.AUDITOR, IdentityFindings.Missing.END, PageRequest.first())));
    }

    /** Ada, who works. */
    static IdentityId ada(Company company) {
        company.worker(ADA, "Ada").takeOver();
        return company.person(ADA).id();
    }

    private static Object asOf(Company company, Caller by, IdentityId person, Duration later) {
        return company.world.showIdentityAsOf.handle(
                new ShowIdentityAsOf.Command(by, person, company.world.now().plus(later)));
    }

    private static Object statements(Company company, Caller by, IdentityId person) {
        return company.world.showStatements.handle(new ShowStatements.Command(by, person));
    }

    private static Object chain(Company company, Caller by, IdentityId person) {
        return company.world.showManagerChain.handle(new ShowManagerChain.Command(by, person));
    }

    // The register -----------------------------------------------------------------------------------------------

    private void requests() {
        ends(RequestEngagement.Outcome.Recorded.class, c -> request(c, "cy@vendor.example", TODAY.plusDays(30)));
        ends(RequestEngagement.Outcome.BadEnd.class, c -> request(c, "cy@vendor.example", TODAY.plusDays(366)));
        ends(
                RequestEngagement.Outcome.BadPurpose.class,
                c -> request(c, REQUESTER, Samples.request(), "cy@vendor.example", TODAY.plusDays(30), ada(c), " "));
        ends(
                RequestEngagement.Outcome.SponsorNotHere.class,
                c -> request(
                        c, REQUESTER, Samples.request(), "cy@vendor.example", TODAY.plusDays(30), NO_PERSON, "to"));
        ends(RequestEngagement.Outcome.AlreadyEngaged.class, c -> {
            request(c, "cy@vendor.example", TODAY.plusDays(30));
            return request(c, "CY@vendor.example", TODAY.plusDays(30));
        });
        ends(
                RequestEngagement.Outcome.PersonIsEmployed.class,
                c -> request(c, "ADA@sample.example", TODAY.plusDays(3)));
        ends(RequestEngagement.Outcome.KeyReused.class, c -> {
            request(c, REQUESTER, new RequestKey("key", "one"), "cy@vendor.example", TODAY, ada(c), "to build");
            return request(c, REQUESTER, new RequestKey("key", "two"), "cy@vendor.example", TODAY, ada(c), "to build");
        });
        ends(RequestEngagement.Outcome.InProgress.class, c -> {
            c.world.ports.requestKeys().holdElsewhere("key");
            return request(c, REQUESTER, new RequestKey("key", "one"), "cy@vendor.example", TODAY, ada(c), "to build");
        });
        ends(
                RequestEngagement.Outcome.NotAllowed.class,
                c -> request(c, APPROVER, Samples.request(), "cy@vendor.example", TODAY, ada(c), "to build"));
    }

    /** Somebody of a vendor. */
    static Engaged person(String email) {
        return new Engaged(
                IdentityKind.CONTRACTOR,
                "Cy",
                "Sample",
                email,
                Optional.of("Sample vendor"),
                Optional.empty(),
                Optional.empty(),
                Samples.ZONE);
    }

    private static RequestEngagement.Outcome request(Company company, String email, LocalDate until) {
        return request(company, REQUESTER, Samples.request(), email, until, ada(company), "to build a bridge");
    }

    private static RequestEngagement.Outcome request(
            Company company,
            Caller by,
            RequestKey key,
            String email,
            LocalDate until,
            IdentityId sponsor,
            String purpose) {
        return company.world.requestEngagement.handle(
                new RequestEngagement.Command(by, key, person(email), TODAY, Optional.of(until), sponsor, purpose));
    }

    /** An engagement for thirty days that waits for its decision. */
    static EngagementId requested(Company company) {
        return ((RequestEngagement.Outcome.Recorded) request(company, "cy@vendor.example", TODAY.plusDays(30)))
                .engagement()
                .terms()
                .id();
    }

    /** The same, approved. */
    static EngagementId approved(Company company) {
        EngagementId id = requested(company);
        decide(company, APPROVER, id, new Decision.Approve());
        return id;
    }

    private void extensions() {
        ends(ExtendEngagement.Outcome.Recorded.class, c -> extend(c, REQUESTER, Samples.request(), approved(c), 60));
        ends(ExtendEngagement.Outcome.Unknown.class, c -> extend(c, REQUESTER, Samples.request(), NO_ENGAGEMENT, 60));
        ends(ExtendEngagement.Outcome.NotInForce.class, c -> extend(c, REQUESTER, Samples.request(), requested(c), 60));
        ends(ExtendEngagement.Outcome.AlreadyRequested.class, c -> {
            EngagementId id = approved(c);
            extend(c, REQUESTER, Samples.request(), id, 60);
            return extend(c, REQUESTER, Samples.request(), id, 90);
        });
        ends(ExtendEngagement.Outcome.BadEnd.class, c -> extend(c, REQUESTER, Samples.request(), approved(c), 29));
        ends(
                ExtendEngagement.Outcome.BadPurpose.class,
                c -> extend(c, REQUESTER, Samples.request(), approved(c), 60, Optional.empty(), ""));
        ends(
                ExtendEngagement.Outcome.SponsorNotHere.class,
                c -> extend(c, REQUESTER, Samples.request(), approved(c), 60, Optional.of(NO_PERSON), "more"));
        ends(ExtendEngagement.Outcome.KeyReused.class, c -> {
            EngagementId id = approved(c);
            extend(c, REQUESTER, new RequestKey("key", "one"), id, 60);
            return extend(c, REQUESTER, new RequestKey("key", "two"), id, 60);
        });
        ends(ExtendEngagement.Outcome.InProgress.class, c -> {
            c.world.ports.requestKeys().holdElsewhere("key");
            return extend(c, REQUESTER, new RequestKey("key", "one"), approved(c), 60);
        });
        ends(ExtendEngagement.Outcome.NotAllowed.class, c -> extend(c, APPROVER, Samples.request(), approved(c), 60));
    }

    static ExtendEngagement.Outcome extend(Company company, Caller by, RequestKey key, EngagementId id, int days) {
        return extend(company, by, key, id, days, Optional.empty(), "the bridge is not built");
    }

    private static ExtendEngagement.Outcome extend(
            Company company,
            Caller by,
            RequestKey key,
            EngagementId id,
            int days,
            Optional<IdentityId> sponsor,
            String purpose) {
        return company.world.extendEngagement.handle(
                new ExtendEngagement.Command(by, key, id, Optional.of(TODAY.plusDays(days)), sponsor, purpose));
    }

    private void decisions() {
        ends(DecideEngagement.Outcome.Decided.class, c -> decide(c, APPROVER, requested(c), new Decision.Approve()));
        ends(DecideEngagement.Outcome.Unknown.class, c -> decide(c, APPROVER, NO_ENGAGEMENT, new Decision.Approve()));
        ends(
                DecideEngagement.Outcome.AlreadyDecided.class,
                c -> decide(c, APPROVER, approved(c), new Decision.Approve()));
        ends(
                DecideEngagement.Outcome.DeciderIsRequester.class,
                c -> decide(
                        c,
                        Samples.caller(REQUESTER.subject(), Role.APPROVER, Role.REQUESTER),
                        requested(c),
                        new Decision.Approve()));
        ends(DecideEngagement.Outcome.Outdated.class, c -> {
            EngagementId id = requested(c);
            c.world.pass(Duration.ofDays(32));
            return decide(c, APPROVER, id, new Decision.Approve());
        });
        ends(DecideEngagement.Outcome.SponsorNotHere.class, c -> {
            EngagementId id = requested(c);
            c.lastDay(ADA, "2026-03-01").takeOver();
            return decide(c, APPROVER, id, new Decision.Approve());
        });
        ends(DecideEngagement.Outcome.PersonIsEmployed.class, c -> {
            EngagementId id = requested(c);
            c.worker("1002", "Cy")
                    .write("1002", dev.tenure.domain.identity.WorkerFeed.Fact.EMAIL, "cy@vendor.example")
                    .takeOver();
            return decide(c, APPROVER, id, new Decision.Approve());
        });
        ends(
                DecideEngagement.Outcome.BadReason.class,
                c -> decide(c, APPROVER, requested(c), new Decision.Decline("")));
        ends(
                DecideEngagement.Outcome.NotAllowed.class,
                c -> decide(c, Company.OPERATOR, requested(c), new Decision.Approve()));
    }

    static DecideEngagement.Outcome decide(Company company, Caller by, EngagementId id, Decision decision) {
        return company.world.decideEngagement.handle(new DecideEngagement.Command(by, id, decision));
    }

    private void endings() {
        ends(EndEngagement.Outcome.Ended.class, c -> end(c, REQUESTER, approved(c), "the bridge is built"));
        ends(EndEngagement.Outcome.Unknown.class, c -> end(c, REQUESTER, NO_ENGAGEMENT, "the bridge is built"));
        ends(EndEngagement.Outcome.NotInForce.class, c -> end(c, REQUESTER, requested(c), "the bridge is built"));
        ends(EndEngagement.Outcome.BadReason.class, c -> end(c, REQUESTER, approved(c), "\0"));
        ends(EndEngagement.Outcome.NotAllowed.class, c -> end(c, Company.AUDITOR, approved(c), "the bridge is built"));
    }

    static EndEngagement.Outcome end(Company company, Caller by, EngagementId id, String reason) {
        return company.world.endEngagement.handle(new EndEngagement.Command(by, id, reason));
    }

    private void lists() {
        ends(ListEngagements.Outcome.Listed.class, c -> list(c, Company.AUDITOR));
        ends(ListEngagements.Outcome.NotAllowed.class, c -> list(c, Company.NOBODY));
        ends(ShowEngagement.Outcome.Shown.class, c -> show(c, Company.AUDITOR, requested(c)));
        ends(ShowEngagement.Outcome.Unknown.class, c -> show(c, Company.AUDITOR, NO_ENGAGEMENT));
        ends(ShowEngagement.Outcome.NotAllowed.class, c -> show(c, Company.NOBODY, NO_ENGAGEMENT));
    }

    private static Object list(Company company, Caller by) {
        return company.world.listEngagements.handle(new ListEngagements.Command(
                by, Optional.empty(), Optional.empty(), Optional.empty(), false, PageRequest.first()));
    }

    private static Object show(Company company, Caller by, EngagementId id) {
        return company.world.showEngagement.handle(new ShowEngagement.Command(by, id));
    }
}
