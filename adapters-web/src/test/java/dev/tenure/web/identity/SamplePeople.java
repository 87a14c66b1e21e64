package dev.tenure.web.identity;

import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.application.paging.Slice;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** People of a fictional company and the pages made of them. */
public final class SamplePeople {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    private static final Tenure SINCE = Tenure.first(LocalDate.parse("2024-01-01"));

    private SamplePeople() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put(
                "people",
                PeopleResource.page(
                        new ListIdentities.Outcome.Listed(
                                new Slice<>(List.of(person(1, SampleLeavers.HOSTILE)), Optional.of("key & more"))),
                        ""));
        pages.put(
                "people-not-found",
                PeopleResource.page(
                        new ListIdentities.Outcome.Listed(new Slice<>(List.of(), Optional.empty())),
                        SampleLeavers.HOSTILE));
        pages.put(
                "person",
                page(
                        "2026-03-01T12:00",
                        new ShowIdentityAsOf.Outcome.Shown(
                                person(1, "Ada").id(), line(person(1, "Ada")), Map.of(Attribute.EMAIL, "idp"))));
        pages.put("person-not-known", page("2020-03-01T12:00", new ShowIdentityAsOf.Outcome.NotKnownYet()));
        return pages;
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
