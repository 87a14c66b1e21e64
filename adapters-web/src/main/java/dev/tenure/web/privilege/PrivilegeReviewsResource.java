package dev.tenure.web.privilege;

import dev.tenure.application.privilege.ListPrivilegeReviews;
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

/** Who looked at privileged accounts and said that they stay. */
@Path(PrivilegeReviewsQuery.ADDRESS)
@Authenticated
@Produces(Pages.HTML)
public class PrivilegeReviewsResource {

    private final ListPrivilegeReviews listPrivilegeReviews;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public PrivilegeReviewsResource(ListPrivilegeReviews listPrivilegeReviews, Callers callers, Pages pages) {
        this.listPrivilegeReviews = listPrivilegeReviews;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list, as the address asks for it. */
    @GET
    public Response list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("by") @Nullable String by,
            @QueryParam("system") @Nullable String system,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("after") @Nullable String after) {
        PrivilegeReviewsQuery query = PrivilegeReviewsQuery.of(text, by, system, from, to, after);
        return switch (listPrivilegeReviews.handle(
                new ListPrivilegeReviews.Command(callers.current(), query.filter(), query.page()))) {
            case ListPrivilegeReviews.Outcome.Listed listed ->
                pages.show(Section.SYSTEMS, PrivilegeReviewsView.page(listed, query));
            case ListPrivilegeReviews.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The same list as a file for a spreadsheet. */
    @GET
    @Path("csv")
    @Produces("text/csv; charset=utf-8")
    public Response csv(
            @QueryParam("q") @Nullable String text,
            @QueryParam("by") @Nullable String by,
            @QueryParam("system") @Nullable String system,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        PrivilegeReviewsQuery query = PrivilegeReviewsQuery.of(text, by, system, from, to, null);
        Caller caller = callers.current();
        return switch (listPrivilegeReviews.handle(
                new ListPrivilegeReviews.Command(caller, query.filter(), CsvFile.FIRST))) {
            case ListPrivilegeReviews.Outcome.Listed listed ->
                PrivilegeReviewsCsv.file(
                                listed,
                                page -> listPrivilegeReviews.handle(
                                        new ListPrivilegeReviews.Command(caller, query.filter(), page)))
                        .answer("privilege-reviews.csv");
            case ListPrivilegeReviews.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}
