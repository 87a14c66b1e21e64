package dev.tenure.connectors.runtime;

import dev.tenure.application.reconciliation.BackgroundCalls;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Each call on a virtual thread of its own. */
public final class VirtualThreadCalls implements BackgroundCalls {

    @Override
    public <T> Supplier<T> begin(Supplier<T> call) {
        FutureTask<T> task = new FutureTask<>(call::get);
        Thread thread = Thread.ofVirtual().name("background-call").start(task);
        return () -> end(task, thread);
    }

    /** Waits for the end in any case: a call that nobody waits for would go on beside the next attempt. */
    private static <T> T end(FutureTask<T> task, Thread thread) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                } catch (ExecutionException e) {
                    throw thrown(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof Error thrown) {
            throw thrown;
        }
        return e.getCause() instanceof RuntimeException thrown
                ? thrown
                : new IllegalStateException("a supplier throws nothing that is checked", e);
    }
}
