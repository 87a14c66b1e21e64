package dev.tenure.connector.spi;

import java.time.Instant;

/**
 * One time somebody signed in with an account or called the target as it.
 *
 * @param id the target's own id of the event, so that one told twice counts once
 * @param at when, by the target's clock
 * @param by with what, as the target calls it, such as {@code password} or {@code access key}
 */
public record SignInEvent(String id, Instant at, String by) {

    public SignInEvent {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: is empty");
        }
    }
}
