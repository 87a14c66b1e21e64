package dev.tenure.rest.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.rest.audit.AuditResource;
import dev.tenure.rest.engagement.EngagementsResource;
import dev.tenure.rest.finding.FindingsResource;
import dev.tenure.rest.identity.AttributeAuthorityResource;
import dev.tenure.rest.identity.IdentitiesResource;
import dev.tenure.rest.identity.IdentityFindingsResource;
import dev.tenure.rest.identity.SourceConflictsResource;
import dev.tenure.rest.inspection.CredentialsResource;
import dev.tenure.rest.inspection.InspectionResource;
import dev.tenure.rest.inventory.ModeChangesResource;
import dev.tenure.rest.inventory.SystemsResource;
import dev.tenure.rest.lifecycle.ExceptionsResource;
import dev.tenure.rest.lifecycle.LeaverCasesResource;
import dev.tenure.rest.lifecycle.StatementsResource;
import dev.tenure.rest.lifecycle.SuspectedLeaversResource;
import dev.tenure.rest.lifecycle.SuspensionsResource;
import dev.tenure.rest.lifecycle.UndosResource;
import dev.tenure.rest.lifecycle.WorkerFeedsResource;
import dev.tenure.rest.lifecycle.WorkerSnapshotsResource;
import dev.tenure.rest.nonhuman.NonHumansResource;
import dev.tenure.rest.ownership.HandOversResource;
import dev.tenure.rest.preservation.LegalHoldsResource;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.provisioning.GuardIndexResource;
import dev.tenure.rest.provisioning.GuardJson.GuardLimitJson;
import dev.tenure.rest.provisioning.GuardsResource;
import dev.tenure.rest.provisioning.HoldReleasesResource;
import dev.tenure.rest.provisioning.HoldsResource;
import dev.tenure.rest.provisioning.OperationsResource;
import dev.tenure.rest.provisioning.StopsResource;
import dev.tenure.rest.push.PushClientsResource;
import dev.tenure.rest.reconciliation.AccountLinksResource;
import dev.tenure.rest.reconciliation.AccountsResource;
import dev.tenure.rest.reconciliation.EntitlementsResource;
import dev.tenure.rest.reconciliation.PrivilegeMarksResource;
import dev.tenure.rest.reconciliation.PrivilegeReviewsResource;
import dev.tenure.rest.reconciliation.PrivilegedAccountsResource;
import dev.tenure.rest.reconciliation.ProtectionReleasesResource;
import dev.tenure.rest.reconciliation.ReadsResource;
import dev.tenure.rest.request.ApiMapper;
import dev.tenure.rest.secrets.SecretRotationsResource;
import dev.tenure.rest.secrets.SharedSecretJson.SecretConsumerJson;
import dev.tenure.rest.secrets.SharedSecretsResource;
import dev.tenure.rest.wave.WavesResource;
import dev.tenure.rest.webhook.WebhookDeliveriesResource;
import dev.tenure.rest.webhook.WebhookSourcesResource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples of the API's description are what the API takes and gives. */
class ExamplesTest {

    private static final List<Class<?>> RESOURCES = List.of(
            AccountLinksResource.class,
            AccountsResource.class,
            AttributeAuthorityResource.class,
            AuditResource.class,
            EngagementsResource.class,
            ExceptionsResource.class,
            CredentialsResource.class,
            FindingsResource.class,
            InspectionResource.class,
            NonHumansResource.class,
            HandOversResource.class,
            IdentitiesResource.class,
            IdentityFindingsResource.class,
            LeaverCasesResource.class,
            LegalHoldsResource.class,
            SecretRotationsResource.class,
            SharedSecretsResource.class,
            UndosResource.class,
            ModeChangesResource.class,
            GuardsResource.class,
            HoldReleasesResource.class,
            HoldsResource.class,
            OperationsResource.class,
            StopsResource.class,
            GuardIndexResource.class,
            PrivilegeMarksResource.class,
            PrivilegeReviewsResource.class,
            EntitlementsResource.class,
            PrivilegedAccountsResource.class,
            ProtectionReleasesResource.class,
            PushClientsResource.class,
            ReadsResource.class,
            StatementsResource.class,
            SourceConflictsResource.class,
            SuspectedLeaversResource.class,
            SuspensionsResource.class,
            SystemsResource.class,
            WebhookDeliveriesResource.class,
            WavesResource.class,
            WebhookSourcesResource.class,
            WorkerFeedsResource.class,
            WorkerSnapshotsResource.class);

