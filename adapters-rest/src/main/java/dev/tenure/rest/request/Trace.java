package dev.tenure.rest.request;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where an exception came from, without its messages: those may quote what a person sent. */
final class Trace {

    private static final int FRAMES = 12;
    private static final int CAUSES = 5;

    private Trace() {}

    static String of(Throwable exception) {
        StringBuilder text = new StringBuilder();
        Throwable current = exception;
        for (int depth = 0; current != null && depth < CAUSES; depth++) {
            text.append(depth == 0 ? "" : "\n caused by ")
                    .append(current.getClass().getName());
            text.append(Arrays.stream(current.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "\n  at " + frame)
                    .collect(Collectors.joining()));
            current = current.getCause();
        }
        return text.toString();
    }
}
