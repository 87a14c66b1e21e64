package dev.tenure.rest.request;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;

/** Pages of lists: the cursor stands in the body and, for clients that follow links, in a header (RFC 8288). */
public final class Pages {

    private Pages() {}

    /**
     * A page.
     *
     * @param body the page, with its {@code next}
     * @param next the cursor of what follows
     * @param request what was asked for: the link differs in {@code after} alone
     */
    public static Response of(Object body, Optional<String> next, URI request) {
        Response.ResponseBuilder answer = Response.ok(body);
        next.ifPresent(after -> answer.header("Link", link(after, request)));
        return answer.build();
    }

    /** Relative, so that neither a proxy nor a forged host header leads a client away. */
    private static String link(String after, URI request) {
        URI following = UriBuilder.fromUri(request)
                .replaceQueryParam("after", "{after}")
                .build(after);
        return "<" + following.getRawPath() + "?" + following.getRawQuery() + ">; rel=\"next\"";
    }
}
