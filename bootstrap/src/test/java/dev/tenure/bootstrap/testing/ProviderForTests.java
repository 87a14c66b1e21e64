package dev.tenure.bootstrap.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.InetAddress;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.jspecify.annotations.Nullable;

/** Gives a Quarkus test an OpenID {@link Provider}. */
public final class ProviderForTests implements QuarkusTestResourceLifecycleManager {

    private @Nullable MockOAuth2Server server;
    private @Nullable Provider provider;

    @Override
    public Map<String, String> start() {
        MockOAuth2Server started = new MockOAuth2Server();
        started.start(InetAddress.getLoopbackAddress(), 0);
        server = started;
        Provider made = new Provider(started);
        provider = made;
        return Map.of(
                "quarkus.oidc.auth-server-url", made.issuer(),
                "quarkus.oidc.client-id", "tenure",
                "quarkus.oidc.credentials.secret", "for-tests-only");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.shutdown();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(provider, new TestInjector.AnnotatedAndMatchesType(Given.class, Provider.class));
    }
}