    private static final Set<ProblemKind> SHARED = Set.of(
            ProblemKind.INVALID_REQUEST,
            ProblemKind.NOT_ALLOWED,
            ProblemKind.NOT_FOUND,
            ProblemKind.REQUEST_IN_PROGRESS,
            ProblemKind.IDEMPOTENCY_KEY_REUSED,
            ProblemKind.STALE_VERSION);

    private final ObjectMapper json = ApiMapper.create();

    @Test
    void everyAnswerHasAnExampleOfItsShape() throws IOException {
        for (Method operation : operations()) {
            for (Class<?> shape : answers(operation)) {
                assertShape(id(operation) + ".response.json", shape);
            }
        }
    }

    @Test
    void everyBodyHasAnExampleOfItsShape() throws Exception {
        int bodies = 0;
        for (Method operation : operations()) {
            for (Class<?> type : operation.getParameterTypes()) {
                if (type.isRecord()) {
                    assertShape(id(operation) + ".request.json", type);
                    bodies++;
                }
            }
        }
        assertTrue(bodies >= 7, "only " + bodies + " bodies");
    }

    @Test
    void operationsHaveOneIdEach() {
        Set<String> ids = new HashSet<>();
        for (Method operation : operations()) {
            assertTrue(ids.add(id(operation)), id(operation));
            assertFalse(operation.getAnnotation(Operation.class).summary().isBlank(), id(operation));
        }
        assertTrue(ids.size() >= 38, "only " + ids.size());
    }

