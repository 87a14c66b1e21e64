package dev.tenure.connector.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that somebody did with an account, or tried to, as the target's log tells it.
 *
 * @param id the target's own id of the event, so that one told twice counts once
 * @param at when, by the target's clock
 * @param what it was
 * @param by with what, as the target calls it, such as {@code password} or {@code access key}
 * @param credential the id of it, as {@link Credential#id()}; MUST NOT be a secret or a part of one
 * @param address from where, as the target tells it
 * @param region in which part of the target, where it has such
 */
public record ActivityEvent(
        String id,
        Instant at,
        What what,
        String by,
        Optional<String> credential,
        Optional<String> address,
        Optional<String> region) {

    public ActivityEvent {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: is empty");
        }
    }

    /** What somebody did. */
    public sealed interface What {

        /** Whether the target let them. */
        boolean succeeded();

        /** Somebody signed in. */
        record SignedIn() implements What {
            @Override
            public boolean succeeded() {
                return true;
            }
        }

        /** Somebody tried to sign in and was turned away. */
        record SignInFailed() implements What {
            @Override
            public boolean succeeded() {
                return false;
            }
        }

        /**
         * Somebody called the target as the account.
         *
         * @param action what was called, as the target's policies name it, such as {@code iam:CreateUser}
         * @param resource on what, as the target names it
         * @param succeeded whether the target carried it out
         */
        record Called(String action, Optional<String> resource, boolean succeeded) implements What {}
    }
}
