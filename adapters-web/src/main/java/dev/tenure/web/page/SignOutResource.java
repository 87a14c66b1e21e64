package dev.tenure.web.page;

import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Ends the session. The organisation's own session at the identity provider goes on; the answer links to where it ends
 * (OpenID Connect RP-Initiated Logout 1.0 section 2), since {@code form-action 'self'} does not let a form lead there.
 */
@Path("/ui/sign-out")
@Authenticated
@Produces(Pages.HTML)
public class SignOutResource {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final OidcSession session;
    private final OidcConfigurationMetadata provider;
    private final Pages pages;

    @Inject
    public SignOutResource(OidcSession session, OidcConfigurationMetadata provider, Pages pages) {
        this.session = session;
        this.provider = provider;
        this.pages = pages;
    }

    /** Ends the session here and says where the other one ends. */
    @POST
    public Response signOut() {
        String href = providerHref();
        session.logout().await().atMost(LONGEST);
        return pages.showAlone(new SignedOutPage(href));
    }

    private @Nullable String providerHref() {
        Optional<String> end = Optional.ofNullable(provider.getEndSessionUri());
        JsonWebToken token = session.getIdToken();
        return end.map(address -> {
                    UriBuilder uri = UriBuilder.fromUri(address);
                    String raw = token.getRawToken();
                    if (raw != null) {
                        uri.queryParam("id_token_hint", raw);
                    }
                    return uri.build().toString();
                })
                .orElse(null);
    }
}
