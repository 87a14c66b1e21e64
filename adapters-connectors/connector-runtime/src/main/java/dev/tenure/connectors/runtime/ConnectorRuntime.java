package dev.tenure.connectors.runtime;

import dev.tenure.application.inventory.ConnectorWatch;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries connectors: finds them, opens one for each system and keeps it, and holds each to its contract and to the system's
 * limits.
 *
 * <p>A system's connector is opened when it is first wanted and again when the system's configuration or one of its secrets
 * has changed; the one before is closed as soon as its calls have ended. Safe for use by many threads.
 */
public final class ConnectorRuntime implements Connectors, AutoCloseable {

    /** A container is stopped by force soon after; connections that are not closed by then are closed by the target. */
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(5);

    /** What heeds its interruption ends within moments; this is far beyond. */
    private static final Duration DEAF_AFTER = Duration.ofSeconds(30);

    private final TreeMap<String, ConnectorFactory> factories = new TreeMap<>();
    private final SecretReferences secrets;
    private final BooleanSupplier insideTransaction;
    private final ConnectorWatch watch;
    private final Duration deafAfter;
    private final ConcurrentHashMap<SystemId, Slot> slots = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * A runtime of known factories.
     *
     * @param insideTransaction whether the calling thread is in a transaction, as {@code Transactions.active()} says
     * @param watch is told how connectors behave
     * @throws IllegalArgumentException where two factories have the same kind, or one has a kind of no allowed form
     */
    public ConnectorRuntime(
            Iterable<ConnectorFactory> factories,
            SecretReferences secrets,
            BooleanSupplier insideTransaction,
            ConnectorWatch watch) {
        this(factories, secrets, insideTransaction, watch, DEAF_AFTER);
    }

    /** @param deafAfter how long a call may go on after it was interrupted */
    ConnectorRuntime(
            Iterable<ConnectorFactory> factories,
            SecretReferences secrets,
            BooleanSupplier insideTransaction,
            ConnectorWatch watch,
            Duration deafAfter) {
        for (ConnectorFactory factory : factories) {
            String kind = factory.kind();
            if (!kind.matches("[a-z][a-z0-9-]*")) {
                throw new IllegalArgumentException(
                        "kind: the connector " + factory.getClass().getName()
                                + " names one that is not lower-case letters, digits and hyphens");
            }
            ConnectorFactory other = this.factories.putIfAbsent(kind, factory);
            if (other != null) {
                throw new IllegalArgumentException(
                        "kind: " + kind + " is claimed by " + other.getClass().getName() + " and "
                                + factory.getClass().getName() + ": remove one");
            }
        }
        this.secrets = secrets;
        this.insideTransaction = insideTransaction;
        this.watch = watch;
        this.deafAfter = deafAfter;
    }

    /**
     * A runtime of every connector that {@link ServiceLoader} finds, and of those that were dropped in.
     *
     * @throws java.util.ServiceConfigurationError where one cannot be loaded: an installation that lacks a connector it
     *     should have does not start
     */
    public static ConnectorRuntime discovered(
            ClassLoader loader,
            DropInJars jars,
            SecretReferences secrets,
            BooleanSupplier insideTransaction,
            ConnectorWatch watch) {
        List<ConnectorFactory> factories = new ArrayList<>(jars.factories());
        ServiceLoader.load(ConnectorFactory.class, loader).forEach(factories::add);
        return new ConnectorRuntime(factories, secrets, insideTransaction, watch);
    }

    @Override
    public List<String> kinds() {
        return List.copyOf(factories.keySet());
    }

    @Override
    public Optional<ConfigurationSchema> schema(String kind) {
        return Optional.ofNullable(factories.get(kind)).map(ConnectorFactory::schema);
    }

    @Override
    public List<SettingProblem> problems(ConnectorSettings settings) {
        return schema(settings.kind())
                .map(schema -> SettingChecks.problems(schema, settings, secrets))
                .orElseGet(() -> List.of(new SettingProblem("kind", unknownKind())));
    }

    @Override
    public Connector of(TargetSystem system) {
        if (closed) {
            throw new IllegalStateException("the connectors are closed: the product is shutting down");
        }
        return slots.computeIfAbsent(system.id(), id -> new Slot()).connector(system);
    }

