package dev.tenure.web.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/** Puts the browser's safety rules on every page and asset, answers to errors and redirects included. */
@ApplicationScoped
public class SecurityHeaders {

    /** No inline script or style, nothing from elsewhere, nobody frames us. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    private static final List<String> OURS = List.of("/ui", "/assets", "/webjars");

    /** Before authentication (200), so that the redirect to the identity provider has them too. */
    private static final int EARLY = 400;

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::addAtTheEnd, EARLY);
    }

    private static void addAtTheEnd(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.equals("/") || OURS.stream().anyMatch(start -> path.equals(start) || path.startsWith(start + "/"))) {
            boolean encrypted = "https".equals(context.request().scheme());
            boolean personal = path.equals("/ui") || path.startsWith("/ui/");
            context.addHeadersEndHandler(ended -> put(context.response().headers(), personal, encrypted));
        }
        context.next();
    }

    /**
     * Sets the headers.
     *
     * @param personal whether what is sent may show a person
     * @param encrypted whether it is sent over TLS
     */
    static void put(MultiMap headers, boolean personal, boolean encrypted) {
        ALWAYS.forEach(headers::set);
        if (personal) {
            headers.set("Cache-Control", "no-store");
        }
        if (encrypted) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
