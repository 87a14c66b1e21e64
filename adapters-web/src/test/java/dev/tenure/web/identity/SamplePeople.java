package dev.tenure.web.identity;

import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.ManagerChain;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.SourceConflict;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerStatement;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import dev.tenure.web.page.RenderedPage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** People of a fictional company and the pages made of them. */
public final class SamplePeople {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    private static final Tenure SINCE = Tenure.first(LocalDate.parse("2024-01-01"));

    static final Caller AUDITOR = new Caller("boris", "Boris", Set.of(Role.AUDITOR));
    static final Caller CONFIDENTIAL_HR = new Caller("cleo", "Cleo", Set.of(Role.CONFIDENTIAL_HR));

    static final AttributeAuthority DECIDED =
            new AttributeAuthority(List.of("idp", "hr"), Map.of(Attribute.EMPLOYMENT, List.of("hr", "register")), 1);

    private static final List<ShowAttributeAuthority.Source> SOURCES = List.of(
            new ShowAttributeAuthority.Source("hook", WorkerSources.Kind.WEBHOOK),
            new ShowAttributeAuthority.Source("hr", WorkerSources.Kind.FILE),
            new ShowAttributeAuthority.Source("idp", WorkerSources.Kind.SCIM),
            new ShowAttributeAuthority.Source("register", WorkerSources.Kind.REGISTER));

    private SamplePeople() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put(
                "people",
                PeopleResource.page(
                        new ListIdentities.Outcome.Listed(
                                new Slice<>(List.of(person(1, SampleLeavers.HOSTILE)), Optional.of("key & more"))),
                        "",
                        RenderedPage.ADMINISTRATOR));
        pages.put(
                "people-not-found",
                PeopleResource.page(
                        new ListIdentities.Outcome.Listed(new Slice<>(List.of(), Optional.empty())),
                        SampleLeavers.HOSTILE,
                        AUDITOR));
        pages.put(
                "person",
                page(
                        "2026-03-01T12:00",
                        new ShowIdentityAsOf.Outcome.Shown(
                                person(1, "Ada").id(), line(person(1, "Ada")), Map.of(Attribute.EMAIL, "idp"))));
        pages.put("person-not-known", page("2020-03-01T12:00", new ShowIdentityAsOf.Outcome.NotKnownYet()));
        pages.put("without-manager", finding(PeopleList.WITHOUT_MANAGER, person(1, SampleLeavers.HOSTILE)));
        pages.put("without-manager-nobody", finding(PeopleList.WITHOUT_MANAGER));
        pages.put("without-sponsor", finding(PeopleList.WITHOUT_SPONSOR, person(1, "Ada")));
        pages.put("without-sponsor-nobody", finding(PeopleList.WITHOUT_SPONSOR));
        pages.put("without-end", finding(PeopleList.WITHOUT_END, person(1, "Ada")));
        pages.put("without-end-nobody", finding(PeopleList.WITHOUT_END));
        pages.put("conflicts", conflicts(Optional.of("idp"), new SourceConflict(Attribute.TITLE, "hr", "idp")));
        pages.put("conflicts-none-fits", conflicts(Optional.of("idp")));
        pages.put("conflicts-none", conflicts(Optional.empty()));
        pages.put("authority", authority(DECIDED, 3, RenderedPage.ADMINISTRATOR));
        pages.put("authority-undecided", authority(AttributeAuthority.UNDECIDED, 0, AUDITOR));
        pages.put("authority-confidential", authority(DECIDED, 0, CONFIDENTIAL_HR));
        pages.put(
                "authority-without-sources",
                AuthorityView.page(
                        new ShowAttributeAuthority.Outcome.Shown(AttributeAuthority.UNDECIDED, List.of(), 0),
                        AuthorityForm.of(AttributeAuthority.UNDECIDED),
                        Optional.empty(),
                        RenderedPage.ADMINISTRATOR));
        pages.put(
                "authority-wrong",
                AuthorityView.page(
                        new ShowAttributeAuthority.Outcome.Shown(DECIDED, SOURCES, 0),
                        new AuthorityForm(1, SampleLeavers.HOSTILE, Map.of(Attribute.TITLE, "hr, idp, hr")),
                        Optional.of(AuthorityForm.names(SampleLeavers.HOSTILE).getFirst()),
                        RenderedPage.ADMINISTRATOR));
        return pages;
    }

    private static FindingPage finding(PeopleList list, Identity... people) {
        return FindingsResource.page(
                list,
                new Slice<>(List.of(people), people.length == 0 ? Optional.empty() : Optional.of("key & more")),
                RenderedPage.ADMINISTRATOR);
    }

    private static ConflictsPage conflicts(Optional<String> source, SourceConflict... open) {
        return ConflictsResource.page(
                new ListSourceConflicts.Outcome.Listed(new Slice<>(
                        Arrays.stream(open)
                                .map(one ->
                                        new ListSourceConflicts.Conflict(person(1, SampleLeavers.HOSTILE), one, NOW))
                                .toList(),
                        open.length == 0 ? Optional.empty() : Optional.of("key & more"))),
                new SourceConflicts.Filter(Optional.empty(), Optional.empty(), source),
                List.of("hr", "idp"),
                AUDITOR);
    }

    static AuthorityPage authority(AttributeAuthority authority, long waiting, Caller caller) {
        return AuthorityView.page(
                new ShowAttributeAuthority.Outcome.Shown(authority, SOURCES, waiting),
                AuthorityForm.of(authority),
                Optional.empty(),
                caller);
    }

    private static Page page(String at, ShowIdentityAsOf.Outcome asOf) {
        Identity ada = person(1, SampleLeavers.HOSTILE);
        Identity gone = with(
                person(2, "Bob"),
                new Employment.Ended(
                        SINCE,
                        new Termination(
                                LocalDate.parse("2026-03-01"), Optional.empty(), Optional.empty(), Optional.empty()),
                        NOW,
                        NOW));
        ManagerChain chain = new ManagerChain(
                List.of(ManagerChain.Link.of(gone), ManagerChain.Link.of(person(3, "Cy"))),
                new ManagerChain.End.Unknown(new WorkerKey("hr", SampleLeavers.HOSTILE)));
        return PersonView.page(
                new ShowIdentity.Outcome.Shown(ada, List.of(line(ada))),
                List.of(new WorkerStatement(
                        1,
                        new WorkerRecord(ada.key(), ada.profile(), LocalDate.parse("2024-01-01"), Optional.empty()),
                        NOW)),
                new ShowManagerChain.Outcome.Shown(chain, chain.deciding()),
                List.of(new ListSourceConflicts.Conflict(ada, new SourceConflict(Attribute.TITLE, "hr", "idp"), NOW)),
                at,
                asOf);
    }

    private static StatusEntry line(Identity person) {
        return new StatusEntry(NOW, "source hr", Identity.Change.HIRED, person.profile(), person.employment());
    }

    private static Identity person(int number, String givenName) {
        return new Identity(
                new IdentityId(new UUID(1, number)),
                new WorkerKey("hr", Integer.toString(number)),
                new Profile(
                        IdentityKind.EMPLOYEE,
                        givenName,
                        "Sample",
                        Optional.of("ada@sample.example"),
                        Optional.empty(),
                        Optional.of(SampleLeavers.HOSTILE),
                        Optional.empty(),
                        Optional.empty(),
                        ZoneOffset.UTC),
                new Employment.Active(SINCE),
                Optional.empty(),
                1);
    }

    private static Identity with(Identity person, Employment employment) {
        return new Identity(person.id(), person.key(), person.profile(), employment, Optional.empty(), 1);
    }
}
