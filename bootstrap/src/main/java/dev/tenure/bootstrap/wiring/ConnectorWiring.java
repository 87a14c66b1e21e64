package dev.tenure.bootstrap.wiring;

import dev.tenure.application.inventory.ConnectorJar;
import dev.tenure.application.inventory.ConnectorWatch;
import dev.tenure.application.inventory.InventoryEvents;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connectors.aws.AwsIamConnectorFactory;
import dev.tenure.connectors.aws.center.IdentityCenterConnectorFactory;
import dev.tenure.connectors.ldap.LdapConnectorFactory;
import dev.tenure.connectors.runtime.ConnectorRuntime;
import dev.tenure.connectors.runtime.DropInJars;
import dev.tenure.connectors.runtime.SecretReferences;
import dev.tenure.connectors.scim.ScimConnectorFactory;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The connectors on the class path and in the folder for jars, and where their secrets come from. A connector knows nothing of native executables, so
 * what is compiled in is registered here.
 */
@Singleton
@RegisterForReflection(
        targets = {
            LdapConnectorFactory.class,
            ScimConnectorFactory.class,
            AwsIamConnectorFactory.class,
            IdentityCenterConnectorFactory.class
        })
final class ConnectorWiring {

    private static final Logger LOG = Logger.getLogger(ConnectorWiring.class);

    /** @param directory {@code tenure.secrets.directory}: where {@code file:} references are looked up */
    @Produces
    @Singleton
    SecretReferences secretReferences(@ConfigProperty(name = "tenure.secrets.directory") Optional<Path> directory) {
        return new SecretReferences(directory, name -> Optional.ofNullable(System.getenv(name)));
    }

    /** @param directory {@code tenure.connectors.directory}: where jars with connectors are looked for at the start */
    @Produces
    @Singleton
    DropInJars dropInJars(@ConfigProperty(name = "tenure.connectors.directory") Optional<Path> directory) {
        Set<String> taken = ServiceLoader.load(ConnectorFactory.class, ConnectorWiring.class.getClassLoader()).stream()
                .map(provider -> provider.get().kind())
                .collect(Collectors.toSet());
        return directory
                .map(folder -> DropInJars.in(folder, taken))
                .orElseGet(() -> new DropInJars(List.of(), List.of()));
    }

    /** What is foreign is said at every start, in the log and in the audit log. */
    void note(@Observes StartupEvent event, DropInJars jars, Transactions transactions, InventoryEvents events) {
        for (ConnectorJar jar : jars.jars()) {
            if (jar.trouble().isPresent()) {
                LOG.errorf(
                        "connector jar %s (SHA-256 %s) is left out: %s",
                        jar.file(), jar.sha256(), jar.trouble().get());
            } else {
                LOG.infof("connector jar %s (SHA-256 %s) brings %s", jar.file(), jar.sha256(), jar.kinds());
            }
        }
        transactions.call(now -> {
            jars.jars().forEach(jar -> events.jarFound(jar, now));
            return now;
        });
    }

    @Produces
    @Singleton
    ConnectorRuntime connectorRuntime(
            DropInJars jars, Transactions transactions, SecretReferences secrets, ConnectorWatch watch) {
        return ConnectorRuntime.discovered(
                ConnectorWiring.class.getClassLoader(), jars, secrets, transactions::active, watch);
    }

    void close(@Disposes ConnectorRuntime runtime) {
        runtime.close();
    }
}
