package dev.tenure.examples.htpasswd;

import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes connectors to a password file and a group file. */
public final class HtpasswdConnectorFactory implements ConnectorFactory {

    private static final ConfigurationSchema SCHEMA = new ConfigurationSchema(List.of(
            Setting.required("users", "The password file, as an absolute path."),
            Setting.absentable("groups", "The group file, as an absolute path; without it there are no groups."),
            Setting.number("pageSize", 500, "How many accounts or groups are read at a time."),
            Setting.number("cacheMinutes", 5, "How long the web server may take a password that no longer counts.")));

    private final BiFunction<Path, Optional<Path>, Storage> storages;

    /** For {@link java.util.ServiceLoader}. */
    public HtpasswdConnectorFactory() {
        this(LockedFiles::new);
    }

    /** @param storages makes what holds the files; tests put one around it that fails as planned */
    HtpasswdConnectorFactory(BiFunction<Path, Optional<Path>, Storage> storages) {
        this.storages = storages;
    }

    @Override
    public String kind() {
        return "htpasswd";
    }

    @Override
    public ConfigurationSchema schema() {
        return SCHEMA;
    }

    /** Looks at the settings only. Whether the files are there is found out when they are read. */
    @Override
    public Connector open(ConnectorConfiguration configuration) {
        Path users = path("users", configuration.required("users"));
        Optional<Path> groups = configuration.optional("groups").map(text -> path("groups", text));
        return new HtpasswdConnector(
                storages.apply(users, groups),
                groups.isPresent(),
                (int) within(configuration, "pageSize", 500, 10_000),
                Duration.ofMinutes(within(configuration, "cacheMinutes", 5, 10_000)));
    }

    private static Path path(String setting, String text) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && path.getFileName() != null) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Said below, in words for the person who fills it in.
        }
        throw new ConfigurationException(setting, "is not an absolute path of a file: write it from the root on");
    }

    private static long within(ConnectorConfiguration configuration, String setting, long fallback, long most) {
        long value = configuration.number(setting, fallback);
        if (value < 1 || value > most) {
            throw new ConfigurationException(setting, "is out of range: use 1 to " + most);
        }
        return value;
    }
}
