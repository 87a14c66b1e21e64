package dev.tenure.web.secrets;

import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.secrets.ListSharedSecrets;
import dev.tenure.application.secrets.SharedSecrets;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Problem;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The register of shared secrets: never a value, only what it opens, who knows it and where it stands. */
@Path("/ui/secrets")
@Authenticated
@Produces(Pages.HTML)
public class SecretsResource {

    private final ListSharedSecrets listSharedSecrets;
    private final ListSystems listSystems;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public SecretsResource(ListSharedSecrets listSharedSecrets, ListSystems listSystems, Callers callers, Pages pages) {
        this.listSharedSecrets = listSharedSecrets;
        this.listSystems = listSystems;
        this.callers = callers;
        this.pages = pages;
    }

    /** The register, as the address asks for it. */
    @GET
    public Response list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("due") @Nullable String due,
            @QueryParam("after") @Nullable String after) {
        Optional<String> asked = Query.wanted(due);
        Optional<Instant> dueBy = asked.flatMap(SecretsResource::endOfDay);
        if (asked.isPresent() && dueBy.isEmpty()) {
            return pages.problem(Problem.BAD_REQUEST);
        }
        Caller caller = callers.current();
        SharedSecrets.Filter filter =
                new SharedSecrets.Filter(Query.wanted(text), Optional.empty(), Optional.empty(), dueBy);
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listSharedSecrets.handle(new ListSharedSecrets.Command(caller, filter, page))) {
            case ListSharedSecrets.Outcome.Listed listed ->
                pages.show(
                        Section.SECRETS,
                        SecretView.list(
                                listed.secrets(),
                                SystemNames.of(listSystems, caller),
                                Query.text(text),
                                asked.orElse(""),
                                caller));
            case ListSharedSecrets.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The last moment of a day, by UTC; empty where the text is none that a database keeps. */
    private static Optional<Instant> endOfDay(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 1970 && day.getYear() < 9000
                    ? Optional.of(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
