package dev.tenure.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A problem as RFC 9457 writes it.
 *
 * @param type names the kind for good
 * @param title what it is, the same for every problem of the kind
 * @param status the HTTP status again
 * @param detail what it is this time, and what to do
 * @param instance the path that was asked for
 * @param correlationId finds everything that the request did in log and audit
 * @param errors what is wrong, place by place; absent where no place is
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem", description = "Why a request was not carried out (RFC 9457).")
public record ProblemJson(
        @Schema(description = "Names the kind of problem; listed in docs/api-problems.md.", required = true)
        URI type,

        @Schema(required = true) String title,
        @Schema(required = true) int status,
        @Nullable String detail,

        @Schema(description = "The path that was asked for.") @Nullable
        String instance,

        @Schema(description = "Finds the request in log and audit.") @Nullable
        String correlationId,

        @Nullable List<ErrorJson> errors) {

    /**
     * One thing that is wrong. Either a pointer or a parameter says where.
     *
     * @param pointer where in the body (RFC 6901); the empty pointer is the body as a whole
     * @param parameter the name of a path or query parameter or of a header
     * @param detail what is wrong and what to do
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ProblemError", description = "One thing that is wrong; pointer or parameter says where.")
    public record ErrorJson(
            @Schema(description = "JSON Pointer into the body (RFC 6901).") @Nullable
            String pointer,

            @Schema(description = "Name of a path or query parameter or of a header.") @Nullable
            String parameter,

            @Schema(required = true) String detail) {

        /** Something wrong in the body. */
        public static ErrorJson at(String pointer, String detail) {
            return new ErrorJson(pointer, null, detail);
        }

        /** Something wrong with a path or query parameter or a header. */
        public static ErrorJson in(String parameter, String detail) {
            return new ErrorJson(null, parameter, detail);
        }
    }

    /** A problem of a kind. */
    public static ProblemJson of(ProblemKind kind) {
        return new ProblemJson(kind.type(), kind.title(), kind.status(), null, null, null, null);
    }

    /** A problem of a kind with what it is this time. */
    public static ProblemJson of(ProblemKind kind, String detail) {
        return new ProblemJson(kind.type(), kind.title(), kind.status(), detail, null, null, null);
    }

    /** A problem of a kind with the places that are wrong. */
    public static ProblemJson of(ProblemKind kind, List<ErrorJson> errors) {
        return new ProblemJson(kind.type(), kind.title(), kind.status(), null, null, null, List.copyOf(errors));
    }

    /** The same problem of one request. */
    public ProblemJson during(@Nullable String path, @Nullable String correlation) {
        return new ProblemJson(type, title, status, detail, path, correlation, errors);
    }
}
