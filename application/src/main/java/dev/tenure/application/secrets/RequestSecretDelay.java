package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody cannot have a shared secret rotated in time and asks for more. It counts once a second person agrees, and for no more
 * than 30 days behind what the leaver's policy allows. The certificate says <em>open</em> all the same.
 */
public final class RequestSecretDelay {

    private static final int LONGEST = 500;

    private final Transactions transactions;
    private final SecretRotations rotations;
    private final RotationDesk desk;
    private final SecretEvents events;

    public RequestSecretDelay(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        this.transactions = transactions;
        this.rotations = rotations;
        this.desk = desk;
        this.events = events;
    }

    /** Asks. What was asked before and not decided is replaced; what was granted counts on. */
    public Outcome handle(Command command) {
        if (!Reason.isOne(command.reason(), LONGEST)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> {
            Optional<SecretRotation> rotation =
                    rotations.find(command.id()).filter(found -> desk.maySeeTo(command.caller(), found));
            if (rotation.isEmpty()) {
                return command.caller().hasAny(RotationDesk.MAY)
                        ? new Outcome.Unknown()
                        : new Outcome.NotAllowed(Set.of(RotationDesk.MAY));
            }
            return rotation.get() instanceof SecretRotation.Ongoing ongoing
                    ? ask(command, ongoing, now)
                    : new Outcome.IsOver(rotation.get());
        });
    }

    private Outcome ask(Command command, SecretRotation.Ongoing ongoing, Instant now) {
        Instant latest = ongoing.order().deadline().plus(SecretRotation.Delay.LONGEST);
        if (!command.until().isAfter(now) || command.until().isAfter(latest)) {
            return new Outcome.BadTime(latest);
        }
        SecretRotation.Delay.Request request = new SecretRotation.Delay.Request(
                command.until(), command.reason().strip(), command.caller().subject(), now);
        SecretRotation.Ongoing asked = ongoing.delayed(new SecretRotation.Delay(
                Optional.of(request), ongoing.order().delay().granted()));
        rotations.save(asked);
        events.delayRequested(asked, request, command.caller(), now);
        return new Outcome.Requested(rotations.find(command.id()).orElseThrow());
    }

    /**
     * Until when, and why.
     *
     * @param until to come, and at most 30 days behind the rotation's deadline
     * @param reason at most 500 characters; kept for good and read by auditors
     */
    public record Command(Caller caller, SecretRotationId id, Instant until, String reason) {}

    /** The rotation, or why not. */
    public sealed interface Outcome {
        /** A second person has to agree. */
        record Requested(SecretRotation rotation) implements Outcome {}

        /** There is no such rotation. */
        record Unknown() implements Outcome {}

        /** It is over. */
        record IsOver(SecretRotation rotation) implements Outcome {}

        /**
         * The time is past, or too far away.
         *
         * @param latest the latest that can be asked for
         */
        record BadTime(Instant latest) implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may and is not the secret's owner. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
