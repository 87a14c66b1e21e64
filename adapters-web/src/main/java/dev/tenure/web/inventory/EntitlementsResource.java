package dev.tenure.web.inventory;

import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.ListEntitlements;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Pages;
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
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be held on a system, and of which class it is and was. */
@Path("/ui/systems/{id}/entitlements")
@Authenticated
@Produces(Pages.HTML)
public class EntitlementsResource {

    private final ShowSystem showSystem;
    private final ListEntitlements listEntitlements;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public EntitlementsResource(
            ShowSystem showSystem, ListEntitlements listEntitlements, Callers callers, Pages pages) {
        this.showSystem = showSystem;
        this.listEntitlements = listEntitlements;
        this.callers = callers;
        this.pages = pages;
    }

    /** The entitlements of a system. */
    @GET
    public Response entitlements(
            @PathParam("id") String id,
            @QueryParam("class") @Nullable String as,
            @QueryParam("after") @Nullable String after) {
        Optional<EntitlementClass> wanted = Arrays.stream(EntitlementClass.values())
                .filter(one -> one.name().equals(as))
                .findFirst();
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        Optional<SystemId> known = Query.id(id).map(SystemId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showSystem.handle(new ShowSystem.Command(caller, known.get()))) {
            case ShowSystem.Outcome.Shown shown -> page(shown.system(), wanted, page, caller);
            case ShowSystem.Outcome.Unknown unknown -> pages.unknown();
            case ShowSystem.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response page(TargetSystem system, Optional<EntitlementClass> wanted, PageRequest page, Caller caller) {
        return switch (listEntitlements.handle(new ListEntitlements.Command(caller, system.id(), wanted, page))) {
            case ListEntitlements.Outcome.Listed listed ->
                pages.show(Section.SYSTEMS, ClassesView.entitlements(system, wanted, listed));
            case ListEntitlements.Outcome.UnknownSystem unknown -> pages.unknown();
            case ListEntitlements.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}
