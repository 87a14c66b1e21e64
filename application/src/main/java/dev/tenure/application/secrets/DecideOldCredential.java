package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody says what is to become of the old credential of a shared secret. Where it is switched off and a forgotten consumer
 * shows, it is switched on again. Where it was found to be in use, or was switched on again, it is switched off all the same.
 */
public final class DecideOldCredential {

    private final Transactions transactions;
    private final SecretRotations rotations;
    private final RotationDesk desk;
    private final SecretEvents events;

    public DecideOldCredential(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        this.transactions = transactions;
        this.rotations = rotations;
        this.desk = desk;
        this.events = events;
    }

    /** Has it switched off or on. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            Optional<SecretRotation> rotation =
                    rotations.find(command.id()).filter(found -> desk.maySeeTo(command.caller(), found));
            if (rotation.isEmpty()) {
                return command.caller().hasAny(RotationDesk.MAY)
                        ? new Outcome.Unknown()
                        : new Outcome.NotAllowed(Set.of(RotationDesk.MAY));
            }
            if (command.off() && rotation.get() instanceof SecretRotation.InUse inUse) {
                return switchOff(command, inUse, now);
            }
            if (!command.off() && rotation.get() instanceof SecretRotation.OldOff off) {
                return switchOn(command, off, now);
            }
            return new Outcome.NotNow(rotation.get());
        });
    }

    private Outcome switchOff(Command command, SecretRotation.InUse inUse, Instant now) {
        desk.cancel(inUse, "the old credential is to be switched off", now);
        return desk.switchOff(inUse, Optional.empty(), now)
                .map(revoking -> decided(command, revoking, now))
                .orElseGet(Outcome.ByHand::new);
    }

    private Outcome switchOn(Command command, SecretRotation.OldOff off, Instant now) {
        return desk.switchOn(off, now)
                ? decided(command, off.switchedOn(command.caller().subject(), now), now)
                : new Outcome.ByHand();
    }

    private Outcome decided(Command command, SecretRotation.UnderWay next, Instant now) {
        rotations.save(next);
        events.oldDecided(next, command.off(), command.caller(), now);
        return new Outcome.Decided(rotations.find(command.id()).orElseThrow());
    }

    /**
     * What is to become of it.
     *
     * @param off whether it is to be switched off, and gone later, or on again
     */
    public record Command(Caller caller, SecretRotationId id, boolean off) {}

    /** The rotation, or why not. */
    public sealed interface Outcome {
        /** The target is asked to. */
        record Decided(SecretRotation rotation) implements Outcome {}

        /** There is no such rotation. */
        record Unknown() implements Outcome {}

        /** The old credential does not wait for such a decision. */
        record NotNow(SecretRotation rotation) implements Outcome {}

        /** The product may not do it, or cannot: people do it on the target. */
        record ByHand() implements Outcome {}

        /** The caller holds none of the roles that may and is not the secret's owner. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
