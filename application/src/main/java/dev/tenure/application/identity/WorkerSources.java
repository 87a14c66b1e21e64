package dev.tenure.application.identity;

import java.util.SortedMap;

/**
 * Keeps the names of everything that tells of workers, so that two never share one. How each speaks is kept where it is read.
 * Every method MUST run in the caller's transaction.
 */
public interface WorkerSources {

    /**
     * Takes a name for a source, for good. MUST make another transaction that claims the name wait until this one ends.
     *
     * @return false, with nothing taken, where a source of another kind has the name
     */
    boolean claim(String name, Kind kind);

    /** Every name that was taken, with the kind of source that took it. There are a handful. */
    SortedMap<String, Kind> all();

    /** The ways in which a source speaks. */
    enum Kind {
        /** Files of workers. */
        FILE,
        /** A client of the SCIM server. */
        SCIM,
        /** Signed webhooks. */
        WEBHOOK,
        /** The product's own register of non-employees. */
        REGISTER,
        /** The product's own register of non-human identities. */
        NON_HUMAN
    }
}
