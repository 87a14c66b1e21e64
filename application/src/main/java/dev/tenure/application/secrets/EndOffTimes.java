package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.secrets.SecretRotation;
import java.util.List;

/**
 * Time passes: the old credential of a shared secret was switched off for as long as the secret says, and nobody missed it. It is
 * taken away, and with it the rotation ends.
 */
public final class EndOffTimes {

    /** How many are taken away in one transaction. */
    static final int SHARE = 100;

    private final Transactions transactions;
    private final SecretRotations rotations;
    private final RotationDesk desk;

    public EndOffTimes(Transactions transactions, SecretRotations rotations, RotationDesk desk) {
        this.transactions = transactions;
        this.rotations = rotations;
        this.desk = desk;
    }

    /** Has those taken away whose time is over, at most 100. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            List<SecretRotation.OldOff> over = rotations.offUntil(now, SHARE);
            for (SecretRotation.OldOff rotation : over) {
                desk.endOffTime(rotation, now);
            }
            return new Outcome.Ended(over.size(), over.size() == SHARE);
        });
    }

    /** As of now. */
    public record Command() {}

    /** What was ended. */
    public sealed interface Outcome {
        /**
         * Those whose time was over.
         *
         * @param count how many
         * @param more whether there may be more
         */
        record Ended(int count, boolean more) implements Outcome {}
    }
}
