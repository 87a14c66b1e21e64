package dev.tenure.check.people;

import java.util.List;

/** Whose an account is. */
public sealed interface Match {

    /** Nobody of the HR file. */
    record Nobody() implements Match {}

    /** Exactly one person. */
    record One(Worker worker) implements Match {}

    /**
     * Several, and nothing tells which.
     *
     * @param workers at least two, in the order of the file
     * @param contradiction whether one column names one and another column another
     */
    record Several(List<Worker> workers, boolean contradiction) implements Match {}
}
