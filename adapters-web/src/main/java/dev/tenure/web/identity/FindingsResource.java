package dev.tenure.web.identity;

import dev.tenure.application.identity.IdentityFindings;
import dev.tenure.application.identity.ListNonEmployees;
import dev.tenure.application.identity.ListUnmanaged;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.Identity;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** People of whom something is missing: somebody above who can decide, a sponsor, an end. */
@Path(FindingsResource.ADDRESS)
@Authenticated
@Produces(Pages.HTML)
public class FindingsResource {

    static final String ADDRESS = "/ui/people/findings";

    private final ListUnmanaged listUnmanaged;
    private final ListNonEmployees listNonEmployees;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public FindingsResource(
            ListUnmanaged listUnmanaged, ListNonEmployees listNonEmployees, Callers callers, Pages pages) {
        this.listUnmanaged = listUnmanaged;
        this.listNonEmployees = listNonEmployees;
        this.callers = callers;
        this.pages = pages;
    }

    /** The people above whom nobody can act. */
    @GET
    @Path("without-manager")
    public Response withoutManager(@QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listUnmanaged.handle(new ListUnmanaged.Command(caller, page))) {
            case ListUnmanaged.Outcome.Listed listed ->
                pages.show(Section.PEOPLE, page(PeopleList.WITHOUT_MANAGER, listed.identities(), caller));
            case ListUnmanaged.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Contractors and vendors' people without a sponsor, or without an end. */
    @GET
    @Path("non-employees")
    public Response nonEmployees(
            @QueryParam("missing") @Nullable String missing, @QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        boolean end = "end".equals(missing);
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listNonEmployees.handle(new ListNonEmployees.Command(
                caller, end ? IdentityFindings.Missing.END : IdentityFindings.Missing.SPONSOR, page))) {
            case ListNonEmployees.Outcome.Listed listed ->
                pages.show(
                        Section.PEOPLE,
                        page(end ? PeopleList.WITHOUT_END : PeopleList.WITHOUT_SPONSOR, listed.identities(), caller));
            case ListNonEmployees.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    static FindingPage page(PeopleList list, Slice<Identity> people, Caller caller) {
        return new FindingPage(
                list.tabs(caller),
                list,
                people.items().stream().map(PersonView::line).toList(),
                people.next().map(list::after).orElse(null));
    }
}
