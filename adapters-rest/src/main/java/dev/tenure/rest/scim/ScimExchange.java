package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.domain.authorization.Caller;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HTTP around the resources of one type. Who may not push learns that and nothing else, whatever they sent. */
final class ScimExchange {

    private final ScimRequests requests;
    private final ScimResources resources;
    private final ScimAdmission admission;

    ScimExchange(ScimRequests requests, ScimResources resources, ScimAdmission admission) {
        this.requests = requests;
        this.resources = resources;
        this.admission = admission;
    }

    private interface Work {
        ScimAnswer of(Caller caller) throws IOException;
    }

    private Response admitted(Work work) throws IOException {
        try {
            return ScimRequests.response(work.of(admission.admitted(requests.caller())));
        } catch (ScimRefused refused) {
            return ScimRequests.response(ScimAnswer.problem(refused.problem()));
        }
    }

    Response list(UriInfo uri) {
        return ScimRequests.respond(() -> resources.list(
                admission.admitted(requests.caller()), ScimQuery.of(uri.getQueryParameters()), requests.base(uri)));
    }

    Response search(UriInfo uri, InputStream body) throws IOException {
        return admitted(caller -> resources.list(caller, ScimQuery.of(requests.body(body)), requests.base(uri)));
    }

    Response create(UriInfo uri, InputStream body) throws IOException {
        return admitted(caller -> resources.create(caller, requests.body(body), requests.view(uri)));
    }

    Response show(UriInfo uri, String id, Optional<String> has) {
        return ScimRequests.respond(() -> {
            Caller caller = admission.admitted(requests.caller());
            ScimAnswer answer = resources.show(caller, ScimRequests.id(id), requests.view(uri));
            return answer.version()
                    .filter(version -> ScimVersions.hasTag(has, version))
                    .map(version -> new ScimAnswer(304, Optional.empty(), Optional.empty(), Optional.of(version)))
                    .orElse(answer);
        });
    }

    Response replace(UriInfo uri, String id, @Nullable String expected, InputStream body) throws IOException {
        return admitted(caller -> {
            JsonNode sent = requests.body(body);
            return resources.replace(
                    caller, ScimRequests.id(id), ScimVersions.expected(expected), sent, requests.view(uri));
        });
    }

    Response patch(UriInfo uri, String id, @Nullable String expected, InputStream body) throws IOException {
        return admitted(caller -> {
            JsonNode sent = requests.body(body);
            return resources.patch(
                    caller, ScimRequests.id(id), ScimVersions.expected(expected), sent, requests.view(uri));
        });
    }

    Response delete(String id, @Nullable String expected) {
        return ScimRequests.respond(() -> resources.delete(
                admission.admitted(requests.caller()), ScimRequests.id(id), ScimVersions.expected(expected)));
    }
}
