package dev.tenure.bootstrap.wiring;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.connectors.ldap.LdapConnectorFactory;
import dev.tenure.connectors.runtime.ConnectorRuntime;
import dev.tenure.connectors.runtime.SecretReferences;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The connectors on the class path, and where their secrets come from. A connector knows nothing of native executables, so
 * what is compiled in is registered here.
 */
@Singleton
@RegisterForReflection(targets = LdapConnectorFactory.class)
final class ConnectorWiring {

    /** @param directory {@code tenure.secrets.directory}: where {@code file:} references are looked up */
    @Produces
    @Singleton
    SecretReferences secretReferences(@ConfigProperty(name = "tenure.secrets.directory") Optional<Path> directory) {
        return new SecretReferences(directory, name -> Optional.ofNullable(System.getenv(name)));
    }

    @Produces
    @Singleton
    ConnectorRuntime connectorRuntime(Transactions transactions, SecretReferences secrets) {
        return ConnectorRuntime.discovered(ConnectorWiring.class.getClassLoader(), secrets, transactions::active);
    }

    void close(@Disposes ConnectorRuntime runtime) {
        runtime.close();
    }
}
