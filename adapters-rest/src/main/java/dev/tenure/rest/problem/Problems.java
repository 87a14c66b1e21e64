package dev.tenure.rest.problem;

import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.domain.authorization.Role;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers that say no. Path and correlation id are filled in when the answer leaves. */
public final class Problems {

    /** The media type of RFC 9457 section 6.1. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The same, as JAX-RS has it. */
    public static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    private Problems() {}

    /** An answer of a kind with what it is this time. */
    public static Response of(ProblemKind kind, String detail) {
        return of(ProblemJson.of(kind, detail));
    }

    /** An answer with one thing wrong in the body. */
    public static Response at(String pointer, String detail) {
        return of(ProblemJson.of(ProblemKind.INVALID_REQUEST, List.of(ErrorJson.at(pointer, detail))));
    }

    /** An answer with settings wrong in the body, each where its name leads from the top. */
    public static Response settings(List<SettingProblem> problems) {
        return of(ProblemJson.of(
                ProblemKind.INVALID_REQUEST,
                problems.stream()
                        .map(problem -> ErrorJson.at("/" + problem.setting(), problem.reason()))
                        .toList()));
    }

    /** An answer with one thing wrong with a parameter or header. */
    public static Response in(String parameter, String detail) {
        return of(ProblemJson.of(ProblemKind.INVALID_REQUEST, List.of(ErrorJson.in(parameter, detail))));
    }

    /** An answer with a problem. */
    public static Response of(ProblemJson problem) {
        return Response.status(problem.status())
                .type(PROBLEM_JSON)
                .entity(problem)
                .build();
    }

    /** The caller holds none of the roles that may. */
    public static Response notAllowed(Set<Role> needed) {
        String roles = needed.stream()
                .sorted()
                .map(role -> role.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
        return of(ProblemKind.NOT_ALLOWED, "needs one of the roles " + roles + ": ask an administrator for it");
    }

    /** There is no such thing. */
    public static Response unknown(String what) {
        return of(ProblemKind.NOT_FOUND, "there is no such " + what + ": look for its id in the list");
    }

    /** The idempotency key was used for another request. */
    public static Response keyReused() {
        return of(
                ProblemKind.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key: was used for another request: send a new key with a new request");
    }

    /** The first request with the key has not ended. */
    public static Response inProgress() {
        return of(
                ProblemKind.REQUEST_IN_PROGRESS,
                "Idempotency-Key: the first request with this key has not ended: repeat yours later");
    }

    /**
     * Somebody changed it since.
     *
     * @param currentVersion the version it has now; 0 where there is no such thing
     */
    public static Response stale(long currentVersion) {
        if (currentVersion == 0) {
            return of(
                    ProblemKind.STALE_VERSION, "If-Match: there is none of this name: send If-None-Match: * to add it");
        }
        return Response.fromResponse(of(
                        ProblemKind.STALE_VERSION,
                        "If-Match: is not the present version: read it again, then send the new ETag"))
                .header("ETag", "\"" + currentVersion + "\"")
                .build();
    }
}
