package dev.tenure.rest.problem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Problems in the form that SCIM clients read (RFC 7644 section 3.12). */
public final class ScimErrors {

    /** The media type of RFC 7644 section 8.1. */
    public static final String MEDIA_TYPE = "application/scim+json";

    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

    private ScimErrors() {}

    /** An answer with a problem. */
    public static Response of(ProblemJson problem) {
        return Response.status(problem.status())
                .type(MEDIA_TYPE)
                .entity(body(problem).toString())
                .build();
    }

    /** What stands in such an answer. */
    public static ObjectNode body(ProblemJson problem) {
        boolean unreadable = problem.type().equals(ProblemKind.MALFORMED_JSON.type());
        return body(problem.status(), unreadable ? Optional.of("invalidSyntax") : Optional.empty(), said(problem));
    }

    /**
     * An error.
     *
     * @param scimType the keyword, where one fits
     */
    public static ObjectNode body(int status, Optional<String> scimType, String detail) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putArray("schemas").add(SCHEMA);
        error.put("status", Integer.toString(status));
        scimType.ifPresent(type -> error.put("scimType", type));
        error.put("detail", detail);
        return error;
    }

    /** What a problem says, in one line. */
    public static String said(ProblemJson problem) {
        List<ProblemJson.ErrorJson> errors =
                Optional.ofNullable(problem.errors()).orElse(List.of());
        if (errors.isEmpty()) {
            return Optional.ofNullable(problem.detail()).orElse(problem.title());
        }
        ProblemJson.ErrorJson first = errors.getFirst();
        String place = Optional.ofNullable(first.pointer())
                .or(() -> Optional.ofNullable(first.parameter()))
                .filter(text -> !text.isEmpty())
                .map(text -> text + ": ")
                .orElse("");
        return place + first.detail();
    }
}
