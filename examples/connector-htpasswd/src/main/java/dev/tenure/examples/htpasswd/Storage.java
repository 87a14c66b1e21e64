package dev.tenure.examples.htpasswd;

import dev.tenure.connector.spi.Observation;

/**
 * Where the two files are. This is the only place that fails in ways of its own, so tests put one around it that fails as
 * planned; everything above it is values.
 */
interface Storage {

    /** The two files at one moment. */
    record Pair(PasswordFile users, GroupFile groups) {}

    /** What came of a write, in the distinctions that an outcome needs. */
    sealed interface Written {

        /** It is written. */
        record Done() implements Written {}

        /** Certainly nothing was written, and it will be so again until a person acts. */
        record Refused(String reason) implements Written {}

        /** Certainly nothing was written, and it is worth another try. */
        record NotNow(String reason) implements Written {}

        /** It may have been written. */
        record Unknown(String reason) implements Written {}
    }

    /** Reads both. A file that is not there is no empty one: a disk that is not mounted would make everybody gone. */
    Observation<Pair> read();

    /**
     * Replaces what differs.
     *
     * @param before what it was decided on: where the files are no longer so, nothing is written
     */
    Written write(Pair before, Pair after);
}
