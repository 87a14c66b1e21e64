package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A second person has looked whether the old value of a shared secret still works, and says what they saw. */
public final class DecideRevocation {

    private final Transactions transactions;
    private final SecretRotations rotations;
    private final RotationDesk desk;
    private final SecretEvents events;

    public DecideRevocation(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        this.transactions = transactions;
        this.rotations = rotations;
        this.desk = desk;
        this.events = events;
    }

    /** Ends the rotation, or has the old value revoked again. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            Optional<SecretRotation> rotation =
                    rotations.find(command.id()).filter(found -> desk.maySeeTo(command.caller(), found));
            if (rotation.isEmpty()) {
                return command.caller().hasAny(RotationDesk.MAY)
                        ? new Outcome.Unknown()
                        : new Outcome.NotAllowed(Set.of(RotationDesk.MAY));
            }
            return rotation.get() instanceof SecretRotation.RevocationStated stated
                    ? decide(command, stated, now)
                    : new Outcome.NotNow(rotation.get());
        });
    }

    private Outcome decide(Command command, SecretRotation.RevocationStated stated, Instant now) {
        if (command.caller().isSamePersonAs(stated.by())) {
            return new Outcome.DeciderStatedIt();
        }
        if (command.worksNoLonger()) {
            desk.done(stated.confirm(command.caller().subject(), now), now);
        } else {
            rotations.save(stated.dispute());
            events.revocationDisputed(stated, command.caller(), now);
        }
        return new Outcome.Decided(rotations.find(command.id()).orElseThrow());
    }

    /**
     * What was seen.
     *
     * @param worksNoLonger whether the old value is worthless
     */
    public record Command(Caller caller, SecretRotationId id, boolean worksNoLonger) {}

    /** The rotation, or why not. */
    public sealed interface Outcome {
        /** It is over, or the old value has to be revoked again. */
        record Decided(SecretRotation rotation) implements Outcome {}

        /** There is no such rotation. */
        record Unknown() implements Outcome {}

        /** Nobody said that the old value works no longer. */
        record NotNow(SecretRotation rotation) implements Outcome {}

        /** Another person than the one who said so has to look. */
        record DeciderStatedIt() implements Outcome {}

        /** The caller holds none of the roles that may and is not the secret's owner. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
