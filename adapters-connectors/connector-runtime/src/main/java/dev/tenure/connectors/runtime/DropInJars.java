package dev.tenure.connectors.runtime;

import dev.tenure.application.inventory.ConnectorJar;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Connectors that an administrator put into a folder as jars. They are looked at once, when the service starts.
 *
 * <p>Each jar has a class loader of its own that sees the JDK, the connector SPI and the jar itself, so a jar brings what it
 * needs along and meets neither the product's libraries nor another jar's. What is loaded is a private copy of the file, and the
 * hash is that of the copy: whatever becomes of the file afterwards changes nothing until the next start. A jar that cannot be
 * used is reported and left out; the others and the service go on.
 *
 * @param factories what the sound jars bring
 * @param jars every jar that was found, by name, with what is wrong where something is
 */
public record DropInJars(List<ConnectorFactory> factories, List<ConnectorJar> jars) {

    private static final String SERVICE = "META-INF/services/" + ConnectorFactory.class.getName();

    /** Naming a kind and its settings reaches nothing. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    public DropInJars {
        factories = List.copyOf(factories);
        jars = List.copyOf(jars);
    }

    /**
     * Looks through a folder.
     *
     * @param taken the kinds that the installation has without it: a jar cannot replace one
     * @throws IllegalArgumentException where the folder cannot be read
     */
    public static DropInJars in(Path folder, Set<String> taken) {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "tenure.connectors.directory: cannot be read: name a folder that the service may read", e);
        }
        Set<String> kinds = new TreeSet<>(taken);
        List<ConnectorFactory> factories = new ArrayList<>();
        List<ConnectorJar> jars = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            String hash = "";
            try {
                Path copy = copy(file);
                hash = hash(copy);
                List<ConnectorFactory> found = load(copy, kinds);
                found.forEach(factory -> kinds.add(factory.kind()));
                factories.addAll(found);
                jars.add(new ConnectorJar(
                        name, hash, found.stream().map(ConnectorFactory::kind).toList(), Optional.empty()));
            } catch (IOException e) {
                jars.add(new ConnectorJar(name, hash, List.of(), Optional.of("it is no jar, or cannot be read")));
            } catch (Unusable e) {
                jars.add(new ConnectorJar(name, hash, List.of(), Optional.of(e.why)));
            }
        }
        return new DropInJars(factories, jars);
    }

    /** Why a jar is left out. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String why;

        Unusable(String why) {
            super(why);
            this.why = why;
        }
    }

    private static Path copy(Path file) throws IOException {
        Path copy = Files.createTempFile("tenure-connector-", ".jar");
        copy.toFile().deleteOnExit();
        try (var from = Files.newInputStream(file);
                var to = Files.newOutputStream(copy)) {
            from.transferTo(to);
        }
        return copy;
    }

    private static String hash(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] part = new byte[65_536];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                digest.update(part, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<ConnectorFactory> load(Path jar, Set<String> taken) throws IOException, Unusable {
        try (JarFile opened = new JarFile(jar.toFile())) {
            if (opened.getEntry(SERVICE) == null) {
                throw new Unusable("it names no connector in " + SERVICE);
            }
        }
        URL[] where = {URI.create(jar.toUri().toString()).toURL()};
        // Never closed: its connectors live as long as the service.
        ClassLoader loader = new URLClassLoader(where, new SpiAndJdk());
        List<ConnectorFactory> found = new ArrayList<>();
        Set<String> kinds = new TreeSet<>(taken);
        for (ConnectorFactory factory : foreign(loader, () -> factories(loader))) {
            String kind = foreign(loader, factory::kind);
            if (!kind.matches("[a-z][a-z0-9-]*")) {
                throw new Unusable("it names a kind that is not lower-case letters, digits and hyphens");
            }
            if (!kinds.add(kind)) {
                throw new Unusable("the kind " + kind + " is there already: remove one");
            }
            found.add(new DroppedIn(kind, foreign(loader, factory::schema), factory, loader));
        }
        return found;
    }

    private static List<ConnectorFactory> factories(ClassLoader loader) {
        List<ConnectorFactory> found = new ArrayList<>();
        ServiceLoader.load(ConnectorFactory.class, loader).forEach(found::add);
        return found;
    }

    private static <T> T foreign(ClassLoader loader, Supplier<T> call) throws Unusable {
        return switch (Ending.of(call, loader, LONGEST, () -> {})) {
            case Ending.Answered<T> answered -> {
                if (answered.answer() == null) {
                    throw new Unusable("its connector answered null");
                }
                yield answered.answer();
            }
            case Ending.Threw<T> threw ->
                throw new Unusable("its connector cannot be made: "
                        + threw.thrown().getClass().getName());
            case Ending.Overdue<T> overdue -> throw new Unusable("its connector hangs on being made");
        };
    }

    /**
     * A factory out of a jar, whose kind and settings were asked for once.
     *
     * @param loader that of the jar: the context class loader of every call
     */
    record DroppedIn(String kind, ConfigurationSchema schema, ConnectorFactory factory, ClassLoader loader)
            implements ConnectorFactory {
        @Override
        public Connector open(ConnectorConfiguration configuration) {
            return factory.open(configuration);
        }
    }

    /** Shows a jar the JDK and the SPI, and nothing else of the product or of its libraries. */
    private static final class SpiAndJdk extends ClassLoader {

        private static final String SPI = ConnectorFactory.class.getPackageName() + ".";
        private static final String NULLNESS = "org.jspecify.annotations.";

        SpiAndJdk() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(SPI) || name.startsWith(NULLNESS)) {
                return Class.forName(name, false, DropInJars.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
