package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * An administrator says that a shared secret opens nothing any more. While a leaver's rotation of it is open that is no way out:
 * it would end the rotation without anybody having seen that the old value is worthless.
 */
public final class RetireSharedSecret {

    private static final int LONGEST = 500;

    private final Transactions transactions;
    private final SharedSecrets secrets;
    private final SecretRotations rotations;
    private final SecretEvents events;

    public RetireSharedSecret(
            Transactions transactions, SharedSecrets secrets, SecretRotations rotations, SecretEvents events) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.rotations = rotations;
        this.events = events;
    }

    /** Retires it. It stays as history, and its name is free. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.ADMINISTRATOR)) {
            return new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR));
        }
        if (!Reason.isOne(command.reason(), LONGEST)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> secrets.find(command.id())
                .map(secret -> switch (secret) {
                    case SharedSecret.Kept kept -> retire(command, kept, now);
                    case SharedSecret.Retired retired -> new Outcome.RetiredBefore(retired);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome retire(Command command, SharedSecret.Kept kept, Instant now) {
        List<SecretRotation.Ongoing> ongoing = rotations.ongoing(command.id());
        List<SecretRotation.Due> aged = ongoing.stream()
                .filter(SecretRotation.Due.class::isInstance)
                .map(SecretRotation.Due.class::cast)
                .filter(due -> due.order().leavers().isEmpty())
                .toList();
        if (aged.size() < ongoing.size()) {
            return new Outcome.RotationOpen();
        }
        for (SecretRotation.Due due : aged) {
            SecretRotation.Cancelled cancelled = due.retired(now);
            rotations.save(cancelled);
            events.cancelled(cancelled, now);
        }
        SharedSecret.Retired retired =
                kept.retire(command.reason().strip(), command.caller().subject(), now);
        secrets.save(retired);
        events.retired(retired, command.caller(), now);
        return new Outcome.Retired(secrets.find(command.id()).orElseThrow());
    }

    /**
     * Which secret, and why.
     *
     * @param reason at most 500 characters; kept for good and read by auditors
     */
    public record Command(Caller caller, SharedSecretId id, String reason) {}

    /** The secret, or why not. */
    public sealed interface Outcome {
        /** It is retired. */
        record Retired(SharedSecret secret) implements Outcome {}

        /** It was retired before. */
        record RetiredBefore(SharedSecret.Retired secret) implements Outcome {}

        /** There is no such secret. */
        record Unknown() implements Outcome {}

        /** Somebody left who knows it, or its new value is there already: first it is rotated. */
        record RotationOpen() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
