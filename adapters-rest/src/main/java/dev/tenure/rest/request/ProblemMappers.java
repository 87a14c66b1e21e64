package dev.tenure.rest.request;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.tenure.application.transaction.DatabaseAwayException;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.problem.RequestRefused;
import dev.tenure.rest.problem.ScimErrors;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Every exception that leaves a resource becomes an answer without a trace of the inside. What a client did wrong is a 4xx
 * that says where; what is wrong on our side is a 500 that holds a correlation id and is logged once.
 *
 * <p>Outside the API the same exceptions become a line of text, and who is not signed in is led to the sign-in.
 */
public final class ProblemMappers {

    /** For how long a client leaves a database alone that is away. */
    private static final int AWAY_SECONDS = 5;

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String OURS = "dev.tenure.";
    private static final Set<String> PARAMETERS = Set.of("after", "limit");
    private static final String NO_TOKEN = "Bearer realm=\"tenure\"";

    /** The challenge for a token that is not accepted (RFC 6750 section 3.1). */
    static final String BAD_TOKEN = NO_TOKEN + ", error=\"invalid_token\"";

    /** A request that was refused before any use case heard of it. */
    @ServerExceptionMapper
    public Response refused(RequestRefused exception, UriInfo uri) {
        return answer(exception.problem(), uri);
    }

    /** A body of the wrong shape. Named beside the wider one, since the framework maps this one itself. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException exception, UriInfo uri) {
        return answer(JsonFlaws.problem(exception), uri);
    }

    /** A body that is not JSON, or not the one wanted. */
    @ServerExceptionMapper
    public Response json(JacksonException exception, UriInfo uri) {
        return answer(JsonFlaws.problem(exception), uri);
    }

    /** A value of ours that refused what it was made of. Any other such exception is a fault of ours. */
    @ServerExceptionMapper
    public Response value(IllegalArgumentException exception, UriInfo uri) {
        return said(exception).map(problem -> answer(problem, uri)).orElseGet(() -> internal(exception, uri));
    }

    /** What the framework found wrong with a request. */
    @ServerExceptionMapper
    public Response framework(WebApplicationException exception, UriInfo uri) {
        if (exception.getCause() instanceof JacksonException json) {
            return answer(JsonFlaws.problem(json), uri);
        }
        if (exception.getCause() instanceof IOException io) {
            return broken(io, uri);
        }
        Response given = exception.getResponse();
        int status = given.getStatus();
        if (status < 400 || given.hasEntity()) {
            return given;
        }
        return kind(status)
                .map(kind -> {
                    Response answer = answer(ProblemJson.of(kind, remedy(kind)), uri);
                    Response.ResponseBuilder withHeaders = Response.fromResponse(answer);
                    Optional.ofNullable(given.getHeaderString("Allow"))
                            .ifPresent(allow -> withHeaders.header("Allow", allow));
                    return withHeaders.build();
                })
                .orElseGet(() -> internal(exception, uri));
    }

    /** A body that broke off, or that is no text. */
    @ServerExceptionMapper
    public Response io(IOException exception, UriInfo uri) {
        return broken(exception, uri);
    }

    /** The same, out of a stream's consumer. */
    @ServerExceptionMapper
    public Response io(UncheckedIOException exception, UriInfo uri) {
        return broken(Optional.ofNullable(exception.getCause()).orElseGet(IOException::new), uri);
    }

    /** Nobody is signed in. */
    @ServerExceptionMapper
    public Uni<Response> anonymous(UnauthorizedException exception, UriInfo uri, RoutingContext http) {
        return challenge(uri, http, NO_TOKEN);
    }

    /** The token is not accepted. */
    @ServerExceptionMapper
    public Uni<Response> badToken(AuthenticationFailedException exception, UriInfo uri, RoutingContext http) {
        return challenge(uri, http, BAD_TOKEN);
    }

    /** An annotation at the edge forbids it. */
    @ServerExceptionMapper
    public Response forbidden(ForbiddenException exception, UriInfo uri) {
        return answer(
                ProblemJson.of(
                        ProblemKind.NOT_ALLOWED,
                        "your roles do not allow this: ask an administrator for one that does"),
                uri);
    }

    /** An outage: the same request is good again when it is over. */
    @ServerExceptionMapper
    public Response away(DatabaseAwayException exception, UriInfo uri) {
        LOG.warnf("request %s met a database that is away", MDC.get(CorrelationFilter.MDC_KEY));
        ProblemJson problem = ProblemJson.of(
                ProblemKind.UNAVAILABLE,
                "the database cannot be reached: repeat the request; with the same Idempotency-Key nothing is done twice");
        return Response.fromResponse(answer(problem, uri))
                .header("Retry-After", AWAY_SECONDS)
                .build();
    }

    /** Anything else is a fault of ours. */
    @ServerExceptionMapper
    public Response anything(Throwable exception, UriInfo uri) {
        return internal(exception, uri);
    }

