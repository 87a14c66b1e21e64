package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.rest.caller.Callers;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every SCIM request goes through: who asks, what was sent, where the server is, how it answers. */
@Singleton
final class ScimRequests {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Callers callers;
    private final ObjectMapper json;
    private final Optional<String> base;

    /**
     * @param json the API's reader
     * @param base the address that clients know the server by; empty for that of each request
     */
    ScimRequests(
            Callers callers, ObjectMapper json, @ConfigProperty(name = "tenure.scim.base-url") Optional<URI> base) {
        this.callers = callers;
        this.json = json;
        this.base = base.map(URI::toString).map(ScimRequests::withoutSlash);
    }

    Caller caller() {
        return callers.current();
    }

    /** The address that locations begin with. */
    String base(UriInfo uri) {
        return base.orElseGet(() -> withoutSlash(uri.getBaseUri().toString()) + "/scim/v2");
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    /** How one resource is to be shown. */
    ScimView view(UriInfo uri) {
        MultivaluedMap<String, String> parameters = uri.getQueryParameters();
        return new ScimView(
                base(uri),
                Optional.ofNullable(parameters.getFirst("attributes")).filter(text -> !text.isBlank()),
                Optional.ofNullable(parameters.getFirst("excludedAttributes")).filter(text -> !text.isBlank()));
    }

    /** The body. Who may not push is told so whatever the body is, so the caller is known by then. */
    JsonNode body(InputStream body) throws IOException {
        return ScimMessages.read(json, body);
    }

    /** An id in an address; one that is none names nothing. */
    static UUID id(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw ScimProblem.of(404, "there is no such resource, or it is another client's")
                    .refused();
        }
        return UUID.fromString(text);
    }

    /** Answers, with a refusal as an error. */
    static Response respond(Supplier<ScimAnswer> work) {
        ScimAnswer answer;
        try {
            answer = work.get();
        } catch (ScimRefused refused) {
            answer = ScimAnswer.problem(refused.problem());
        }
        return response(answer);
    }

    static Response response(ScimAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.body().ifPresent(body -> response.entity(body.toString()));
        answer.version().ifPresent(version -> response.header("ETag", version));
        if (answer.status() == 201) {
            answer.location().ifPresent(location -> response.location(URI.create(location)));
        } else if (answer.status() < 300) {
            answer.location().ifPresent(location -> response.header("Content-Location", location));
        }
        if (answer.status() >= 400) {
            response.type(ScimMessages.MEDIA_TYPE);
        }
        return response.build();
    }
}
