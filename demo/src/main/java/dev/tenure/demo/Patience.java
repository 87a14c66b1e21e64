package dev.tenure.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waiting for something that another process does, never without a bound. */
final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private Patience() {}

    /**
     * Tries until there is an answer.
     *
     * @param what named in the message when there is none in time
     * @param bound how long to go on trying
     * @throws PatienceExhaustedException when there is no answer in time
     */
    static <T> T until(String what, Duration bound, Attempt<T> attempt) throws IOException, InterruptedException {
        long started = System.nanoTime();
        while (true) {
            Optional<T> answer = attempt.make();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - started > bound.toNanos()) {
                throw new PatienceExhaustedException(what + ": not within " + bound.toSeconds() + " s");
            }
            Thread.sleep(PAUSE);
        }
    }

    /** One try. */
    @FunctionalInterface
    interface Attempt<T> {

        /** The answer, or empty for "not yet". */
        Optional<T> make() throws IOException, InterruptedException;
    }

    /** What was waited for did not come. */
    static final class PatienceExhaustedException extends IOException {

        PatienceExhaustedException(String message) {
            super(message);
        }
    }
}
