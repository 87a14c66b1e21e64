package dev.tenure.check.findings;

import dev.tenure.check.people.Worker;

/** Takes employed people who have no account in a system. */
@FunctionalInterface
public interface Uncovered {

    /** Takes one. */
    void worker(String system, Worker worker);
}
