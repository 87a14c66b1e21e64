package dev.tenure.benchmarks.database;

import dev.tenure.benchmarks.figure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that begin together and share work by its number. */
public final class Writers {

    private Writers() {}

    /** Work on the numbers from {@code from} until before {@code to}; first gets ready, then waits for the others. */
    @FunctionalInterface
    public interface Share {
        /** Works on them. */
        void work(CountDownLatch start, int from, int to) throws Exception;
    }

    /**
     * Runs it.
     *
     * @param writers how many threads
     * @param work how many pieces in all
     * @return seconds from the common start until the last has ended
     */
    public static double run(int writers, int work, Share share) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(writers + 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int from = (int) ((long) work * i / writers);
                int to = (int) ((long) work * (i + 1) / writers);
                running.add(threads.submit(() -> {
                    share.work(start, from, to);
                    return to;
                }));
            }
            // The writers get ready at their own cost, not at that of the measurement.
            while (start.getCount() > 1) {
                if (running.stream().anyMatch(Future::isDone)) {
                    break;
                }
                Thread.onSpinWait();
            }
            long began = System.nanoTime();
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
            return Figures.secondsSince(began);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a writer failed: " + e.getCause(), e);
        }
    }

    /** Says that the calling writer is ready and waits for the start. */
    public static void awaitStart(CountDownLatch start) throws InterruptedException {
        start.countDown();
        start.await();
    }
}
