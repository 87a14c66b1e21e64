package dev.tenure.web.page;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Says who is looking: the signed-in person, by the claims {@code sub} and {@code name} and the product's roles. */
@Singleton
public class Callers {

    private final SecurityIdentity identity;

    @Inject
    public Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * Who is signed in; empty where nobody is, and where nobody was asked: an error that stops a request before it has a
     * thread of its own is answered on the event loop, which must not wait for the session's row.
     */
    public Optional<Caller> find() {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            return Optional.empty();
        }
        return identity.isAnonymous() ? Optional.empty() : Optional.of(of(identity));
    }

    /** Who is signed in. Only for pages that nobody sees without. */
    public Caller current() {
        return find().orElseThrow(() -> new IllegalStateException("the page is not @Authenticated"));
    }

    /**
     * The caller behind an identity. Roles other than the product's own are left out.
     *
     * @throws IllegalStateException where the token names no subject: a name in its place could be somebody else's
     */
    static Caller of(SecurityIdentity identity) {
        Principal principal = identity.getPrincipal();
        String subject = principal instanceof JsonWebToken
                ? claim(principal, "sub")
                        .orElseThrow(() -> new IllegalStateException(
                                "sub: is missing in the ID token: have the provider put it there"))
                : principal.getName();
        String name = claim(principal, "name")
                .or(() -> claim(principal, "preferred_username"))
                .orElse(subject);
        return new Caller(
                subject,
                name,
                Arrays.stream(Role.values())
                        .filter(role -> identity.hasRole(role.name()))
                        .collect(Collectors.toSet()));
    }

    private static Optional<String> claim(Principal principal, String name) {
        if (!(principal instanceof JsonWebToken token)) {
            return Optional.empty();
        }
        Object value = token.getClaim(name);
        return Optional.ofNullable(value).map(Object::toString).filter(text -> !text.isBlank());
    }
}
