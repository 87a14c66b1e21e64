package dev.tenure.web.identity;

import dev.tenure.application.identity.DecideAttributeAuthority;
import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Problem;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;

/** Which source is believed about what. */
@Path(AuthorityResource.ADDRESS)
@Authenticated
@Produces(Pages.HTML)
public class AuthorityResource {

    static final String ADDRESS = "/ui/people/authority";

    private final ShowAttributeAuthority showAttributeAuthority;
    private final DecideAttributeAuthority decideAttributeAuthority;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public AuthorityResource(
            ShowAttributeAuthority showAttributeAuthority,
            DecideAttributeAuthority decideAttributeAuthority,
            Callers callers,
            Pages pages) {
        this.showAttributeAuthority = showAttributeAuthority;
        this.decideAttributeAuthority = decideAttributeAuthority;
        this.callers = callers;
        this.pages = pages;
    }

    /** What is in force. */
    @GET
    public Response show() {
        Caller caller = callers.current();
        return switch (showAttributeAuthority.handle(new ShowAttributeAuthority.Command(caller))) {
            case ShowAttributeAuthority.Outcome.Shown shown ->
                pages.show(
                        Section.PEOPLE,
                        AuthorityView.page(shown, AuthorityForm.of(shown.authority()), Optional.empty(), caller));
            case ShowAttributeAuthority.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Decides it anew. */
    @POST
    public Response decide(
            @FormParam("version") @DefaultValue("") String version,
            @FormParam("order") @DefaultValue("") String order,
            @FormParam("employment") @DefaultValue("") String employment,
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("email") @DefaultValue("") String email,
            @FormParam("department") @DefaultValue("") String department,
            @FormParam("title") @DefaultValue("") String title,
            @FormParam("manager") @DefaultValue("") String manager,
            @FormParam("location") @DefaultValue("") String location) {
        if (!version.matches("[0-9]{1,18}")) {
            return pages.problem(Problem.BAD_FORM);
        }
        AuthorityForm form = new AuthorityForm(
                Long.parseLong(version),
                order,
                Map.of(
                        Attribute.EMPLOYMENT, employment,
                        Attribute.NAME, name,
                        Attribute.EMAIL, email,
                        Attribute.DEPARTMENT, department,
                        Attribute.TITLE, title,
                        Attribute.MANAGER, manager,
                        Attribute.LOCATION, location));
        if (!form.isReadable()) {
            return pages.problem(Problem.BAD_FORM);
        }
        Optional<AttributeAuthority> wanted = form.read();
        return wanted.isPresent() ? decide(form, wanted.get()) : again(form, Optional.empty());
    }

    private Response decide(AuthorityForm form, AttributeAuthority wanted) {
        return switch (decideAttributeAuthority.handle(
                new DecideAttributeAuthority.Command(callers.current(), wanted))) {
            case DecideAttributeAuthority.Outcome.Decided decided -> pages.sendTo(ADDRESS, Notice.AUTHORITY_DECIDED);
            case DecideAttributeAuthority.Outcome.UnknownSource unknown -> again(form, Optional.of(unknown.name()));
            case DecideAttributeAuthority.Outcome.Stale stale -> pages.sendTo(ADDRESS, Notice.AUTHORITY_STALE);
            case DecideAttributeAuthority.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The form once more, with what was written in it. */
    private Response again(AuthorityForm form, Optional<String> unknown) {
        Caller caller = callers.current();
        return switch (showAttributeAuthority.handle(new ShowAttributeAuthority.Command(caller))) {
            case ShowAttributeAuthority.Outcome.Shown shown ->
                pages.showAgain(Section.PEOPLE, AuthorityView.page(shown, form, unknown, caller));
            case ShowAttributeAuthority.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}
