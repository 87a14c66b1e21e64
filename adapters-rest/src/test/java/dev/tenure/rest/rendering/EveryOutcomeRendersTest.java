package dev.tenure.rest.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.domain.authorization.Caller;
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
import dev.tenure.rest.inventory.SystemDescriptionJson;
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
import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.provisioning.GuardIndexResource;
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
import dev.tenure.rest.scim.ScimOutcomes;
import dev.tenure.rest.secrets.SecretRotationsResource;
import dev.tenure.rest.secrets.SharedSecretsResource;
import dev.tenure.rest.wave.WavesResource;
import dev.tenure.rest.webhook.HooksResource;
import dev.tenure.rest.webhook.WebhookDeliveriesResource;
import dev.tenure.rest.webhook.WebhookSourcesResource;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every outcome of every use case that a caller can reach has an answer, and the answer is the one that is written down. */
class EveryOutcomeRendersTest {

    static final List<Class<?>> RESOURCES = List.of(
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
            SuspectedLeaversResource.class,
            StatementsResource.class,
            SuspensionsResource.class,
            SourceConflictsResource.class,
            SystemsResource.class,
            WebhookDeliveriesResource.class,
            WavesResource.class,
            WebhookSourcesResource.class,
            WorkerFeedsResource.class,
            WorkerSnapshotsResource.class);

    private static final Path WRITTEN_DOWN = Path.of("src", "test", "resources", "rendering", "answers.txt");
    private static final URI REQUEST = URI.create("http://host.example/api/v1/things?text=a%20b&limit=1&after=old");
    private static final SystemDescriptionJson ASKED = new SystemDescriptionJson(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private final ObjectMapper json = ApiMapper.create();

    @Test
    void everyOutcomeHasTheAnswerThatIsWrittenDown() throws Exception {
        Set<String> answers = new TreeSet<>();
        for (Class<?> resource : WITH_SIGNED_ONES) {
            for (Method render : renderers(resource)) {
                Class<?> outcome = render.getParameterTypes()[0];
                for (Class<?> one : outcome.getPermittedSubclasses()) {
                    for (Object sample : Samples.of(one)) {
                        answers.add(outcome.getEnclosingClass().getSimpleName() + "." + one.getSimpleName() + " "
                                + render.getName() + " " + answer(render, sample));
                    }
                }
            }
        }
        for (Class<?> offering : ScimOutcomes.OFFERING) {
            for (Method render : ScimOutcomes.renderers(offering)) {
                Class<?> outcome = render.getParameterTypes()[0];
                render.setAccessible(true);
                for (Class<?> one : outcome.getPermittedSubclasses()) {
                    for (Object sample : Samples.of(one)) {
                        answers.add(outcome.getEnclosingClass().getSimpleName() + "." + one.getSimpleName() + " "
                                + render.getName() + " " + ScimOutcomes.answer(render, sample));
                    }
                }
            }
        }
        String seen = String.join("\n", answers) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(WRITTEN_DOWN, seen);
        }
        assertEquals(Files.readString(WRITTEN_DOWN), seen);
    }

    /** Nobody signs in there, so it is no resource of the API; its answers are written down all the same. */
    static final List<Class<?>> WITH_SIGNED_ONES =
            Stream.concat(RESOURCES.stream(), Stream.of(HooksResource.class)).toList();

