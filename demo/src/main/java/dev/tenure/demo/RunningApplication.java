package dev.tenure.demo;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The application while it serves. */
final class RunningApplication implements AutoCloseable {

    private static final Duration POLITE = Duration.ofSeconds(20);

    private final Process process;
    private final URI address;

    RunningApplication(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Where it serves, without a path. */
    URI address() {
        return address;
    }

    /** Whether its process still runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** The process itself, for whoever wants it to end otherwise than politely. */
    Process process() {
        return process;
    }

    /** Waits until the process ends, however long that is. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks the process to end, and ends it after 20 seconds. Closing twice does nothing more. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(POLITE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