    private static Uni<Response> challenge(UriInfo uri, RoutingContext http, String bearer) {
        if (ProblemPaths.isMachine(uri.getPath())) {
            ProblemJson problem = ProblemJson.of(
                    ProblemKind.NOT_AUTHENTICATED,
                    "Authorization: send Bearer and a valid token of the OpenID provider");
            return Uni.createFrom()
                    .item(Response.fromResponse(answer(problem, uri))
                            .header("WWW-Authenticate", bearer)
                            .build());
        }
        @Nullable HttpAuthenticator authenticator = http.get(HttpAuthenticator.class.getName());
        return authenticator == null
                ? Uni.createFrom()
                        .item(Response.status(ProblemKind.NOT_AUTHENTICATED.status())
                                .build())
                : authenticator.getChallenge(http).map(ProblemMappers::challenge);
    }

    private static Response challenge(@Nullable ChallengeData challenge) {
        if (challenge == null) {
            return Response.status(ProblemKind.NOT_AUTHENTICATED.status()).build();
        }
        Response.ResponseBuilder answer = Response.status(challenge.status);
        if (challenge.headerName != null) {
            answer.header(challenge.headerName.toString(), challenge.headerContent);
        }
        return answer.build();
    }

    private static Response broken(IOException exception, UriInfo uri) {
        if (exception instanceof JacksonException json) {
            return answer(JsonFlaws.problem(json), uri);
        }
        if (exception instanceof CharConversionException) {
            return answer(
                    ProblemJson.of(ProblemKind.MALFORMED_JSON, "the body is not UTF-8: send it in that encoding"), uri);
        }
        if ("Request too large".equals(exception.getMessage())) {
            return answer(ProblemJson.of(ProblemKind.TOO_LARGE, remedy(ProblemKind.TOO_LARGE)), uri);
        }
        // The client is gone as a rule; if it is not, it learns that its body did not come whole.
        LOG.debugf("a body broke off: %s", exception.getClass().getName());
        return answer(
                ProblemJson.of(
                        ProblemKind.INVALID_REQUEST,
                        List.of(ErrorJson.at("", "the body did not come whole: send it again"))),
                uri);
    }

    /**
     * What a value of ours said, if it was one: its own constructor threw, or a list refused a cursor. An exception of the
     * same type from anywhere else is a bug, however it is worded.
     */
    static Optional<ProblemJson> said(IllegalArgumentException exception) {
        StackTraceElement[] trace = exception.getStackTrace();
        if (trace.length == 0 || !trace[0].getClassName().startsWith(OURS)) {
            return Optional.empty();
        }
        boolean byConstructor = trace[0].getMethodName().equals("<init>");
        return Flaws.said(exception, "")
                .map(error -> {
                    String field = String.valueOf(error.pointer()).substring(1);
                    return PARAMETERS.contains(field) ? ErrorJson.in(field, error.detail()) : error;
                })
                .filter(error -> byConstructor || error.parameter() != null)
                .map(error -> ProblemJson.of(ProblemKind.INVALID_REQUEST, List.of(error)));
    }

    private static Response internal(Throwable exception, UriInfo uri) {
        // The exception's own message may hold what a person sent: its type and place are enough to find the fault.
        LOG.errorf("request %s failed: %s", MDC.get(CorrelationFilter.MDC_KEY), Trace.of(exception));
        return answer(ProblemJson.of(ProblemKind.INTERNAL), uri);
    }

    private static Response answer(ProblemJson problem, UriInfo uri) {
        if (ProblemPaths.isApi(uri.getPath())) {
            return Problems.of(problem);
        }
        if (ProblemPaths.isScim(uri.getPath())) {
            return ScimErrors.of(problem);
        }
        return Response.status(problem.status())
                .type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
                .entity(problem.title() + "\n")
                .build();
    }

    private static final Map<Integer, ProblemKind> BY_STATUS = Map.of(
            400, ProblemKind.INVALID_REQUEST,
            401, ProblemKind.NOT_AUTHENTICATED,
            403, ProblemKind.NOT_ALLOWED,
            404, ProblemKind.NOT_FOUND,
            405, ProblemKind.METHOD_NOT_ALLOWED,
            406, ProblemKind.NOT_ACCEPTABLE,
            413, ProblemKind.TOO_LARGE,
            414, ProblemKind.ADDRESS_TOO_LONG,
            415, ProblemKind.UNSUPPORTED_MEDIA_TYPE,
            431, ProblemKind.HEADERS_TOO_LARGE);

    /** The kind that stands for a status of the framework's; empty where the status is a fault of ours. */
    static Optional<ProblemKind> kind(int status) {
        if (status == ProblemKind.UNAVAILABLE.status()) {
            return Optional.of(ProblemKind.UNAVAILABLE);
        }
        ProblemKind kind = BY_STATUS.get(status);
        if (kind == null && status >= 400 && status < 500) {
            return Optional.of(ProblemKind.INVALID_REQUEST);
        }
        return Optional.ofNullable(kind);
    }

    /** What to do about what the framework refused. */
    static String remedy(ProblemKind kind) {
        return "see the API's description at /openapi for what this address takes (" + kind.slug() + ")";
    }
}
