package dev.tenure.rest;

import dev.tenure.application.lifecycle.WorkerFeeds;
import dev.tenure.application.lifecycle.WorkerFiles;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.domain.engagement.EngagementPolicy;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.files.lifecycle.FastCsvWorkerFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ports behind which there is nothing: every search finds nothing, every list is empty, and what cannot be empty fails as a
 * broken database would, with a message that must reach nobody.
 */
final class EmptyPorts {

    /** What a failure says; it stands for what a person sent. */
    static final String SECRET = "sesame";

    /** The one thing that is there: a source whose files can be sent. */
    static final WorkerFeed FEED = new WorkerFeed(
            "streamed",
            Map.of(Fact.WORKER_ID, "id", Fact.GIVEN_NAME, "first", Fact.FAMILY_NAME, "last", Fact.START_DATE, "begins"),
            ',',
            "UTF-8",
            "yyyy-MM-dd",
            ZoneId.of("UTC"),
            1);

    /** How many lines an export has. */
    static final long LINES = 100_000;

    private EmptyPorts() {}

    /** A use case on such ports. */
    static <T> T make(Class<T> type) {
        if (type == WorkerFiles.class) {
            return type.cast(new FastCsvWorkerFiles());
        }
        if (type == EngagementPolicy.class) {
            return type.cast(new EngagementPolicy(365, 180, 14));
        }
        if (type.isInterface()) {
            return type.cast(Proxy.newProxyInstance(
                    EmptyPorts.class.getClassLoader(),
                    new Class<?>[] {type},
                    (port, method, arguments) -> answer(method, arguments)));
        }
        Constructor<?> constructor = type.getConstructors()[0];
        try {
            return type.cast(constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                    .map(EmptyPorts::make)
                    .toArray()));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static long export(OutputStream out) {
        try {
            for (long line = 0; line < LINES; line++) {
                out.write("a line of the export that is long enough to fill more than one buffer\n"
                        .getBytes(StandardCharsets.US_ASCII));
            }
            return LINES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object answer(Method method, Object @Nullable [] arguments) {
        if (method.getDeclaringClass() == WorkerFeeds.class
                && arguments != null
                && FEED.name().equals(arguments[0])) {
            return Optional.of(FEED);
        }
        if (method.getName().equals("export") && arguments != null) {
            return export((OutputStream) arguments[0]);
        }
        if (method.getName().equals("call") && arguments != null) {
            return ((Function<Instant, Object>) arguments[0]).apply(Instant.parse("2026-03-02T17:00:00Z"));
        }
        Map<Class<?>, Object> nothing = Map.of(
                Optional.class,
                Optional.empty(),
                List.class,
                List.of(),
                Slice.class,
                new Slice<>(List.of(), Optional.empty()),
                boolean.class,
                false,
                String.class,
                "nothing",
                UUID.class,
                UUID.fromString("0197a6e2-7d3c-7c11-9e55-0242ac120002"),
                WorkerSnapshot.Counts.class,
                new WorkerSnapshot.Counts(2, 1, 1, 0, 0),
                RequestKeys.Claim.class,
                new RequestKeys.Claim.Fresh());
        if (method.getReturnType() == AttributeAuthority.class) {
            return AttributeAuthority.UNDECIDED;
        }
        if (method.getReturnType() == ConnectorCondition.class) {
            return ConnectorCondition.Working.WELL;
        }
        if (method.getReturnType() == Map.class) {
            return Map.of();
        }
        if (method.getReturnType() == SortedMap.class) {
            return new TreeMap<>();
        }
        if (method.getReturnType() == void.class) {
            return null;
        }
        return Optional.ofNullable(nothing.get(method.getReturnType()))
                .orElseThrow(() -> new IllegalStateException(SECRET));
    }
}
