package dev.tenure.rest.request;

import dev.tenure.rest.problem.Flaws;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Refuses a query parameter that an operation does not have, or that stands twice. A misspelt filter that is passed over
 * would answer with everything, and somebody would take that for what they asked.
 */
@Provider
public final class KnownParameters implements ContainerRequestFilter {

    private final ResourceInfo resource;

    /** @param resource the operation that was found for the request */
    public KnownParameters(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
        if (!sent.isEmpty() && ProblemPaths.isApi(request.getUriInfo().getPath())) {
            check(sent, names(resource.getResourceMethod()));
        }
    }

    static void check(Map<String, List<String>> sent, Set<String> known) {
        Flaws flaws = new Flaws();
        for (String name : new TreeSet<>(sent.keySet())) {
            if (!known.contains(name)) {
                flaws.in(
                        name,
                        "is not known here: remove it"
                                + (known.isEmpty() ? "" : "; known are " + String.join(", ", known)));
            } else if (sent.getOrDefault(name, List.of()).size() > 1) {
                flaws.in(name, "stands twice: leave one");
            }
        }
        flaws.refuse();
    }

    static Set<String> names(Method operation) {
        return Arrays.stream(operation.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
                .map((Parameter parameter) ->
                        parameter.getAnnotation(QueryParam.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
