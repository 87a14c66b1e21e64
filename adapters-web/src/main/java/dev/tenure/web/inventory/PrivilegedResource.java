package dev.tenure.web.inventory;

import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.privilege.ListPrivilegedPopulation;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Moment;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is and was privileged on a system. */
@Path("/ui/systems/{id}/privileged")
@Authenticated
@Produces(Pages.HTML)
public class PrivilegedResource {

    private final ShowSystem showSystem;
    private final ListPrivilegedPopulation listPrivilegedPopulation;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public PrivilegedResource(
            ShowSystem showSystem, ListPrivilegedPopulation listPrivilegedPopulation, Callers callers, Pages pages) {
        this.showSystem = showSystem;
        this.listPrivilegedPopulation = listPrivilegedPopulation;
        this.callers = callers;
        this.pages = pages;
    }

    /** Who was privileged on a system as of a moment. */
    @GET
    public Response population(
            @PathParam("id") String id,
            @QueryParam("at") @Nullable String at,
            @QueryParam("after") @Nullable String after) {
        String text = Query.text(at);
        Optional<Instant> moment = moment(text);
        if (moment.isEmpty() && !text.isEmpty()) {
            return pages.problem(Problem.BAD_REQUEST);
        }
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        Optional<SystemId> known = Query.id(id).map(SystemId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showSystem.handle(new ShowSystem.Command(caller, known.get()))) {
            case ShowSystem.Outcome.Shown shown -> page(shown.system(), text, moment, page, caller);
            case ShowSystem.Outcome.Unknown unknown -> pages.unknown();
            case ShowSystem.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response page(TargetSystem system, String text, Optional<Instant> moment, PageRequest page, Caller caller) {
        return switch (listPrivilegedPopulation.handle(
                new ListPrivilegedPopulation.Command(caller, moment, Optional.of(system.id()), false, page))) {
            case ListPrivilegedPopulation.Outcome.Listed listed ->
                pages.show(Section.SYSTEMS, ClassesView.population(system, text, listed));
            case ListPrivilegedPopulation.Outcome.NotKnown before ->
                pages.show(
                        Section.SYSTEMS,
                        ClassesView.unknown(
                                system, text, Moment.of(before.knownSince()), "It is not known for that moment."));
            case ListPrivilegedPopulation.Outcome.NotYet early ->
                pages.show(Section.SYSTEMS, ClassesView.unknown(system, text, null, "The moment has not come."));
            case ListPrivilegedPopulation.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Within what a database keeps. */
    private static Optional<Instant> moment(String text) {
        try {
            LocalDateTime read = LocalDateTime.parse(text);
            return Optional.of(read.toInstant(ZoneOffset.UTC))
                    .filter(at -> read.getYear() > 0 && read.getYear() < 10_000);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
