package dev.tenure.bootstrap.testing;

import dev.tenure.domain.authorization.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** An OpenID provider that gives out whatever token a test wants. */
public final class Provider {

    private static final String ISSUER = "tenure";
    private static final String AUDIENCE = "tenure";
    private static final long AN_HOUR = 3600;

    private final MockOAuth2Server server;

    Provider(MockOAuth2Server server) {
        this.server = server;
    }

    /** A good token. */
    public String token(String subject, Role... roles) {
        return token(subject, AUDIENCE, AN_HOUR, roles);
    }

    /** A token that ran out an hour ago. */
    public String expiredToken(String subject, Role... roles) {
        return token(subject, AUDIENCE, -AN_HOUR, roles);
    }

    /** A token that was meant for somebody else. */
    public String tokenForAnotherAudience(String subject, Role... roles) {
        return token(subject, "another-service", AN_HOUR, roles);
    }

    /** A good token whose signature is that of another one. */
    public String forgedToken(String subject, Role... roles) {
        String real = token(subject, roles);
        String other = token("somebody-else");
        return real.substring(0, real.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }

    private String token(String subject, String audience, long seconds, Role... roles) {
        return server.issueToken(ISSUER, subject, audience, claims(subject, roles), seconds)
                .serialize();
    }

    /** The next browser that signs in is this person's. */
    public void nextSignInIs(String subject, Role... roles) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(
                ISSUER, subject, "JWT", List.of(AUDIENCE), claims(subject, roles), AN_HOUR));
    }

    private static Map<String, Object> claims(String subject, Role... roles) {
        List<String> groups = Arrays.stream(roles)
                .map(role -> "tenure-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return Map.of("groups", groups, "preferred_username", "sample " + subject);
    }

    String issuer() {
        return server.issuerUrl(ISSUER).toString();
    }
}
