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
 * Where the product cannot revoke the old value of a shared secret itself, somebody does, and says so. It is worth nothing until a
 * second person has seen it. Where the product was to do it and does not get on, this takes it out of its hands.
 */
public final class StateOldRevoked {

    private final Transactions transactions;
    private final SecretRotations rotations;
    private final RotationDesk desk;
    private final SecretEvents events;

    public StateOldRevoked(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        this.transactions = transactions;
        this.rotations = rotations;
        this.desk = desk;
        this.events = events;
    }

    /** Writes the statement down. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            Optional<SecretRotation> rotation =
                    rotations.find(command.id()).filter(found -> desk.maySeeTo(command.caller(), found));
            if (rotation.isEmpty()) {
                return command.caller().hasAny(RotationDesk.MAY)
                        ? new Outcome.Unknown()
                        : new Outcome.NotAllowed(Set.of(RotationDesk.MAY));
            }
            return switch (rotation.get()) {
                case SecretRotation.InUse inUse -> {
                    // What switches the old credential on again is not wanted any more.
                    desk.cancel(inUse, "people revoke the old value by hand", now);
                    yield state(command, inUse, now);
                }
                case SecretRotation.Revoking revoking -> state(command, desk.byHand(revoking, now), now);
                case SecretRotation.RevocationStated stated -> new Outcome.NotNow(stated);
                case SecretRotation.Due due -> new Outcome.NotNow(due);
                case SecretRotation.Issuing issuing -> new Outcome.NotNow(issuing);
                case SecretRotation.OldOff off -> new Outcome.NotNow(off);
                case SecretRotation.NewAdded added -> new Outcome.NotNow(added);
                case SecretRotation.OldRevoked done -> new Outcome.NotNow(done);
                case SecretRotation.Cancelled cancelled -> new Outcome.NotNow(cancelled);
            };
        });
    }

    private Outcome state(Command command, SecretRotation.InUse inUse, Instant now) {
        SecretRotation.RevocationStated stated =
                inUse.stateRevoked(command.caller().subject(), now);
        rotations.save(stated);
        events.revocationStated(stated, command.caller(), now);
        return new Outcome.Stated(rotations.find(command.id()).orElseThrow());
    }

    /** Of which rotation, and who says so. */
    public record Command(Caller caller, SecretRotationId id) {}

    /** The rotation, or why not. */
    public sealed interface Outcome {
        /** A second person has to see it. */
        record Stated(SecretRotation rotation) implements Outcome {}

        /** There is no such rotation. */
        record Unknown() implements Outcome {}

        /** Not every consumer uses the new value yet, or it was said before, or the rotation is over. */
        record NotNow(SecretRotation rotation) implements Outcome {}

        /** The caller holds none of the roles that may and is not the secret's owner. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
