package dev.tenure.bootstrap.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says where a failure came from and not what it says. The words of a failure may hold what a row of a worker file holds, and
 * that is nothing for a log.
 */
final class Unspoken {

    private static final int DEPTH = 10;
    private static final int FRAMES = 3;

    private Unspoken() {}

    /** The kinds of the failure and its causes, each with the places it came from. */
    static String of(Throwable failure) {
        List<String> kinds = new ArrayList<>();
        Throwable one = failure;
        while (one != null && kinds.size() < DEPTH) {
            kinds.add(one.getClass().getName() + " at "
                    + Arrays.stream(one.getStackTrace())
                            .limit(FRAMES)
                            .map(StackTraceElement::toString)
                            .toList());
            one = one.getCause();
        }
        return String.join(", caused by ", kinds);
    }
}
