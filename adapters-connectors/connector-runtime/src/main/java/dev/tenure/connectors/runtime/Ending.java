package dev.tenure.connectors.runtime;

import dev.tenure.connector.spi.ConfigurationException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * How a call into foreign code ended.
 *
 * @param <T> what it answers
 */
sealed interface Ending<T> {

    /** It answered; with {@code null} it broke its contract, which the caller looks at. */
    record Answered<T>(T answer) implements Ending<T> {}

    /** It threw. */
    record Threw<T>(Throwable thrown) implements Ending<T> {}

    /** It did not answer in time, or whoever waited was interrupted. */
    record Overdue<T>() implements Ending<T> {}

    /**
     * Runs a call on a virtual thread of its own and waits for it. Where it does not end in time its thread is interrupted and
     * nobody waits any longer.
     *
     * @param loader the thread's context class loader: that of the connector
     * @param longest how long to wait
     * @param over runs when the call itself has ended, however late that is
     */
    static <T> Ending<T> of(Supplier<T> call, ClassLoader loader, Duration longest, Runnable over) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("connector").unstarted(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            try {
                answer.complete(call.get());
            } catch (Throwable thrown) {
                // A connector may bring any failure along, a missing class included: all of them are answers here.
                answer.completeExceptionally(thrown);
            } finally {
                over.run();
            }
        });
        thread.start();
        try {
            return new Answered<>(answer.get(longest.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return new Threw<>(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Overdue<>();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Overdue<>();
        }
    }

    /** Whose problem a failure is, in words. The failure's own message is left out: it may tell who somebody is. */
    static String category(Throwable thrown) {
        return switch (thrown) {
            case ConfigurationException e -> "setting " + e.setting();
            case java.io.IOException e -> "target";
            case java.io.UncheckedIOException e -> "target";
            case VirtualMachineError e -> "resources of this server";
            default -> "fault of the connector";
        };
    }

    /** What was thrown, without its message. */
    static String told(String kind, Throwable thrown) {
        return "the connector of kind " + kind + " broke off with "
                + thrown.getClass().getName() + " (" + category(thrown) + ")";
    }
}
