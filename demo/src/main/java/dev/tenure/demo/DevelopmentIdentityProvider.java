package dev.tenure.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import no.nav.security.mock.oauth2.token.RequestMapping;
import no.nav.security.mock.oauth2.token.RequestMappingTokenCallback;

/**
 * An OpenID provider for development: the authorization code flow with PKCE and refresh tokens for the browser, and client
 * credentials with a {@code user} parameter for the launcher itself. It believes everybody, so it listens on the loopback
 * interface alone.
 */
final class DevelopmentIdentityProvider implements AutoCloseable {

    /** The client that the application is registered as, and the audience of every access token. */
    static final String CLIENT_ID = "tenure";

    /** Names the demo user for whom a client-credentials token speaks. */
    static final String USER_PARAMETER = "user";

    private static final String ISSUER = "tenure";
    private static final String TOKEN_TYPE = "JWT";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final MockOAuth2Server server;
    private final URI issuer;

    private DevelopmentIdentityProvider(MockOAuth2Server server, URI issuer) {
        this.server = server;
        this.issuer = issuer;
    }

    /**
     * Starts on a free port.
     *
     * @param folder where the sign-in page is written
     */
    static DevelopmentIdentityProvider start(Path folder) throws IOException {
        Path page = folder.resolve("sign-in.html");
        Files.writeString(page, SignInPage.html());
        NettyWrapper http = new NettyWrapper();
        MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(
                true,
                page.toString(),
                null,
                false,
                new OAuth2TokenProvider(),
                Set.of(new RequestMappingTokenCallback(ISSUER, tokenContents(), TOKEN_LIFE.toSeconds())),
                http));
        server.start(InetAddress.getLoopbackAddress(), 0);
        return new DevelopmentIdentityProvider(server, URI.create("http://localhost:" + http.port() + "/" + ISSUER));
    }

    /** The issuer; its discovery document is below it, at {@code /.well-known/openid-configuration}. */
    URI issuer() {
        return issuer;
    }

    /** Where tokens come from. */
    URI tokenEndpoint() {
        return URI.create(issuer + "/token");
    }

    @Override
    public void close() {
        server.shutdown();
    }

    private static List<RequestMapping> tokenContents() {
        Map<String, Object> audience = Map.of("aud", List.of(CLIENT_ID));
        List<RequestMapping> contents = new ArrayList<>();
        Arrays.stream(DemoUser.values()).forEach(user -> {
            Map<String, Object> claims = new TreeMap<>(SignInPage.claims(user));
            claims.putAll(audience);
            claims.put("sub", user.username());
            contents.add(new RequestMapping(USER_PARAMETER, user.username(), claims, TOKEN_TYPE));
        });
        // After the sign-in page the provider adds the chosen user's claims itself.
        contents.add(new RequestMapping("grant_type", "authorization_code", audience, TOKEN_TYPE));
        contents.add(new RequestMapping("grant_type", "refresh_token", audience, TOKEN_TYPE));
        return contents;
    }
}
