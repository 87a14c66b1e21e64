package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.secrets.SecretRotation;
import java.util.List;

/**
 * Time passes: a shared secret that a leaver knew was not rotated by when it had to be. That is told once for each time that was
 * missed, the policy's and what two people agreed to. The rotation stays open, and the leaver's case has an exception.
 */
public final class FlagOverdueRotations {

    /** How many are told in one transaction. */
    static final int SHARE = 100;

    private final Transactions transactions;
    private final SecretRotations rotations;
    private final RotationDesk desk;

    public FlagOverdueRotations(Transactions transactions, SecretRotations rotations, RotationDesk desk) {
        this.transactions = transactions;
        this.rotations = rotations;
        this.desk = desk;
    }

    /** Tells of those that are overdue now, at most 100. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            List<SecretRotation.Ongoing> overdue = rotations.overdue(now, SHARE);
            for (SecretRotation.Ongoing rotation : overdue) {
                desk.overdue(rotation, now);
            }
            return new Outcome.Flagged(overdue.size(), overdue.size() == SHARE);
        });
    }

    /** As of now. */
    public record Command() {}

    /** What was told. */
    public sealed interface Outcome {
        /**
         * Those that were overdue are told.
         *
         * @param count how many were told
         * @param more whether there may be more
         */
        record Flagged(int count, boolean more) implements Outcome {}
    }
}
