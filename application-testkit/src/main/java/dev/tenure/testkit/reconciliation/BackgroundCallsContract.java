package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.reconciliation.BackgroundCalls;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every {@link BackgroundCalls} keeps. */
public interface BackgroundCallsContract {

    /** The one to test. */
    BackgroundCalls calls();

    @Test
    default void givesWhatTheCallGave() {
        assertEquals("a page", calls().begin(() -> "a page").get());
    }

    @Test
    default void throwsWhatTheCallThrew() {
        RuntimeException broken = new IllegalStateException("broken");
        Supplier<String> begun = calls().begin(() -> {
            throw broken;
        });
        assertSame(broken, assertThrows(IllegalStateException.class, begun::get));
    }

    @Test
    default void anInterruptionReachesTheCall() {
        AtomicBoolean reached = new AtomicBoolean();
        CountDownLatch never = new CountDownLatch(1);
        Supplier<String> begun = calls().begin(() -> {
            try {
                never.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                reached.set(true);
                Thread.currentThread().interrupt();
            }
            return "cut off";
        });
        Thread.currentThread().interrupt();
        assertEquals("cut off", begun.get());
        assertTrue(Thread.interrupted(), "whoever waited is still interrupted");
        assertTrue(reached.get());
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
