package dev.tenure.rest.description;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.request.CorrelationFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the description what is the same for every operation: who may call, which problems it may answer with, the
 * correlation id; and the examples, which are files so that a test holds them equal to what the API takes and gives.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Tenure",
                        version = "1",
                        description =
                                "Identity governance: who is leaving, what is late, what is proven. The API only grows;"
                                        + " problem types are stable and listed in docs/api-problems.md.",
                        license = @License(name = "Apache-2.0", identifier = "Apache-2.0")),
        components = @Components(schemas = @Schema(name = "Problem", implementation = ProblemJson.class)))
@SecurityScheme(
        securitySchemeName = ApiDescription.SCHEME,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "An access token of the OpenID provider that this installation trusts.")
public final class ApiDescription implements OASFilter {

    static final String SCHEME = "bearer";

    private static final String API = "/api/v1/";
    private static final String EXAMPLES = "examples/";
    private static final String JSON = "application/json";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** The refusals that only one operation gives, by operation. A test holds them equal to what is rendered. */
    static final Map<String, Set<ProblemKind>> OWN = Map.ofEntries(
            Map.entry(
                    "stateStep",
                    Set.of(
                            ProblemKind.CASE_ENDED,
                            ProblemKind.NOTHING_TO_STATE,
                            ProblemKind.ALREADY_STATED,
                            ProblemKind.ACCOUNT_PROTECTED,
                            ProblemKind.OWN_CASE)),
            Map.entry(
                    "decideStatement",
                    Set.of(
                            ProblemKind.ALREADY_DECIDED,
                            ProblemKind.PROPOSAL_OUTDATED,
                            ProblemKind.ACCOUNT_PROTECTED,
                            ProblemKind.SECOND_PERSON_NEEDED,
                            ProblemKind.OWN_CASE)),
            Map.entry("suspendPerson", Set.of(ProblemKind.LEAVES_ALREADY)),
            Map.entry("decideSuspension", Set.of(ProblemKind.ALREADY_DECIDED)),
            Map.entry(
                    "proposeUndo",
                    Set.of(ProblemKind.STILL_OUT, ProblemKind.NOTHING_TO_GIVE_BACK, ProblemKind.ALREADY_PROPOSED)),
            Map.entry(
                    "decideUndo",
                    Set.of(
                            ProblemKind.STILL_OUT,
                            ProblemKind.ALREADY_DECIDED,
                            ProblemKind.PROPOSAL_OUTDATED,
                            ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("proposeLegalHoldLift", Set.of(ProblemKind.ALREADY_PROPOSED, ProblemKind.ALREADY_DECIDED)),
            Map.entry("decideLegalHoldLift", Set.of(ProblemKind.NOTHING_PROPOSED, ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("handOverOwnership", Set.of(ProblemKind.NOT_WAITING, ProblemKind.OWN_CASE)),
            Map.entry("assignFinding", Set.of(ProblemKind.NOT_WAITING)),
            Map.entry(
                    "acceptFinding",
                    Set.of(ProblemKind.NOT_WAITING, ProblemKind.SECOND_PERSON_NEEDED, ProblemKind.OWN_ACCOUNT)),
            Map.entry("endFindingAcceptance", Set.of(ProblemKind.NOT_WAITING)),
            Map.entry(
                    "startWave",
                    Set.of(ProblemKind.NOT_WAITING, ProblemKind.SECOND_PERSON_NEEDED, ProblemKind.PROPOSAL_OUTDATED)),
            Map.entry("withdrawWave", Set.of(ProblemKind.NOT_WAITING, ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("giveBackAccount", Set.of(ProblemKind.NOTHING_TO_GIVE_BACK)),
            Map.entry("registerSharedSecret", Set.of(ProblemKind.NAME_TAKEN)),
            Map.entry("reviseSharedSecret", Set.of(ProblemKind.NAME_TAKEN, ProblemKind.ALREADY_DECIDED)),
            Map.entry("retireSharedSecret", Set.of(ProblemKind.NOT_WAITING)),
            Map.entry("noteSecretKnower", Set.of(ProblemKind.ALREADY_DECIDED)),
            Map.entry("strikeSecretKnower", Set.of(ProblemKind.ALREADY_DECIDED, ProblemKind.NOT_WAITING)),
            Map.entry("addSecretValue", Set.of(ProblemKind.NOT_WAITING)),
            Map.entry("confirmSecretConsumer", Set.of(ProblemKind.NOT_WAITING, ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("stateOldRevoked", Set.of(ProblemKind.NOT_WAITING)),
            Map.entry("decideOldCredential", Set.of(ProblemKind.NOT_WAITING)),
            Map.entry("decideRevocation", Set.of(ProblemKind.NOT_WAITING, ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("requestSecretDelay", Set.of(ProblemKind.NOT_WAITING)),
            Map.entry(
                    "decideSecretDelay",
                    Set.of(
                            ProblemKind.NOTHING_PROPOSED,
                            ProblemKind.PROPOSAL_OUTDATED,
                            ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("decideSuspectedLeaver", Set.of(ProblemKind.ALREADY_DECIDED)),
            Map.entry("listPrivilegedPopulation", Set.of(ProblemKind.NOT_KNOWN_THEN)),
            Map.entry("registerSystem", Set.of(ProblemKind.NAME_TAKEN)),
            Map.entry("reviseSystem", Set.of(ProblemKind.NAME_TAKEN, ProblemKind.NOT_WHILE_PROMOTED)),
            Map.entry(
                    "proposeModeChange",
                    Set.of(ProblemKind.NOT_THE_NEXT_MODE, ProblemKind.NOT_READ_WHOLE, ProblemKind.ALREADY_PROPOSED)),
            Map.entry(
                    "confirmModeChange",
                    Set.of(
                            ProblemKind.ALREADY_DECIDED,
                            ProblemKind.PROPOSAL_OUTDATED,
                            ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("rejectModeChange", Set.of(ProblemKind.ALREADY_DECIDED)),
            Map.entry("proposeProtectionRelease", Set.of(ProblemKind.NOT_PROTECTED)),
            Map.entry("releaseProtection", Set.of(ProblemKind.ALREADY_DECIDED, ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("proposeHoldRelease", Set.of(ProblemKind.NOTHING_HELD, ProblemKind.ALREADY_PROPOSED)),
            Map.entry("releaseHold", Set.of(ProblemKind.ALREADY_DECIDED, ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("rejectHoldRelease", Set.of(ProblemKind.ALREADY_DECIDED)),
            Map.entry("confirmGuardLimit", Set.of(ProblemKind.NOTHING_PROPOSED, ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("linkAccount", Set.of(ProblemKind.OWN_ACCOUNT, ProblemKind.ACCOUNT_BEING_TAKEN)),
            Map.entry(
                    "unlinkAccount",
                    Set.of(ProblemKind.OWN_ACCOUNT, ProblemKind.ACCOUNT_BEING_TAKEN, ProblemKind.NOBODYS_ACCOUNT)),
            Map.entry(
                    "reviewPrivilege",
                    Set.of(ProblemKind.NOT_PRIVILEGED, ProblemKind.PICTURE_CHANGED, ProblemKind.OWN_ACCOUNT)),
            Map.entry("endPrivilegeMark", Set.of(ProblemKind.ALREADY_DECIDED)),
            Map.entry("startWrites", Set.of(ProblemKind.NOT_STOPPED)),
            Map.entry("liftQuarantine", Set.of(ProblemKind.NOT_QUARANTINED)),
            Map.entry("retryOperation", Set.of(ProblemKind.NOT_WAITING)),
            Map.entry("configureWorkerFeed", Set.of(ProblemKind.NAME_TAKEN)),
            Map.entry("receiveWorkerSnapshot", Set.of(ProblemKind.UNREADABLE_FILE)),
            Map.entry("showSnapshotPreview", Set.of(ProblemKind.FILE_NOT_WAITING)),
            Map.entry(
                    "commitWorkerSnapshot",
                    Set.of(ProblemKind.FILE_NOT_WAITING, ProblemKind.PREVIEW_OUTDATED, ProblemKind.FILE_SUPERSEDED)),
            Map.entry("discardWorkerSnapshot", Set.of(ProblemKind.FILE_NOT_WAITING)),
            Map.entry("configureScimClient", Set.of(ProblemKind.NAME_TAKEN)),
            Map.entry("configureWebhookSource", Set.of(ProblemKind.NAME_TAKEN)),
            Map.entry("retryWebhookDelivery", Set.of(ProblemKind.NOT_WAITING)),
            Map.entry("explainException", Set.of(ProblemKind.ALREADY_EXPLAINED)),
            Map.entry(
                    "requestEngagement",
                    Set.of(ProblemKind.SPONSOR_NOT_HERE, ProblemKind.ALREADY_ENGAGED, ProblemKind.PERSON_IS_EMPLOYED)),
            Map.entry(
                    "extendEngagement",
                    Set.of(ProblemKind.SPONSOR_NOT_HERE, ProblemKind.NOT_IN_FORCE, ProblemKind.ALREADY_PROPOSED)),
            Map.entry(
                    "decideEngagement",
                    Set.of(
                            ProblemKind.SPONSOR_NOT_HERE,
                            ProblemKind.PERSON_IS_EMPLOYED,
                            ProblemKind.ALREADY_DECIDED,
                            ProblemKind.PROPOSAL_OUTDATED,
                            ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("endEngagement", Set.of(ProblemKind.NOT_IN_FORCE)),
            Map.entry(
                    "requestNonHuman",
                    Set.of(
                            ProblemKind.OWNER_NOT_HERE,
                            ProblemKind.NAME_TAKEN,
                            ProblemKind.ACCOUNT_TAKEN,
                            ProblemKind.OWN_ACCOUNT)),
            Map.entry(
                    "decideNonHuman",
                    Set.of(
                            ProblemKind.OWNER_NOT_HERE,
                            ProblemKind.ACCOUNT_TAKEN,
                            ProblemKind.OWN_ACCOUNT,
                            ProblemKind.ALREADY_DECIDED,
                            ProblemKind.PROPOSAL_OUTDATED,
                            ProblemKind.SECOND_PERSON_NEEDED)),
            Map.entry("transferNonHuman", Set.of(ProblemKind.OWNER_NOT_HERE, ProblemKind.NOT_ACTIVE)),
            Map.entry("retireNonHuman", Set.of(ProblemKind.NOT_ACTIVE)));

    @Override
    public void filterOpenAPI(OpenAPI description) {
        description
                .getComponents()
                .addHeader(
                        CorrelationFilter.HEADER,
                        OASFactory.createHeader()
                                .description("Finds the request in log and audit.")
                                .schema(text()))
                .addParameter(
                        CorrelationFilter.HEADER,
                        OASFactory.createParameter()
                                .name(CorrelationFilter.HEADER)
                                .in(Parameter.In.HEADER)
                                .description(
                                        "1 to 64 letters, digits or hyphens that stand in the answer, in the log and in the"
                                                + " audit events; a new one where left out.")
                                .schema(text().pattern("[A-Za-z0-9-]{1,64}")));
        Paths sorted = OASFactory.createPaths();
        new TreeMap<>(description.getPaths().getPathItems()).forEach((path, item) -> {
            if (path.startsWith(API)) {
                item.getOperations().values().forEach(operation -> complete(description, path, operation));
                sorted.addPathItem(path, item);
            }
        });
        description.setPaths(sorted);
    }

    private static void complete(OpenAPI description, String path, Operation operation) {
        operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME, List.of())));
        operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/" + CorrelationFilter.HEADER));
        APIResponses responses = OASFactory.createAPIResponses();
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                response.addHeader(CorrelationFilter.HEADER, correlation());
                example(operation.getOperationId() + ".response.json")
                        .ifPresent(example -> exampleIn(response.getContent(), example));
                responses.addAPIResponse(status, response);
            }
        });
        Set<ProblemKind> own = OWN.getOrDefault(operation.getOperationId(), Set.of());
        Map<Integer, Set<ProblemKind>> byStatus = new TreeMap<>();
        shared(path, operation)
                .forEach(kind -> byStatus.computeIfAbsent(kind.status(), status -> EnumSet.noneOf(ProblemKind.class))
                        .add(kind));
        own.forEach(kind -> byStatus.computeIfAbsent(kind.status(), status -> EnumSet.noneOf(ProblemKind.class))
                .add(kind));
        byStatus.forEach((status, kinds) -> responses.addAPIResponse(
                Integer.toString(status),
                Collections.disjoint(own, kinds) ? reference(description, kinds) : problem(kinds)));
        operation.setResponses(responses);
        requestExample(operation);
    }

    /** What the edge itself answers with, by what the operation takes. */
    private static Set<ProblemKind> shared(String path, Operation operation) {
        Set<ProblemKind> kinds = EnumSet.of(
                ProblemKind.INVALID_REQUEST,
                ProblemKind.NOT_AUTHENTICATED,
                ProblemKind.NOT_ALLOWED,
                ProblemKind.NOT_ACCEPTABLE,
                ProblemKind.INTERNAL,
                ProblemKind.UNAVAILABLE);
        if (path.contains("{")) {
            kinds.add(ProblemKind.NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            kinds.add(ProblemKind.TOO_LARGE);
            kinds.add(ProblemKind.UNSUPPORTED_MEDIA_TYPE);
            if (operation.getRequestBody().getContent().hasMediaType(JSON)) {
                kinds.add(ProblemKind.MALFORMED_JSON);
            }
        }
        if (has(operation, "Idempotency-Key")) {
            kinds.add(ProblemKind.IDEMPOTENCY_KEY_MISSING);
            kinds.add(ProblemKind.REQUEST_IN_PROGRESS);
            kinds.add(ProblemKind.IDEMPOTENCY_KEY_REUSED);
        }
        if (has(operation, "If-Match")) {
            kinds.add(ProblemKind.STALE_VERSION);
            kinds.add(ProblemKind.PRECONDITION_REQUIRED);
        }
        return kinds;
    }

    /** Kinds that many operations share stand once. */
    private static APIResponse reference(OpenAPI description, Set<ProblemKind> kinds) {
        String name = kinds.stream().map(ProblemKind::slug).collect(Collectors.joining("."));
        description.getComponents().addResponse(name, problem(kinds));
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
    }

    private static APIResponse problem(Set<ProblemKind> kinds) {
        MediaType media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
        kinds.forEach(
                kind -> media.addExample(kind.slug(), OASFactory.createExample().value(sample(kind))));
        return OASFactory.createAPIResponse()
                .description(kinds.stream().map(ProblemKind::title).collect(Collectors.joining("; or: ", "", ".")))
                .addHeader(CorrelationFilter.HEADER, correlation())
                .content(OASFactory.createContent().addMediaType(Problems.MEDIA_TYPE, media));
    }

    private static Header correlation() {
        return OASFactory.createHeader().ref("#/components/headers/" + CorrelationFilter.HEADER);
    }

    private static Map<String, Object> sample(ProblemKind kind) {
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("type", kind.type().toString());
        sample.put("title", kind.title());
        sample.put("status", kind.status());
        sample.put("correlationId", "0197a6e2-7d3c-7c11-9e55-0242ac120002");
        if (kind == ProblemKind.INVALID_REQUEST) {
            sample.put(
                    "errors",
                    List.of(new TreeMap<>(Map.of(
                            "parameter",
                            "limit",
                            "detail",
                            "is not between 1 and 500: write a whole number between them"))));
        }
        return sample;
    }

    private static void requestExample(Operation operation) {
        if (operation.getRequestBody() == null) {
            return;
        }
        Content content = operation.getRequestBody().getContent();
        example(operation.getOperationId() + ".request.json").ifPresent(example -> exampleIn(content, example));
        text(operation.getOperationId() + ".request.csv")
                .ifPresent(example -> content.getMediaType("text/csv").setExample(example));
    }

    private static void exampleIn(@Nullable Content content, Object example) {
        if (content != null && content.hasMediaType(JSON)) {
            content.getMediaType(JSON).setExample(example);
        }
    }

    private static boolean has(Operation operation, String header) {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .anyMatch(parameter -> header.equals(parameter.getName()));
    }

    private static org.eclipse.microprofile.openapi.models.media.Schema text() {
        return OASFactory.createSchema()
                .addType(org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.STRING);
    }

    private static Optional<Object> example(String file) {
        return text(file).map(text -> {
            try {
                return MAPPER.readValue(text, new TypeReference<Map<String, Object>>() {});
            } catch (IOException e) {
                throw new UncheckedIOException(file + " is no JSON object", e);
            }
        });
    }

    private static Optional<String> text(String file) {
        try (InputStream in = ApiDescription.class.getResourceAsStream(EXAMPLES + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