    /**
     * Closes every connector once its calls have ended, and waits for that as long as a shutdown may take. Repeating it changes
     * nothing.
     */
    @Override
    public void close() {
        closed = true;
        List<Thread> closings =
                slots.values().stream().flatMap(slot -> slot.closing().stream()).toList();
        long end = System.nanoTime() + LONGEST_SHUTDOWN.toNanos();
        try {
            for (Thread closing : closings) {
                closing.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A system's connector, and what it was opened with. */
    private record Opened(
            long version,
            ConnectorSettings settings,
            LaneLimits limits,
            Map<String, Secret> secrets,
            GuardedConnector connector) {

        boolean isFor(TargetSystem system) {
            return settings.equals(system.connector()) && limits.equals(system.limits());
        }
    }

    private final class Slot {
        private @Nullable Opened opened;

        synchronized Connector connector(TargetSystem system) {
            Opened present = opened;
            if (present != null && present.version() > system.version()) {
                return present.isFor(system)
                        ? present.connector()
                        : new SupersededConnector(present.connector().capabilities());
            }
            Map<String, Secret> resolved = resolve(system.connector());
            if (present != null && present.isFor(system) && same(present.secrets(), resolved)) {
                opened = new Opened(
                        system.version(), present.settings(), present.limits(), present.secrets(), present.connector());
                return present.connector();
            }
            GuardedConnector connector = open(system, resolved);
            opened = new Opened(system.version(), system.connector(), system.limits(), resolved, connector);
            if (present != null) {
                present.connector().close();
            }
            if (closed) {
                connector.close();
            }
            return connector;
        }

        synchronized Optional<Thread> closing() {
            return Optional.ofNullable(opened)
                    .map(present -> present.connector().closing());
        }
    }

    private Map<String, Secret> resolve(ConnectorSettings settings) {
        return settings.secretReferences().entrySet().stream()
                .filter(reference -> !reference.getValue().isBlank())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, reference -> secrets.resolve(reference.getKey(), reference.getValue())));
    }

    private static boolean same(Map<String, Secret> before, Map<String, Secret> now) {
        return before.keySet().equals(now.keySet())
                && now.entrySet().stream().allMatch(entry -> Optional.ofNullable(before.get(entry.getKey()))
                        .filter(secret ->
                                secret.reveal().equals(entry.getValue().reveal()))
                        .isPresent());
    }

    private GuardedConnector open(TargetSystem system, Map<String, Secret> resolved) {
        ConnectorSettings settings = system.connector();
        List<SettingProblem> problems = problems(settings);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(
                    problems.get(0).setting(), problems.get(0).reason());
        }
        ConnectorFactory factory = Objects.requireNonNull(factories.get(settings.kind()), "a kind without problems");
        ClassLoader loader = loaderOf(factory);
        Duration longest = system.limits().callTimeout();
        Connector connector =
                opening(system, () -> factory.open(new ConnectorConfiguration(settings.settings(), resolved)), loader);
        Capabilities capabilities;
        try {
            capabilities = opening(system, connector::capabilities, loader);
        } catch (ConfigurationException e) {
            Ending.of(
                    () -> {
                        connector.close();
                        return true;
                    },
                    loader,
                    longest,
                    () -> {});
            throw e;
        }
        return new GuardedConnector(
                system,
                connector,
                capabilities,
                new Police(resolved.values()),
                insideTransaction,
                watch,
                deafAfter,
                loader);
    }

    /** Opening reaches no target, so it answers at once or has a fault. */
    private <T> T opening(TargetSystem system, Supplier<T> step, ClassLoader loader) {
        return switch (Ending.of(step, loader, system.limits().callTimeout(), () -> {})) {
            case Ending.Answered<T> answered -> {
                if (answered.answer() == null) {
                    throw cannotOpen(system, "answered null");
                }
                yield answered.answer();
            }
            case Ending.Threw<T> threw -> {
                if (threw.thrown() instanceof ConfigurationException wrong) {
                    throw wrong;
                }
                throw cannotOpen(
                        system,
                        "broke off with " + threw.thrown().getClass().getName() + " (" + Ending.category(threw.thrown())
                                + ")");
            }
            case Ending.Overdue<T> overdue -> throw cannotOpen(system, "hangs");
        };
    }

    /** The contract lets neither happen, so it is told. Inside a transaction it is not: whoever calls it outside will find it too. */
    private ConfigurationException cannotOpen(TargetSystem system, String what) {
        if (!insideTransaction.getAsBoolean()) {
            watch.broke(system, what + " on being opened");
        }
        return new ConfigurationException(
                "kind",
                "cannot be used: the connector of kind " + system.connector().kind() + " " + what
                        + " on being opened; tell the connector's author");
    }

    private static ClassLoader loaderOf(ConnectorFactory factory) {
        if (factory instanceof DropInJars.DroppedIn droppedIn) {
            return droppedIn.loader();
        }
        return Optional.ofNullable(factory.getClass().getClassLoader()).orElseGet(ClassLoader::getSystemClassLoader);
    }

    private String unknownKind() {
        return "is not a connector of this installation: write one of " + String.join(", ", factories.keySet());
    }
}
