package dev.tenure.web.inventory;

import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.EndPrivilegeMark;
import dev.tenure.application.reconciliation.ListPrivilegeMarks;
import dev.tenure.application.reconciliation.MarkPrivileged;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Problem;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is privileged on a system by somebody's word. */
@Path("/ui/systems/{id}/privilege")
@Authenticated
@Produces(Pages.HTML)
public class PrivilegeResource {

    private final ShowSystem showSystem;
    private final ListPrivilegeMarks listPrivilegeMarks;
    private final MarkPrivileged markPrivileged;
    private final EndPrivilegeMark endPrivilegeMark;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public PrivilegeResource(
            ShowSystem showSystem,
            ListPrivilegeMarks listPrivilegeMarks,
            MarkPrivileged markPrivileged,
            EndPrivilegeMark endPrivilegeMark,
            Callers callers,
            Pages pages) {
        this.showSystem = showSystem;
        this.listPrivilegeMarks = listPrivilegeMarks;
        this.markPrivileged = markPrivileged;
        this.endPrivilegeMark = endPrivilegeMark;
        this.callers = callers;
        this.pages = pages;
    }

    /** The marks of a system. */
    @GET
    public Response list(@PathParam("id") String id, @QueryParam("after") @Nullable String after) {
        Optional<SystemId> known = Query.id(id).map(SystemId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showSystem.handle(new ShowSystem.Command(caller, known.get()))) {
            case ShowSystem.Outcome.Shown shown ->
                withMarks(shown.system(), new PageRequest(PageRequest.USUAL, Query.after(after)), caller);
            case ShowSystem.Outcome.Unknown unknown -> pages.unknown();
            case ShowSystem.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withMarks(TargetSystem system, PageRequest page, Caller caller) {
        return switch (listPrivilegeMarks.handle(
                new ListPrivilegeMarks.Command(caller, Optional.of(system.id()), page))) {
            case ListPrivilegeMarks.Outcome.Listed listed ->
                pages.show(Section.SYSTEMS, PrivilegeView.page(system, listed.marks(), caller));
            case ListPrivilegeMarks.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Marks something. */
    @POST
    public Response mark(
            @PathParam("id") String id,
            @FormParam("thing") @DefaultValue("") String thing,
            @FormParam("native-id") @DefaultValue("") String nativeId,
            @FormParam("class") @DefaultValue("") String as,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> known = Query.id(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        // What is neither must never be taken for one of them.
        Optional<EntitlementClass> classed = Arrays.stream(EntitlementClass.values())
                .filter(one -> one.name().equals(as))
                .findFirst();
        if (classed.isEmpty() || (!thing.equals("account") && !thing.equals("entitlement"))) {
            return pages.problem(Problem.BAD_FORM);
        }
        String back = PrivilegeView.href(known.get().toString());
        return switch (markPrivileged.handle(new MarkPrivileged.Command(
                callers.current(),
                new SystemId(known.get()),
                thing.equals("account") ? PrivilegeMark.Thing.ACCOUNT : PrivilegeMark.Thing.ENTITLEMENT,
                nativeId.strip(),
                classed.get(),
                reason))) {
            case MarkPrivileged.Outcome.Marked marked -> pages.sendTo(back, Notice.MARKED);
            case MarkPrivileged.Outcome.MarkedBefore before -> pages.sendTo(back, Notice.MARKED_BEFORE);
            case MarkPrivileged.Outcome.UnknownThing unknown -> pages.sendTo(back, Notice.NOTHING_TO_MARK);
            case MarkPrivileged.Outcome.BadReason bad -> pages.sendTo(back, Notice.REASON_MISSING);
            case MarkPrivileged.Outcome.UnknownSystem unknown -> pages.unknown();
            case MarkPrivileged.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Ends a mark. */
    @POST
    @Path("{mark}/end")
    public Response end(
            @PathParam("id") String id,
            @PathParam("mark") String mark,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> known = Query.id(id);
        Optional<UUID> ending = Query.id(mark);
        if (known.isEmpty() || ending.isEmpty()) {
            return pages.unknown();
        }
        String back = PrivilegeView.href(known.get().toString());
        return switch (endPrivilegeMark.handle(new EndPrivilegeMark.Command(callers.current(), ending.get(), reason))) {
            case EndPrivilegeMark.Outcome.Ended ended -> pages.sendTo(back, Notice.MARK_ENDED);
            case EndPrivilegeMark.Outcome.AlreadyEnded before -> pages.sendTo(back, Notice.MARK_ENDED_BEFORE);
            case EndPrivilegeMark.Outcome.BadReason bad -> pages.sendTo(back, Notice.REASON_MISSING);
            case EndPrivilegeMark.Outcome.Unknown unknown -> pages.unknown();
            case EndPrivilegeMark.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}