    @Test
    void everyUseCaseThatTakesACallerIsOfferedByAResource() throws Exception {
        Set<String> offered = Stream.concat(RESOURCES.stream(), ScimOutcomes.OFFERING.stream())
                .flatMap(resource -> Arrays.stream(resource.getDeclaredConstructors()[0].getParameterTypes()))
                .map(Class::getName)
                .filter(name -> name.startsWith("dev.tenure.application."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(useCases(), offered);
    }

    @Test
    void everyOutcomeOfAnOfferedUseCaseHasARenderer() {
        Set<Class<?>> rendered = WITH_SIGNED_ONES.stream()
                .flatMap(resource -> renderers(resource).stream())
                .map(method -> method.getParameterTypes()[0])
                .collect(Collectors.toSet());
        for (Class<?> resource : WITH_SIGNED_ONES) {
            for (Class<?> parameter : resource.getConstructors()[0].getParameterTypes()) {
                Arrays.stream(parameter.getDeclaredClasses())
                        .filter(nested -> nested.getSimpleName().equals("Outcome"))
                        .forEach(outcome -> assertTrue(rendered.contains(outcome), outcome + " has no renderer"));
            }
        }
    }

    private String answer(Method render, Object outcome) throws Exception {
        Object[] arguments = Arrays.stream(render.getParameterTypes())
                .map(type -> argument(type, outcome))
                .toArray();
        Response response = (Response) Objects.requireNonNull(render.invoke(null, arguments));
        Object entity = response.getEntity();
        if (entity instanceof ProblemJson problem) {
            assertEquals(response.getStatus(), problem.status());
            assertEquals("application/problem+json", response.getMediaType().toString());
            boolean says = problem.detail() != null
                    || (problem.errors() != null && !problem.errors().isEmpty());
            // A list of setting problems may be empty in a sample, never in life.
            assertTrue(says || outcome.getClass().getSimpleName().equals("BadSettings"), outcome + " says nothing");
            return response.getStatus() + " " + problem.type().getPath().replaceFirst("/problems/", "");
        }
        assertTrue(response.getStatus() < 300, outcome + " is no problem and not well");
        checkSuccess(response, entity);
        return Integer.toString(response.getStatus());
    }

    private static Object argument(Class<?> type, Object outcome) {
        if (type == URI.class) {
            return REQUEST;
        }
        if (type == SystemDescriptionJson.class) {
            return ASKED;
        }
        return type == boolean.class ? true : outcome;
    }

    private void checkSuccess(Response response, @Nullable Object entity) throws JsonProcessingException {
        if (response.getStatus() == Response.Status.NO_CONTENT.getStatusCode()) {
            assertNull(entity);
            return;
        }
        if (entity instanceof StreamingOutput || entity instanceof String) {
            assertEquals("text/plain;charset=UTF-8", response.getMediaType().toString());
            return;
        }
        String text = json.writeValueAsString(entity);
        assertFalse(text.contains("null"), text);
        if (text.contains("\"next\"")) {
            assertEquals(
                    "</api/v1/things?text=a%20b&limit=1&after=sample>; rel=\"next\"", response.getHeaderString("Link"));
        } else {
            assertEquals("null", String.valueOf(response.getHeaderString("Link")));
        }
    }

    private static List<Method> renderers(Class<?> resource) {
        List<Method> methods = Arrays.stream(resource.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == Response.class
                        && method.getParameterCount() > 0
                        && method.getParameterTypes()[0].getSimpleName().equals("Outcome"))
                .toList();
        methods.forEach(method -> method.setAccessible(true));
        return methods;
    }

    /** Every class of the application whose command names a caller. */
    private static Set<String> useCases() throws IOException, URISyntaxException, ClassNotFoundException {
        Path origin = Path.of(ShowIdentity.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(origin)) {
            return useCases(origin);
        }
        try (FileSystem archive = FileSystems.newFileSystem(origin)) {
            return useCases(archive.getPath("/"));
        }
    }

    private static Set<String> useCases(Path root) throws IOException, ClassNotFoundException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith("$Command.class"))
                    .toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                Class<?> command = Class.forName(name);
                if (command.isRecord()
                        && Arrays.stream(command.getRecordComponents())
                                .anyMatch(part -> part.getType() == Caller.class)) {
                    names.add(command.getEnclosingClass().getName());
                }
            }
        }
        assertTrue(names.size() > 25, "only " + names.size() + " use cases were found");
        return names;
    }
}
