package dev.tenure.domain.provisioning;

/** How a change comes to the blast-radius guard. */
public sealed interface Passage {

    /** As any other: it is counted, and held where the limit is reached or something is held already. */
    record Guarded() implements Passage {}

    /**
     * One named person has to be out now: it passes the limit and what is held, at once. It is counted all the same, so
     * that what was done in the window is told in full.
     *
     * @param name what names the emergency, for the audit log; without personal data
     */
    record Emergency(String name) implements Passage {
        public Emergency {
            if (name.isBlank() || name.length() > 200) {
                throw new IllegalArgumentException("name: is empty or longer than 200 characters");
            }
        }
    }
}
