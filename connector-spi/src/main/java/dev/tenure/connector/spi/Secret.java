package dev.tenure.connector.spi;

import java.util.Objects;

/**
 * A resolved secret. It does not show itself in text, logs or equality; only {@link #reveal()} gives it, at the place
 * that sends it to the target.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** Wraps a value that was just resolved or generated. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The secret itself. MUST NOT be logged, stored or put into an exception. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
