package dev.tenure.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was started and has to be stopped, the last first. It may be closed while something is still being started, as on
 * Ctrl-C; what comes late is then stopped at once. Safe for many threads.
 */
final class OpenThings implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /** Takes responsibility for what was just started. */
    synchronized <T extends AutoCloseable> T keep(T started) {
        opened.push(started);
        if (closed) {
            close();
        }
        return started;
    }

    /** Stops everything. What cannot be stopped is said and the rest is stopped all the same. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.err.println("tenure: something of the demo could not be stopped: " + e);
            }
        }
    }
}
