package dev.tenure.rest.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.problem.ScimErrors;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the API's form what the HTTP server refuses before any resource is found: a body over the server's limit, an
 * address that cannot be decoded, a token that is refused at the door.
 */
@Singleton
public final class RouterFailures {

    private static final Logger LOG = Logger.getLogger(RouterFailures.class);

    /** Before the server's own limit, which answers without a body. */
    private static final int BEFORE_UPLOAD_LIMIT = -3;

    /** A bearer token with dots that has no header or no claims: no JSON Web Token (RFC 7519). */
    private static final Pattern WITHOUT_PARTS =
            Pattern.compile("bearer +(?=[^.]*\\.)(?![^.]+\\.[^.]+).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final ObjectMapper json;
    private final long largest;

    /**
     * @param json the one of the API
     * @param largest the server's own limit of a body, files included
     */
    public RouterFailures(
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> largest) {
        this.json = json;
        this.largest = largest.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void install(@Observes Router router) {
        router.route()
                .order(BEFORE_UPLOAD_LIMIT)
                .handler(this::checkSize)
                .handler(this::checkToken)
                .failureHandler(this::fail);
    }

    /** The OpenID extension takes a token with a dot apart before it looks whether there is anything between the dots. */
    private void checkToken(RoutingContext http) {
        String sent = http.request().getHeader("Authorization");
        if (ProblemPaths.isMachine(String.valueOf(http.request().path()))
                && sent != null
                && WITHOUT_PARTS.matcher(sent).matches()) {
            http.response().putHeader("WWW-Authenticate", ProblemMappers.BAD_TOKEN);
            answer(
                    http,
                    ProblemJson.of(
                            ProblemKind.NOT_AUTHENTICATED, ProblemMappers.remedy(ProblemKind.NOT_AUTHENTICATED)));
            return;
        }
        http.next();
    }

    private void checkSize(RoutingContext http) {
        String announced = http.request().getHeader("Content-Length");
        boolean readable = announced == null || announced.matches("[0-9]{1,18}");
        if (ProblemPaths.isMachine(String.valueOf(http.request().path()))
                && readable
                && announced != null
                && Long.parseLong(announced) > largest) {
            hangUpAfterAnswer(http);
            answer(
                    http,
                    ProblemJson.of(ProblemKind.TOO_LARGE, "the body has more than " + largest + " bytes: send less"));
            return;
        }
        http.next();
    }

    /** What follows on the wire is a body that nobody will read. HTTP/2 has no such header and ends the stream alone. */
    private static void hangUpAfterAnswer(RoutingContext http) {
        if (http.request().version() != HttpVersion.HTTP_2) {
            http.response().putHeader("Connection", "close").endHandler(ended -> {
                var unused = http.request().connection().close();
            });
        }
    }

    private void fail(RoutingContext http) {
        boolean ours = ProblemPaths.isMachine(String.valueOf(http.request().path()));
        if (!ours || http.response().ended() || http.response().headWritten()) {
            http.next();
            return;
        }
        ProblemKind kind = kind(http);
        if (kind == ProblemKind.NOT_AUTHENTICATED) {
            http.response().putHeader("WWW-Authenticate", ProblemMappers.BAD_TOKEN);
        }
        if (kind == ProblemKind.INTERNAL) {
            LOG.errorf("a request failed before any resource: %s", trace(http.failure()));
        }
        answer(
                http,
                kind == ProblemKind.INTERNAL
                        ? ProblemJson.of(kind)
                        : ProblemJson.of(kind, ProblemMappers.remedy(kind)));
    }

    /** A token that is not accepted may be refused before the resources, and so before their mappers. */
    private static ProblemKind kind(RoutingContext http) {
        Throwable failure = http.failure();
        if (failure instanceof AuthenticationFailedException
                || failure instanceof AuthenticationCompletionException
                || failure instanceof UnauthorizedException) {
            return ProblemKind.NOT_AUTHENTICATED;
        }
        if (failure instanceof ForbiddenException) {
            return ProblemKind.NOT_ALLOWED;
        }
        return ProblemMappers.kind(http.statusCode()).orElse(ProblemKind.INTERNAL);
    }

    private static String trace(@Nullable Throwable failure) {
        return failure == null ? "without an exception" : Trace.of(failure);
    }

    private void answer(RoutingContext http, ProblemJson problem) {
        String correlation = CorrelationFilter.accepted(sent(http));
        boolean scim = ProblemPaths.isScim(String.valueOf(http.request().path()));
        Object whole =
                scim ? ScimErrors.body(problem) : problem.during(http.request().path(), correlation);
        http.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", scim ? ScimErrors.MEDIA_TYPE : Problems.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .putHeader(CorrelationFilter.HEADER, correlation);
        try {
            var unused = http.response().end(Buffer.buffer(json.writeValueAsBytes(whole)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem can be written", e);
        }
    }

    private static @Nullable List<String> sent(RoutingContext http) {
        return http.request().headers().getAll(CorrelationFilter.HEADER);
    }
}
