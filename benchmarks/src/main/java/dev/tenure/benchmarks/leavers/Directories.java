package dev.tenure.benchmarks.leavers;

import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.ldap.directories.Ds389Manners;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.ldap.directories.Faults.Mode;
import dev.tenure.connectors.ldap.directories.NewAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Directories in this process, in each of which every worker has one account.
 *
 * <p>An account's id in the directory is the worker's id: that attribute is the one of the embedded directory that has an
 * index, as the one that workers are found by has in any directory of that size.
 */
final class Directories implements AutoCloseable {

    /** What workers are found by. */
    static final String ATTRIBUTE = "nsUniqueId";

    private static final String SECRET = "TENURE_SECRET_DIRECTORY_";

    private final List<EmbeddedDirectory> all = new ArrayList<>();

    private Directories() {}

    /**
     * Starts them.
     *
     * @param count how many
     * @param workers how many accounts each holds, of the workers from 0
     * @param writeTime how long each takes for a write
     */
    static Directories start(int count, int workers, Duration writeTime) {
        Directories directories = new Directories();
        for (int i = 0; i < count; i++) {
            EmbeddedDirectory directory =
                    EmbeddedDirectory.start(Ds389Manners.standard(), "dc=directory" + i + ",dc=example");
            directories.all.add(directory);
            for (int worker = 0; worker < workers; worker++) {
                directory.addAccount(new NewAccount(
                        "user" + worker,
                        "Given " + worker + " Family " + worker,
                        "first-password-" + worker,
                        Map.of(ATTRIBUTE, workerId(worker))));
            }
            directory.faults().slowWrites(writeTime);
        }
        return directories;
    }

    /** The id of a worker. */
    static String workerId(int worker) {
        return "worker-" + worker;
    }

    /** How many there are. */
    int count() {
        return all.size();
    }

    /** One of them. */
    EmbeddedDirectory get(int directory) {
        return all.get(directory);
    }

    /** One of them answers no search any more. All work on it begins with one. */
    void hang(int directory) {
        get(directory).faults().storm(0, Map.of(Mode.HANG_ON_READ, 1.0));
    }

    /** How many searches one of them has left without an answer. */
    int hung(int directory) {
        return get(directory).faults().fired(Mode.HANG_ON_READ);
    }

    /** The connector's settings for one of them. */
    Map<String, String> settings(int directory) {
        EmbeddedDirectory one = get(directory);
        return Map.of(
                "url", one.encryptedUrl(),
                "certificatePin", one.certificateSha256(),
                "bindDn", one.bindDn(),
                "baseDn", one.baseDn(),
                "accountBase", one.accountBase(),
                "groupBase", one.groupBase(),
                "style", "389-ds",
                "attributes", "mail " + ATTRIBUTE);
    }

    /** The variable in which the service finds the password for one of them. */
    static String variable(int directory) {
        return SECRET + directory;
    }

    /** All of these variables with their values. */
    Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            variables.put(variable(i), get(i).bindPassword());
        }
        return variables;
    }

    /** For a connector of this process to one of them. */
    ConnectorConfiguration configuration(int directory) {
        return new ConnectorConfiguration(
                settings(directory),
                Map.of("bindPassword", Secret.of(get(directory).bindPassword())));
    }

    @Override
    public void close() {
        all.forEach(EmbeddedDirectory::close);
    }
}
