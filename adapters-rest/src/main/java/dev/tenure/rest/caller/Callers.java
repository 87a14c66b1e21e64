package dev.tenure.rest.caller;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Knows who asks in the request at hand. */
@Singleton
public final class Callers {

    private final SecurityIdentity identity;

    /** @param identity of the request at hand; its roles are named as {@link Role}, by {@link RoleAugmentor} */
    public Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * Who asks.
     *
     * @throws UnauthorizedException where nobody is signed in, or the token names no subject
     */
    public Caller current() {
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        return of(identity);
    }

    static Caller of(SecurityIdentity identity) {
        String name = identity.getPrincipal().getName();
        String subject = identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.getSubject()).orElse("")
                : Optional.ofNullable(name).orElse("");
        if (subject.isBlank()) {
            throw new UnauthorizedException();
        }
        return new Caller(
                subject,
                Optional.ofNullable(name).filter(n -> !n.isBlank()).orElse(subject),
                roles(identity.getRoles()));
    }

    private static Set<Role> roles(Set<String> names) {
        return Arrays.stream(Role.values())
                .filter(role -> names.contains(role.name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
