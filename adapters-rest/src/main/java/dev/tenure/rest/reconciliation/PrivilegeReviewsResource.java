package dev.tenure.rest.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.privilege.ListPrivilegeReviews;
import dev.tenure.application.privilege.PrivilegeReviews;
import dev.tenure.application.privilege.ReviewPrivilege;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.reconciliation.PrivilegeReviewJson.PrivilegeReviewOrderJson;
import dev.tenure.rest.reconciliation.PrivilegeReviewJson.PrivilegeReviewPageJson;
import dev.tenure.rest.request.Bodies;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who looked at privileged accounts. */
@Path("/api/v1/privilege-reviews")
@Authenticated
@RunOnVirtualThread
@Tag(name = "accounts")
public final class PrivilegeReviewsResource {

    private final Callers callers;
    private final ListPrivilegeReviews listPrivilegeReviews;
    private final ReviewPrivilege reviewPrivilege;

    /** Takes the use cases. */
    public PrivilegeReviewsResource(
            Callers callers, ListPrivilegeReviews listPrivilegeReviews, ReviewPrivilege reviewPrivilege) {
        this.callers = callers;
        this.listPrivilegeReviews = listPrivilegeReviews;
        this.reviewPrivilege = reviewPrivilege;
    }

    /** Lists reviews. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listPrivilegeReviews",
            summary = "List who looked at privileged accounts and said that they stay",
            description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of reviews.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PrivilegeReviewPageJson.class)))
    public Response list(
            @QueryParam("system")
                    @Parameter(
                            description = "Only of accounts on this system.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String system,
            @QueryParam("account")
                    @Parameter(
                            description = "Only of this account.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String account,
            @QueryParam("by") @Parameter(description = "Only what this person said, by subject.") @Nullable String by,
            @QueryParam("from")
                    @Parameter(
                            description = "Only at that moment or later.",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @Nullable
                    String from,
            @QueryParam("to")
                    @Parameter(
                            description = "Only before that moment.",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @Nullable
                    String to,
            @QueryParam("text")
                    @Parameter(description = "Part of the account's name, without regard to case.")
                    @Nullable
                    String text,
            @QueryParam("limit")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "50"))
                    @Nullable
                    String limit,
            @QueryParam("after") @Parameter(description = "The cursor that the page before gave as next.") @Nullable
                    String after,
            @Context UriInfo uri) {
        Parameters parameters = new Parameters();
        PrivilegeReviews.Filter filter = new PrivilegeReviews.Filter(
                parameters.uuid("system", system).map(SystemId::new),
                parameters.uuid("account", account).map(AccountId::new),
                parameters.text("by", by),
                parameters.instant("from", from),
                parameters.instant("to", to),
                parameters.text("text", text));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listPrivilegeReviews.handle(new ListPrivilegeReviews.Command(callers.current(), filter, page)),
                uri.getRequestUri());
    }

    /** Says that an account stays privileged. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reviewPrivilege",
            summary = "Say that an account stays privileged",
            description =
                    "For whoever answers for the system, leads the person, or is an administrator, and never about an account of"
                            + " one's own. What you saw has to be what is held still. Each time is one more review.")
    @APIResponse(
            responseCode = "201",
            description = "It stays.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PrivilegeReviewJson.class)))
    public Response review(@Nullable PrivilegeReviewOrderJson body) {
        PrivilegeReviewOrderJson.Read order = Bodies.given(body).read();
        return render(reviewPrivilege.handle(
                new ReviewPrivilege.Command(callers.current(), order.account(), order.seen(), order.reason())));
    }

    static Response render(ListPrivilegeReviews.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListPrivilegeReviews.Outcome.Listed listed ->
                Pages.of(
                        PrivilegeReviewPageJson.of(listed.reviews()),
                        listed.reviews().next(),
                        request);
            case ListPrivilegeReviews.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }

    static Response render(ReviewPrivilege.Outcome outcome) {
        return switch (outcome) {
            case ReviewPrivilege.Outcome.Reviewed reviewed ->
                Response.status(Response.Status.CREATED)
                        .entity(PrivilegeReviewJson.of(reviewed.review()))
                        .build();
            case ReviewPrivilege.Outcome.Unknown unknown ->
                Problems.at("/account", "is no account that a target shows: copy it from the list of accounts");
            case ReviewPrivilege.Outcome.NotPrivileged plain ->
                Problems.of(ProblemKind.NOT_PRIVILEGED, "nothing makes the account privileged: nothing is to be said");
            case ReviewPrivilege.Outcome.OwnAccount own ->
                Problems.of(
                        ProblemKind.OWN_ACCOUNT,
                        "the account is yours, or of something that you answer for: somebody else decides");
            case ReviewPrivilege.Outcome.PictureChanged changed ->
                Problems.of(
                        ProblemKind.PICTURE_CHANGED,
                        "the account holds "
                                + changed.now().held().size()
                                + " privileged entitlements, not those that you saw: look at it again");
            case ReviewPrivilege.Outcome.BadReason bad ->
                Problems.at(
                        "/reason",
                        "is empty, longer than 500 characters or holds a control character: write 1 to 500 of text");
            case ReviewPrivilege.Outcome.TooMany many ->
                Problems.at("/seen", "has more entries than an account holds: list what you saw");
            case ReviewPrivilege.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}
