package dev.tenure.application.secrets;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecret;
import java.time.Instant;
import java.util.Optional;

/**
 * The contact of a service or team says that it uses the new value of a shared secret. With the last one the old value is
 * revoked: by the product itself where the secret is the password of an account that it may change and can, else by people.
 *
 * <p>Only the contact says so, whatever roles others hold, and not for a value that they added themselves: one person alone
 * could else have any password set.
 */
public final class ConfirmSecretConsumer {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final SecretRotations rotations;
    private final RotationDesk desk;
    private final SecretEvents events;

    public ConfirmSecretConsumer(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        this.transactions = transactions;
        this.rotations = rotations;
        this.desk = desk;
        this.events = events;
    }

    /** Writes it down. Said before, it changes nothing. */
    public Outcome handle(Command command) {
        return transactions.call(now -> switch (rotations.find(command.id()).orElse(null)) {
            case null -> unknown(command);
            case SecretRotation.Issuing issuing -> mayRead(command) ? new Outcome.NotNow(issuing) : unknown(command);
            case SecretRotation.UnderWay underWay -> confirm(command, underWay, now);
            case SecretRotation.Due due -> mayRead(command) ? new Outcome.NotNow(due) : unknown(command);
            case SecretRotation.OldRevoked done -> mayRead(command) ? new Outcome.NotNow(done) : unknown(command);
            case SecretRotation.Cancelled over -> mayRead(command) ? new Outcome.NotNow(over) : unknown(command);
        });
    }

    /** Who has no part in a rotation is not told that there is one. */
    private static Outcome unknown(Command command) {
        return mayRead(command) ? new Outcome.Unknown() : new Outcome.NotTheContact();
    }

    private static boolean mayRead(Command command) {
        return command.caller().hasAny(READERS);
    }

    private Outcome confirm(Command command, SecretRotation.UnderWay underWay, Instant now) {
        SecretRotation.Added added = underWay.progress().added();
        Optional<SharedSecret.Consumer> consumer = added.consumers().stream()
                .filter(c -> c.name().equals(command.consumer()))
                .findFirst();
        if (consumer.isEmpty()) {
            return mayRead(command) ? new Outcome.UnknownConsumer() : new Outcome.NotTheContact();
        }
        if (!command.caller().isSamePersonAs(consumer.get().contact())) {
            return new Outcome.NotTheContact();
        }
        if (command.caller().isSamePersonAs(added.by())) {
            return new Outcome.ContactAddedIt();
        }
        if (!(underWay instanceof SecretRotation.NewAdded asking)
                || !asking.progress().outstanding().contains(consumer.get())) {
            return new Outcome.Confirmed(underWay);
        }
        SecretRotation.UnderWay next = asking.confirm(new SecretRotation.Confirmation(
                command.consumer(), command.caller().subject(), now));
        events.confirmed(next, command.consumer(), command.caller(), now);
        desk.goOn(next, now);
        return new Outcome.Confirmed(rotations.find(command.id()).orElseThrow());
    }

    /**
     * Who uses the new value.
     *
     * @param consumer the consumer's name, as it stood when the value was added
     */
    public record Command(Caller caller, SecretRotationId id, String consumer) {}

    /** The rotation, or why not. */
    public sealed interface Outcome {
        /** The consumer uses it, as it said now or before. */
        record Confirmed(SecretRotation rotation) implements Outcome {}

        /** There is no such rotation. */
        record Unknown() implements Outcome {}

        /** There is no new value yet, or the rotation is over. */
        record NotNow(SecretRotation rotation) implements Outcome {}

        /** No consumer of this name was asked. */
        record UnknownConsumer() implements Outcome {}

        /** The caller is not whom the consumer named. */
        record NotTheContact() implements Outcome {}

        /** The caller added the value: name another contact, or have another person add it. */
        record ContactAddedIt() implements Outcome {}
    }
}
