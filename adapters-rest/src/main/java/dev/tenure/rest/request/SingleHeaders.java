package dev.tenure.rest.request;

import dev.tenure.rest.problem.Flaws;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Refuses a request that brings a header of ours twice. The framework would take the first and something between the client
 * and us perhaps the other: nobody could say which request was repeated, or which version was meant.
 */
@Provider
public final class SingleHeaders implements ContainerRequestFilter {

    private static final List<String> OURS = List.of("Idempotency-Key", "If-Match", "If-None-Match");

    @Override
    public void filter(ContainerRequestContext request) {
        if (ProblemPaths.isApi(request.getUriInfo().getPath())) {
            check(request.getHeaders());
        }
    }

    static void check(MultivaluedMap<String, String> headers) {
        Flaws flaws = new Flaws();
        for (String name : OURS) {
            List<String> sent = headers.get(name);
            if (sent != null && sent.size() > 1) {
                flaws.in(name, "stands twice: send it once");
            }
        }
        flaws.refuse();
    }
}
