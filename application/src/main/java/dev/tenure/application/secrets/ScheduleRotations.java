package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecret;
import java.time.Duration;
import java.util.List;

/**
 * Time passes: a shared secret was used for nearly as long as it may be, though nobody left who knew it. Its rotation begins early
 * enough to be over when its time is.
 */
public final class ScheduleRotations {

    /** How many begin in one transaction. */
    static final int SHARE = 100;

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final SharedSecrets secrets;
    private final SecretRotations rotations;
    private final SecretEvents events;
    private final Duration ahead;

    /** @param ahead how long before a secret's time is over its rotation begins */
    public ScheduleRotations(
            Transactions transactions,
            Identifiers identifiers,
            SharedSecrets secrets,
            SecretRotations rotations,
            SecretEvents events,
            Duration ahead) {
        if (ahead.isNegative()) {
            throw new IllegalArgumentException("ahead: must not be negative");
        }
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.secrets = secrets;
        this.rotations = rotations;
        this.events = events;
        this.ahead = ahead;
    }

    /** Begins those that are due now, at most 100. Repeating it begins none twice. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            List<SharedSecret.Kept> aged = secrets.aged(now.plus(ahead), SHARE);
            for (SharedSecret.Kept secret : aged) {
                SecretRotation.Due due = SecretRotation.Order.aged(
                        new SecretRotationId(identifiers.next()),
                        secret.registration().id(),
                        secret.rotateBy(),
                        now);
                rotations.save(due);
                events.aged(due, now);
            }
            return new Outcome.Scheduled(aged.size(), aged.size() == SHARE);
        });
    }

    /** As of now. */
    public record Command() {}

    /** What began. */
    public sealed interface Outcome {
        /**
         * Those that were due have begun.
         *
         * @param count how many
         * @param more whether there may be more
         */
        record Scheduled(int count, boolean more) implements Outcome {}
    }
}
