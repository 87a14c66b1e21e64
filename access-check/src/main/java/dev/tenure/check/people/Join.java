package dev.tenure.check.people;

import java.util.Optional;

/** By what an account is matched with a person, the most certain first. */
public enum Join {
    WORKER_ID("worker-id"),
    EMAIL("email"),
    USERNAME("username"),
    /** The user name is what stands before the @ of the person's address. */
    LOCAL_PART("local-part"),
    NAME("name");

    private final String label;

    Join(String label) {
        this.label = label;
    }

    /** The name in options and messages. */
    public String label() {
        return label;
    }

    /** The join of a name. */
    public static Optional<Join> of(String label) {
        for (Join join : values()) {
            if (join.label.equals(label)) {
                return Optional.of(join);
            }
        }
        return Optional.empty();
    }
}
