package dev.tenure.web.page;

import dev.tenure.domain.authorization.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses every request below {@code /ui} that changes something and does not carry the form token of this browser and
 * person. See {@code docs/adr} for why it is built like this.
 */
public class CsrfFilter {

    /** The form's field. */
    public static final String FIELD = "csrf";

    private static final String COOKIE = "tenure-forms";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final CsrfTokens tokens;
    private final CsrfNonce nonce;
    private final Callers callers;
    private final Pages pages;
    private final boolean alwaysSecure;

    /**
     * @param alwaysSecure whether cookies are for TLS alone even where this server sees none, being behind a proxy; the same
     *     setting as the session cookie's
     */
    @Inject
    public CsrfFilter(
            CsrfTokens tokens,
            CsrfNonce nonce,
            Callers callers,
            Pages pages,
            @ConfigProperty(name = "quarkus.oidc.web.authentication.cookie-force-secure", defaultValue = "true")
                    boolean alwaysSecure) {
        this.tokens = tokens;
        this.nonce = nonce;
        this.callers = callers;
        this.pages = pages;
        this.alwaysSecure = alwaysSecure;
    }

    /** Finds the browser's value, or draws one, also for requests that no page answers: their error is a page with forms. */
    @ServerRequestFilter(preMatching = true)
    public void know(ContainerRequestContext request) {
        if (!Pages.isOurs(request.getUriInfo())) {
            return;
        }
        Cookie cookie = request.getCookies().get(COOKIE);
        if (cookie != null && CsrfTokens.isNonce(cookie.getValue())) {
            nonce.known(cookie.getValue());
        } else {
            nonce.drawn(tokens.drawNonce());
        }
    }

    /** Lets the request pass, or answers it. */
    @ServerRequestFilter
    @WithFormRead
    public Optional<Response> check(ResteasyReactiveContainerRequestContext request) {
        if (!Pages.isOurs(request.getUriInfo()) || SAFE.contains(request.getMethod())) {
            return Optional.empty();
        }
        String subject = callers.find().map(Caller::subject).orElse("");
        boolean ours =
                !nonce.fresh() && sentByOurPage(request) && tokens.accepts(fieldOf(request), nonce.value(), subject);
        return ours ? Optional.empty() : Optional.of(pages.problem(Problem.FORM_NOT_OURS));
    }

    /** Gives a browser that has none a value for its tokens. */
    @ServerResponseFilter
    public void remember(ContainerRequestContext request, ContainerResponseContext response) {
        if (!Pages.isOurs(request.getUriInfo()) || !nonce.fresh()) {
            return;
        }
        boolean encrypted = "https".equals(request.getUriInfo().getRequestUri().getScheme());
        NewCookie cookie = new NewCookie.Builder(COOKIE)
                .value(nonce.value())
                .path("/ui")
                .httpOnly(true)
                .secure(alwaysSecure || encrypted)
                // Not STRICT: the way back from the identity provider would lose it and each sign-in would spoil open
                // forms.
                .sameSite(NewCookie.SameSite.LAX)
                .build();
        response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie);
    }

    /** What newer browsers say by themselves and no page can forge. Older ones say nothing; the token decides then. */
    private static boolean sentByOurPage(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        return site == null || site.equals("same-origin");
    }

    private static String fieldOf(ResteasyReactiveContainerRequestContext request) {
        ResteasyReactiveRequestContext context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return context.getFormParameter(FIELD, true, false) instanceof String text ? text : "";
    }
}