    @Test
    void theRefusalsOfAnOperationAreThoseThatItsUseCaseRenders() throws IOException {
        Map<String, Set<ProblemKind>> rendered = new TreeMap<>();
        try (InputStream in = ExamplesTest.class.getResourceAsStream("/rendering/answers.txt")) {
            String answers = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Matcher line = Pattern.compile("(\\w+)\\.\\w+ \\w+ \\d+ ([a-z-]+)").matcher(answers);
            while (line.find()) {
                String slug = line.group(2);
                if (isAnsweredByScim(line.group(1))) {
                    continue;
                }
                ProblemKind kind = Arrays.stream(ProblemKind.values())
                        .filter(one -> one.slug().equals(slug))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(line.group()));
                if (!SHARED.contains(kind)) {
                    String useCase = line.group(1).substring(0, 1).toLowerCase(Locale.ROOT)
                            + line.group(1).substring(1);
                    rendered.computeIfAbsent(useCase, name -> new TreeSet<>()).add(kind);
                }
            }
        }
        // Who signs is no client of the API.
        rendered.remove("receiveWebhook");
        // Two operations lead to one use case; a rejection has fewer ways to fail than a confirmation.
        Map<String, Set<ProblemKind>> described = new TreeMap<>(ApiDescription.OWN);
        assertTrue(Objects.requireNonNull(described.get("confirmModeChange"))
                .containsAll(Objects.requireNonNull(described.remove("rejectModeChange"))));
        assertTrue(Objects.requireNonNull(described.get("releaseHold"))
                .containsAll(Objects.requireNonNull(described.remove("rejectHoldRelease"))));
        assertTrue(Objects.requireNonNull(described.get("commitWorkerSnapshot"))
                .containsAll(Objects.requireNonNull(described.remove("discardWorkerSnapshot"))));
        rendered.put("commitWorkerSnapshot", Objects.requireNonNull(rendered.remove("decideWorkerSnapshot")));
        rendered.put("showSnapshotPreview", Objects.requireNonNull(rendered.remove("showPreview")));
        // To the API a pusher is a SCIM client.
        rendered.put("configureScimClient", Objects.requireNonNull(rendered.remove("configurePushClient")));
        assertEquals(rendered, described);
    }

    /** Bodies of requests may lack anything in Java, so that what is missing is said by name; the description says what must be there. */
    @Test
    void whatAnAnswerAlwaysHasIsDescribedAsRequired() {
        Set<Class<?>> shapes = new HashSet<>();
        operations().forEach(operation -> answers(operation).forEach(shape -> gather(shape, shapes)));
        assertTrue(shapes.size() > 40, "only " + shapes.size());
        for (Class<?> shape : shapes) {
            Schema schema = shape.getAnnotation(Schema.class);
            assertNotNull(schema, shape + " has no schema");
            assertNotNull(shape.getAnnotation(RegisterForReflection.class), shape + " is unknown to a native image");
            if (isSharedWithRequests(shape)) {
                continue;
            }
            Set<String> always = new TreeSet<>();
            for (RecordComponent part : shape.getRecordComponents()) {
                if (!isNullable(part)) {
                    JsonProperty other = part.getAccessor().getAnnotation(JsonProperty.class);
                    always.add(other == null ? part.getName() : other.value());
                }
            }
            assertEquals(always, new TreeSet<>(Arrays.asList(schema.requiredProperties())), shape.getName());
        }
    }

    private static boolean isSharedWithRequests(Class<?> shape) {
        return shape == GuardLimitJson.class
                || shape == SecretConsumerJson.class
                || Optional.ofNullable(shape.getEnclosingClass())
                        .filter(outer -> outer.getSimpleName().equals("SystemDescriptionJson"))
                        .isPresent();
    }

    private static boolean isNullable(RecordComponent part) {
        return part.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private void assertShape(String file, Class<?> shape) throws IOException {
        String text = example(file);
        Object read = json.readValue(text, shape);
        assertEquals(json.readTree(text), json.readTree(json.writeValueAsString(read)), file);
    }

    private static String example(String file) throws IOException {
        try (InputStream in = ApiDescription.class.getResourceAsStream("examples/" + file)) {
            assertNotNull(in, "there is no example " + file);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Method> operations() {
        List<Method> operations = new ArrayList<>();
        for (Class<?> resource : RESOURCES) {
            Arrays.stream(resource.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Operation.class))
                    .forEach(operations::add);
        }
        return operations;
    }

    private static String id(Method operation) {
        return Objects.requireNonNull(operation.getAnnotation(Operation.class)).operationId();
    }

    private static List<Class<?>> answers(Method operation) {
        return Arrays.stream(operation.getAnnotationsByType(APIResponse.class))
                .flatMap(response -> Arrays.stream(response.content()))
                .<Class<?>>map(content -> content.schema().implementation())
                .filter(Class::isRecord)
                .distinct()
                .toList();
    }

    private static void gather(Class<?> shape, Set<Class<?>> into) {
        if (!into.add(shape)) {
            return;
        }
        for (RecordComponent part : shape.getRecordComponents()) {
            AnnotatedType type = part.getAnnotatedType();
            if (part.getType().isRecord()) {
                gather(part.getType(), into);
            } else if (type instanceof AnnotatedParameterizedType generic
                    && generic.getAnnotatedActualTypeArguments()[0].getType() instanceof Class<?> inner
                    && inner.isRecord()) {
                gather(inner, into);
            }
        }
    }

    /** The SCIM server answers in a form of its own (RFC 7644 section 3.12), in which no problem has a slug. */
    private static boolean isAnsweredByScim(String useCase) {
        return (useCase.contains("Push") && !useCase.contains("PushClient")) || useCase.equals("CheckPushClient");
    }
}
