package dev.tenure.rest.request;

import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.Problems;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Fills into a problem which request it was. */
@Provider
public final class ProblemFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ProblemJson problem) {
            String path = request.getUriInfo().getRequestUri().getRawPath();
            response.setEntity(
                    problem.during(path, CorrelationFilter.of(request).orElse(null)), null, Problems.PROBLEM_JSON);
            response.getHeaders().putSingle("Cache-Control", "no-store");
        }
    }
}
