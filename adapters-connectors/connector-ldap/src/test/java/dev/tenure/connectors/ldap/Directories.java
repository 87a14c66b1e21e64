package dev.tenure.connectors.ldap;

import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.ldap.directories.ActiveDirectoryManners;
import dev.tenure.connectors.ldap.directories.DirectoryManners;
import dev.tenure.connectors.ldap.directories.Ds389Manners;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.ldap.directories.OpenLdapManners;
import java.util.HashMap;
import java.util.Map;

/** Directories of each product, with the settings that fit them. */
final class Directories {

    static final String BASE = "dc=corp,dc=example";

    private Directories() {}

    static EmbeddedDirectory start(DirectoryManners manners) {
        return EmbeddedDirectory.start(manners, BASE);
    }

    static Map<String, String> settings(EmbeddedDirectory directory, String style, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "url",
                directory.url(),
                "startTls",
                "yes",
                "certificatePin",
                directory.certificateSha256(),
                "bindDn",
                directory.bindDn(),
                "baseDn",
                directory.baseDn(),
                "accountBase",
                directory.accountBase(),
                "groupBase",
                directory.groupBase(),
                "style",
                style,
                "pageSize",
                "20",
                "responseTimeoutMillis",
                "60000"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    static Connector open(EmbeddedDirectory directory, Map<String, String> settings) {
        return new LdapConnectorFactory()
                .open(new ConnectorConfiguration(
                        settings, Map.of("bindPassword", Secret.of(directory.bindPassword()))));
    }

    static <T> T seen(Observation<T> observation) {
        return switch (observation) {
            case Observation.Seen<T> s -> s.value();
            case Observation.Refused<T> r -> throw new AssertionError(r.toString());
            case Observation.Unreachable<T> u -> throw new AssertionError(u.toString());
        };
    }

    static DirectoryTarget activeDirectory() {
        EmbeddedDirectory directory = start(ActiveDirectoryManners.standard().givingValuesBy(300));
        return new DirectoryTarget(directory, settings(directory, "active-directory"), "employeeID", false);
    }

    static DirectoryTarget ds389() {
        EmbeddedDirectory directory = start(Ds389Manners.standard());
        return new DirectoryTarget(directory, settings(directory, "389-ds"), "employeeNumber", false);
    }

    static DirectoryTarget openLdap() {
        EmbeddedDirectory directory = start(OpenLdapManners.standard());
        return new DirectoryTarget(directory, settings(directory, "openldap"), "employeeNumber", true);
    }

    static DirectoryTarget generic() {
        EmbeddedDirectory directory = start(Ds389Manners.standard().notTrackingPasswordTime());
        return new DirectoryTarget(
                directory,
                settings(
                        directory,
                        "generic",
                        "idAttribute",
                        "nsUniqueId",
                        "disableAttribute",
                        "nsAccountLock",
                        "disableValue",
                        "true"),
                "employeeNumber",
                false);
    }

    static DirectoryTarget genericThatCannotDisable() {
        EmbeddedDirectory directory = start(OpenLdapManners.standard().showingPasswordHashes());
        return new DirectoryTarget(directory, settings(directory, "generic"), "employeeNumber", true);
    }
}
