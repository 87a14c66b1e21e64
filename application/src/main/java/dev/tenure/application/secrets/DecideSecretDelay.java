package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Another person than the one who asked agrees to rotate a shared secret later, or does not. */
public final class DecideSecretDelay {

    private final Transactions transactions;
    private final SecretRotations rotations;
    private final RotationDesk desk;
    private final SecretEvents events;

    public DecideSecretDelay(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        this.transactions = transactions;
        this.rotations = rotations;
        this.desk = desk;
        this.events = events;
    }

    /** Decides what was asked. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(RotationDesk.MAY)) {
            return new Outcome.NotAllowed(Set.of(RotationDesk.MAY));
        }
        return transactions.call(now -> switch (rotations.find(command.id()).orElse(null)) {
            case null -> new Outcome.Unknown();
            case SecretRotation.Ongoing ongoing ->
                ongoing.order()
                        .delay()
                        .asked()
                        .map(request -> decide(command, ongoing, request, now))
                        .orElse(new Outcome.NothingAsked());
            case SecretRotation.OldRevoked done -> new Outcome.NothingAsked();
            case SecretRotation.Cancelled cancelled -> new Outcome.NothingAsked();
        });
    }

    private Outcome decide(
            Command command, SecretRotation.Ongoing ongoing, SecretRotation.Delay.Request request, Instant now) {
        if (command.caller().isSamePersonAs(request.by())) {
            return new Outcome.DeciderAsked();
        }
        if (command.granted() && !request.until().isAfter(now)) {
            return new Outcome.Outdated();
        }
        Optional<SecretRotation.Delay.Granted> granted = command.granted()
                ? Optional.of(new SecretRotation.Delay.Granted(
                        request, command.caller().subject(), now))
                : ongoing.order().delay().granted();
        SecretRotation.Ongoing decided = ongoing.delayed(new SecretRotation.Delay(Optional.empty(), granted));
        rotations.save(decided);
        desk.tellCases(decided, now);
        events.delayDecided(decided, request, command.granted(), command.caller(), now);
        return new Outcome.Decided(rotations.find(command.id()).orElseThrow());
    }

    /** What is decided. */
    public record Command(Caller caller, SecretRotationId id, boolean granted) {}

    /** The rotation, or why not. */
    public sealed interface Outcome {
        /** Granted, or not: then what counted before counts on. */
        record Decided(SecretRotation rotation) implements Outcome {}

        /** There is no such rotation. */
        record Unknown() implements Outcome {}

        /** Nothing waits for a decision. */
        record NothingAsked() implements Outcome {}

        /** Another person than the one who asked has to agree. */
        record DeciderAsked() implements Outcome {}

        /** The time that was asked for is past: ask for another. */
        record Outdated() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
