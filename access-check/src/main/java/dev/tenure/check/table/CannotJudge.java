package dev.tenure.check.table;

import java.util.Optional;

/** The question cannot be answered: a file or an option is wrong. The message says which, where, and what to do. */
public final class CannotJudge extends Exception {

    private static final long serialVersionUID = 1L;

    private CannotJudge(String message) {
        super(message);
    }

    /** A file is wrong. */
    public static CannotJudge file(String file, String what, String remedy) {
        return new CannotJudge(file + ": " + what + ". " + remedy + ".");
    }

    /** A line of a file is wrong; lines count from 1. */
    public static CannotJudge line(String file, long line, String what, String remedy) {
        return new CannotJudge(file + ", line " + line + ": " + what + ". " + remedy + ".");
    }

    /** An option is wrong. */
    public static CannotJudge option(String option, String what) {
        return new CannotJudge(option + ": " + what + ".");
    }

    /** The message, which is never absent. */
    public String says() {
        return Optional.ofNullable(getMessage()).orElse("");
    }
}
