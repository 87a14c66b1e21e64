package dev.tenure.web.inspection;

import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.CsvFile;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What accounts hold beside a password. */
@Path(CredentialsQuery.ADDRESS)
@Authenticated
@Produces(Pages.HTML)
public class CredentialsResource {

    private final ListCredentials listCredentials;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public CredentialsResource(ListCredentials listCredentials, Callers callers, Pages pages) {
        this.listCredentials = listCredentials;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list, as the address asks for it. */
    @GET
    public Response list(
            @QueryParam("show") @Nullable String show,
            @QueryParam("q") @Nullable String text,
            @QueryParam("nonHuman") @Nullable String nonHuman,
            @QueryParam("system") @Nullable String system,
            @QueryParam("account") @Nullable String account,
            @QueryParam("answeredBy") @Nullable String answeredBy,
            @QueryParam("after") @Nullable String after) {
        CredentialsQuery query = CredentialsQuery.of(show, text, nonHuman, system, account, answeredBy, after);
        return switch (listCredentials.handle(
                new ListCredentials.Command(callers.current(), query.wanted(), query.page()))) {
            case ListCredentials.Outcome.Listed listed ->
                pages.show(Section.SYSTEMS, CredentialsView.page(listed, query));
            case ListCredentials.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The same list as a file for a spreadsheet. */
    @GET
    @Path("csv")
    @Produces("text/csv; charset=utf-8")
    public Response csv(
            @QueryParam("show") @Nullable String show,
            @QueryParam("q") @Nullable String text,
            @QueryParam("nonHuman") @Nullable String nonHuman,
            @QueryParam("system") @Nullable String system,
            @QueryParam("account") @Nullable String account,
            @QueryParam("answeredBy") @Nullable String answeredBy) {
        CredentialsQuery query = CredentialsQuery.of(show, text, nonHuman, system, account, answeredBy, null);
        Caller caller = callers.current();
        return switch (listCredentials.handle(new ListCredentials.Command(caller, query.wanted(), CsvFile.FIRST))) {
            case ListCredentials.Outcome.Listed listed ->
                CredentialsCsv.file(
                                listed,
                                page -> listCredentials.handle(
                                        new ListCredentials.Command(caller, query.wanted(), page)))
                        .answer("credentials.csv");
            case ListCredentials.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}
