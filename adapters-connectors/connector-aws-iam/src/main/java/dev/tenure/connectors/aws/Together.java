package dev.tenure.connectors.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same with several things, so many at the same time, and tells what came of each in their order. */
final class Together {

    /** What is done with each. */
    @FunctionalInterface
    interface Doing<A, R> {
        R with(A thing) throws Trouble;
    }

    /**
     * What came of one.
     *
     * @param result empty where there is trouble
     */
    record Done<A, R>(A thing, Optional<R> result, Optional<Trouble> trouble) {

        /** The result. */
        R orThrow() throws Trouble {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            return result.orElseThrow();
        }
    }

    private Together() {}

    static <A, R> List<Done<A, R>> each(List<A> things, int most, Doing<A, R> doing) throws Trouble {
        List<Done<A, R>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                most, Thread.ofVirtual().name("aws account").factory())) {
            List<Future<Done<A, R>>> begun = threads.invokeAll(
                    things.stream().map(thing -> call(thing, doing)).toList());
            for (Future<Done<A, R>> one : begun) {
                done.add(one.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.unreachable("the call was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an account was not read, by a mistake of ours", e);
        }
        return done;
    }

    private static <A, R> Callable<Done<A, R>> call(A thing, Doing<A, R> doing) {
        return () -> {
            try {
                return new Done<>(thing, Optional.of(doing.with(thing)), Optional.empty());
            } catch (Trouble e) {
                return new Done<>(thing, Optional.empty(), Optional.of(e));
            }
        };
    }
}
