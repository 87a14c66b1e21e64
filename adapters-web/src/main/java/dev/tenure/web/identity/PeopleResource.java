package dev.tenure.web.identity;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.application.identity.ShowStatements;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.WorkerStatement;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Problem;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people the product knows, and what was known of each of them when and from whom. */
@Path("/ui/people")
@Authenticated
@Produces(Pages.HTML)
public class PeopleResource {

    private final ListIdentities listIdentities;
    private final ShowIdentity showIdentity;
    private final ShowIdentityAsOf showIdentityAsOf;
    private final ShowStatements showStatements;
    private final ShowManagerChain showManagerChain;
    private final ListSourceConflicts listSourceConflicts;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public PeopleResource(
            ListIdentities listIdentities,
            ShowIdentity showIdentity,
            ShowIdentityAsOf showIdentityAsOf,
            ShowStatements showStatements,
            ShowManagerChain showManagerChain,
            ListSourceConflicts listSourceConflicts,
            Callers callers,
            Pages pages) {
        this.listIdentities = listIdentities;
        this.showIdentity = showIdentity;
        this.showIdentityAsOf = showIdentityAsOf;
        this.showStatements = showStatements;
        this.showManagerChain = showManagerChain;
        this.listSourceConflicts = listSourceConflicts;
        this.callers = callers;
        this.pages = pages;
    }

    /** People by name. */
    @GET
    public Response list(@QueryParam("q") @Nullable String text, @QueryParam("after") @Nullable String after) {
        Identities.Filter filter = new Identities.Filter(Query.wanted(text), Optional.empty());
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        Caller caller = callers.current();
        return switch (listIdentities.handle(new ListIdentities.Command(caller, filter, page))) {
            case ListIdentities.Outcome.Listed listed ->
                pages.show(Section.PEOPLE, page(listed, Query.text(text), caller));
            case ListIdentities.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    static PeoplePage page(ListIdentities.Outcome.Listed listed, String text, Caller caller) {
        return new PeoplePage(
                PeopleList.EVERYBODY.tabs(caller),
                text,
                listed.identities().items().stream().map(PersonView::line).toList(),
                listed.identities()
                        .next()
                        .map(key -> Query.address("/ui/people", "q", text, "after", key))
                        .orElse(null));
    }

    /** One person, perhaps as they were known at a moment. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") String id, @QueryParam("at") @Nullable String at) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Optional<String> asked = Query.wanted(at);
        Optional<Instant> moment = asked.flatMap(PeopleResource::moment);
        if (asked.isPresent() && moment.isEmpty()) {
            return pages.problem(Problem.BAD_REQUEST);
        }
        Caller caller = callers.current();
        IdentityId person = new IdentityId(known.get());
        return switch (showIdentity.handle(new ShowIdentity.Command(caller, person))) {
            case ShowIdentity.Outcome.Shown shown -> withStatements(shown, caller, asked.orElse(""), moment);
            case ShowIdentity.Outcome.Unknown unknown -> pages.unknown();
            case ShowIdentity.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** What a browser writes into a field for a moment, taken as UTC; empty where it is none that a database keeps. */
    private static Optional<Instant> moment(String text) {
        try {
            LocalDateTime moment = LocalDateTime.parse(text);
            return moment.getYear() >= 1970 && moment.getYear() < 9999
                    ? Optional.of(moment.toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Response withStatements(
            ShowIdentity.Outcome.Shown shown, Caller caller, String at, Optional<Instant> moment) {
        IdentityId person = shown.identity().id();
        return switch (showStatements.handle(new ShowStatements.Command(caller, person))) {
            case ShowStatements.Outcome.Shown said -> withChain(shown, said.statements(), caller, at, moment);
            case ShowStatements.Outcome.Unknown unknown -> pages.unknown();
            case ShowStatements.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withChain(
            ShowIdentity.Outcome.Shown shown,
            List<WorkerStatement> statements,
            Caller caller,
            String at,
            Optional<Instant> moment) {
        IdentityId person = shown.identity().id();
        return switch (showManagerChain.handle(new ShowManagerChain.Command(caller, person))) {
            case ShowManagerChain.Outcome.Shown chain -> withConflicts(shown, statements, chain, caller, at, moment);
            case ShowManagerChain.Outcome.Unknown unknown -> pages.unknown();
            case ShowManagerChain.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withConflicts(
            ShowIdentity.Outcome.Shown shown,
            List<WorkerStatement> statements,
            ShowManagerChain.Outcome.Shown chain,
            Caller caller,
            String at,
            Optional<Instant> moment) {
        IdentityId person = shown.identity().id();
        SourceConflicts.Filter about =
                new SourceConflicts.Filter(Optional.of(person), Optional.empty(), Optional.empty());
        return switch (listSourceConflicts.handle(
                new ListSourceConflicts.Command(caller, about, PageRequest.first()))) {
            case ListSourceConflicts.Outcome.Listed listed ->
                pages.show(
                        Section.PEOPLE,
                        PersonView.page(
                                shown,
                                statements,
                                chain,
                                listed.conflicts().items(),
                                at,
                                moment.map(asked -> showIdentityAsOf.handle(
                                                new ShowIdentityAsOf.Command(caller, person, asked)))
                                        .orElse(null)));
            case ListSourceConflicts.Outcome.Unknown unknown -> pages.unknown();
            case ListSourceConflicts.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}
