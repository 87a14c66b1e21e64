package dev.tenure.rest.inspection;

import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.application.inspection.Wanted;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.caller.Callers;
import dev.tenure.rest.inspection.CredentialJson.CredentialPageJson;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.Pages;
import dev.tenure.rest.request.Parameters;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Credentials and second factors of accounts. */
@Path("/api/v1/credentials")
@Authenticated
@RunOnVirtualThread
@Tag(name = "credentials")
public final class CredentialsResource {

    private static final Set<String> KINDS = Set.of(Artefact.Kind.CREDENTIAL.label(), Artefact.Kind.MFA_METHOD.label());

    private final Callers callers;
    private final ListCredentials listCredentials;

    /** Takes the use case. */
    public CredentialsResource(Callers callers, ListCredentials listCredentials) {
        this.callers = callers;
        this.listCredentials = listCredentials;
    }

    /** Lists them. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listCredentials",
            summary = "List credentials and second factors of accounts",
            description = "As inspections of the accounts showed them, the oldest first. Of accounts that are there.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, as rel=next (RFC 8288).",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = CredentialPageJson.class)))
    public Response list(
            @QueryParam("system")
                    @Parameter(
                            description = "Only on this system.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String system,
            @QueryParam("account")
                    @Parameter(
                            description = "Only of this account.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String account,
            @QueryParam("kind")
                    @Parameter(
                            description = "Only of this kind.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"credential", "mfa-method"}))
                    @Nullable
                    String kind,
            @QueryParam("olderThan")
                    @Parameter(
                            description = "Only what is there for more days than this.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "36500"))
                    @Nullable
                    String olderThan,
            @QueryParam("idleFor")
                    @Parameter(
                            description =
                                    "Only what was neither used nor new for this many days, as far as the target tells.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "36500"))
                    @Nullable
                    String idleFor,
            @QueryParam("overdue")
                    @Parameter(
                            description = "Only credentials that are older than their system lets one become.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String overdue,
            @QueryParam("nonHuman")
                    @Parameter(
                            description = "Only of accounts that are no person's.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String nonHuman,
            @QueryParam("answeredBy")
                    @Parameter(
                            description =
                                    "Only of accounts of active non-human identities for which this person answers, by identity.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String answeredBy,
            @QueryParam("gone")
                    @Parameter(
                            description = "What is gone as well.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String gone,
            @QueryParam("text") @Parameter(description = "Part of the account's name.") @Nullable String text,
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
        Wanted wanted = new Wanted(
                parameters.uuid("system", system).map(SystemId::new),
                parameters.uuid("account", account).map(AccountId::new),
                parameters.oneOf("kind", kind, KINDS).map(CredentialsResource::kind),
                days(parameters.number("olderThan", olderThan)),
                days(parameters.number("idleFor", idleFor)),
                parameters.flag("overdue", overdue),
                parameters.flag("nonHuman", nonHuman),
                parameters.uuid("answeredBy", answeredBy).map(IdentityId::new),
                parameters.flag("gone", gone),
                parameters.text("text", text));
        PageRequest page = parameters.page(limit, after);
        parameters.refuse();
        return render(
                listCredentials.handle(new ListCredentials.Command(callers.current(), wanted, page)),
                uri.getRequestUri());
    }

    private static Artefact.Kind kind(String label) {
        return label.equals(Artefact.Kind.MFA_METHOD.label()) ? Artefact.Kind.MFA_METHOD : Artefact.Kind.CREDENTIAL;
    }

    /** Nothing is older than what a hundred years bring. */
    private static Optional<Integer> days(OptionalLong given) {
        return given.isEmpty() ? Optional.empty() : Optional.of((int) Math.min(given.getAsLong(), 36_500));
    }

    static Response render(ListCredentials.Outcome outcome, URI request) {
        return switch (outcome) {
            case ListCredentials.Outcome.Listed listed ->
                Pages.of(CredentialPageJson.of(listed), listed.items().next(), request);
            case ListCredentials.Outcome.NotAllowed refused -> Problems.notAllowed(refused.needed());
        };
    }
}
