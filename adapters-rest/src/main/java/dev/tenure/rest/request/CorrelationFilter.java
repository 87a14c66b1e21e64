package dev.tenure.rest.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request one id that stands in its answer, in every log line and in every audit event it causes. A client may
 * bring its own; one that is not of the allowed form is replaced, so that nobody writes into our logs.
 */
@Provider
@PreMatching
public final class CorrelationFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /** The header, in request and answer. */
    public static final String HEADER = "X-Correlation-Id";

    /** The key in the logging context. */
    public static final String MDC_KEY = "correlationId";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9-]{1,64}");

    @Override
    public void filter(ContainerRequestContext request) {
        String id = accepted(request.getHeaders().get(HEADER));
        request.setProperty(MDC_KEY, id);
        MDC.put(MDC_KEY, id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        of(request).ifPresent(id -> response.getHeaders().putSingle(HEADER, id));
    }

    /** The id of a request that came through this filter. */
    public static Optional<String> of(ContainerRequestContext request) {
        return Optional.ofNullable(request.getProperty(MDC_KEY)).map(Object::toString);
    }

    /** The id to use: the client's where it brought exactly one of the allowed form, else a new one. */
    public static String accepted(@Nullable List<String> sent) {
        return sent != null && sent.size() == 1 && ALLOWED.matcher(sent.get(0)).matches()
                ? sent.get(0)
                : UUID.randomUUID().toString();
    }
}
