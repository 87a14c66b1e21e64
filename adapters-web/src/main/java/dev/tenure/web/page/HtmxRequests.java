package dev.tenure.web.page;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Tells requests by which a page refreshes a part of itself from those of a person: a script cannot follow the way to the
 * identity provider, so it gets a plain refusal and the page reloads itself as a whole.
 */
@Singleton
public class HtmxRequests implements JavaScriptRequestChecker {

    @Override
    public boolean isJavaScriptRequest(RoutingContext context) {
        return context.request().headers().contains("HX-Request");
    }
}
