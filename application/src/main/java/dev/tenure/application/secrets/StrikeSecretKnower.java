package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody was written down by mistake: they never knew the secret. Nobody unlearns a secret, so this is no way for somebody to
 * stop knowing it, and none past a rotation that is open because the person leaves.
 */
public final class StrikeSecretKnower {

    private static final int LONGEST = 500;

    private final Transactions transactions;
    private final SharedSecrets secrets;
    private final SecretRotations rotations;
    private final SecretEvents events;

    public StrikeSecretKnower(
            Transactions transactions, SharedSecrets secrets, SecretRotations rotations, SecretEvents events) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.rotations = rotations;
        this.events = events;
    }

    /** Strikes the person off. That they stood there remains in the log. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(RotationDesk.MAY)) {
            return new Outcome.NotAllowed(Set.of(RotationDesk.MAY));
        }
        if (!Reason.isOne(command.reason(), LONGEST)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> secrets.find(command.id())
                .map(secret -> switch (secret) {
                    case SharedSecret.Kept kept -> strike(command, kept, now);
                    case SharedSecret.Retired retired -> new Outcome.IsRetired();
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome strike(Command command, SharedSecret.Kept kept, Instant now) {
        if (!kept.knowers().containsKey(command.identity())) {
            return new Outcome.DoesNotKnow();
        }
        boolean leaves = rotations.ongoing(command.id()).stream()
                .anyMatch(rotation -> rotation.order().isFor(command.identity()));
        if (leaves) {
            return new Outcome.RotationOpen();
        }
        SharedSecret.Kept changed = kept.neverKnownTo(command.identity());
        secrets.save(changed);
        events.neverKnown(changed, command.identity(), command.reason().strip(), command.caller(), now);
        return new Outcome.Struck((SharedSecret.Kept) secrets.find(command.id()).orElseThrow());
    }

    /**
     * Who never knew what, and how the mistake came about.
     *
     * @param reason at most 500 characters; kept for good and read by auditors
     */
    public record Command(Caller caller, SharedSecretId id, IdentityId identity, String reason) {}

    /** The secret, or why not. */
    public sealed interface Outcome {
        /** The person does not stand there any more. */
        record Struck(SharedSecret.Kept secret) implements Outcome {}

        /** There is no such secret. */
        record Unknown() implements Outcome {}

        /** The person does not stand there. */
        record DoesNotKnow() implements Outcome {}

        /** It is retired: it stays as it was. */
        record IsRetired() implements Outcome {}

        /** The person leaves or has left: the secret is rotated, whatever they knew. */
        record RotationOpen() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
