package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecret;
import java.time.Instant;
import java.util.Set;

/** Somebody looks at one rotation. Whoever has a part in it may: the secret's owner, and the contacts of its consumers. */
public final class ShowSecretRotation {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final SharedSecrets secrets;
    private final SecretRotations rotations;

    public ShowSecretRotation(Transactions transactions, SharedSecrets secrets, SecretRotations rotations) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.rotations = rotations;
    }

    /** Reads it. Who has no part in it is not told what there is. */
    public Outcome handle(Command command) {
        boolean readsAll = command.caller().hasAny(READERS);
        return transactions.call(now -> rotations
                .find(command.id())
                .map(rotation -> new Outcome.Shown(
                        rotation, secrets.find(rotation.order().secret()).orElseThrow(), now))
                .filter(shown -> readsAll || hasPart(command.caller(), shown))
                .<Outcome>map(shown -> shown)
                .orElse(readsAll ? new Outcome.Unknown() : new Outcome.NotAllowed(Set.of(READERS))));
    }

    private static boolean hasPart(Caller caller, Outcome.Shown shown) {
        boolean wasAsked = shown.rotation() instanceof SecretRotation.UnderWay underWay
                && underWay.progress().added().consumers().stream().anyMatch(c -> caller.isSamePersonAs(c.contact()));
        SharedSecret.Description secret = shown.secret().description();
        return wasAsked
                || caller.isSamePersonAs(secret.owner())
                || secret.consumers().stream().anyMatch(c -> caller.isSamePersonAs(c.contact()));
    }

    /** Which rotation, for whom. */
    public record Command(Caller caller, SecretRotationId id) {}

    /** The rotation, or why not. */
    public sealed interface Outcome {
        /**
         * The rotation and its secret.
         *
         * @param at when it was read
         */
        record Shown(SecretRotation rotation, SharedSecret secret, Instant at) implements Outcome {}

        /** There is no such rotation. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may and has no part in it. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
