package dev.tenure.application.secrets;

import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedReference;
import dev.tenure.domain.secrets.SharedSecret;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Somebody says that the new value of a shared secret is there, and where. The place is looked up: a value that nobody can get
 * is none. What is found there is held against the old value where that still can be looked up, and forgotten.
 *
 * <p>Whoever leaves from now on may have seen the new value. Its consumers begin to use it and say so one by one; whoever added
 * it is not asked.
 */
public final class AddSecretValue {

    private final Transactions transactions;
    private final Secrets references;
    private final SecretRotations rotations;
    private final RotationDesk desk;
    private final SecretEvents events;

    public AddSecretValue(
            Transactions transactions,
            Secrets references,
            SecretRotations rotations,
            RotationDesk desk,
            SecretEvents events) {
        this.transactions = transactions;
        this.references = references;
        this.rotations = rotations;
        this.desk = desk;
        this.events = events;
    }

    /** Takes the place of the new value. Another one after it makes every consumer say again that they use it. */
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
                case SecretRotation.Due due ->
                    isAnotherUnderWay(due) ? new Outcome.AnotherUnderWay() : add(command, due, due::added, now);
                case SecretRotation.NewAdded before -> add(command, before, before::addedAnew, now);
                case SecretRotation.InUse inUse -> new Outcome.NotNow(inUse);
                case SecretRotation.Revoking revoking -> new Outcome.NotNow(revoking);
                case SecretRotation.RevocationStated stated -> new Outcome.NotNow(stated);
                case SecretRotation.OldRevoked done -> new Outcome.NotNow(done);
                case SecretRotation.Cancelled cancelled -> new Outcome.NotNow(cancelled);
            };
        });
    }

    /** Who leaves in the middle of a rotation may know its new value: the next one begins when it is over. */
    private boolean isAnotherUnderWay(SecretRotation.Due due) {
        return rotations.ongoing(due.order().secret()).stream().anyMatch(SecretRotation.UnderWay.class::isInstance);
    }

    private Outcome add(
            Command command,
            SecretRotation.Ongoing before,
            Function<SecretRotation.Added, SecretRotation.NewAdded> adding,
            Instant now) {
        if (!SharedReference.isOne(command.reference())) {
            return new Outcome.BadReference(new SettingProblem("reference", SharedReference.FORMS));
        }
        SharedSecret.Description described = desk.secretOf(before).description();
        try {
            Secret replacement = references.resolve("reference", command.reference());
            if (!described.keptAt().equals(command.reference()) && isOld(described.keptAt(), replacement)) {
                return new Outcome.SameValue();
            }
        } catch (ConfigurationException e) {
            // It says the setting first, which the outcome names.
            String reason = Objects.requireNonNull(e.getMessage(), "why")
                    .substring(e.setting().length() + 1);
            return new Outcome.BadReference(new SettingProblem(e.setting(), reason));
        }
        SecretRotation.NewAdded added = adding.apply(
                new SecretRotation.Added(command.reference(), command.caller().subject(), now, described.consumers()));
        rotations.save(added);
        events.added(added, command.caller(), now);
        return new Outcome.Added(rotations.find(command.id()).orElseThrow());
    }

    private boolean isOld(String keptAt, Secret replacement) {
        try {
            return references.resolve("keptAt", keptAt).reveal().equals(replacement.reveal());
        } catch (ConfigurationException e) {
            // The old value is not there any more: nothing says that it is the same.
            return false;
        }
    }

    /**
     * Where the new value is.
     *
     * @param reference where it stands, never the value
     */
    public record Command(Caller caller, SecretRotationId id, String reference) {}

    /** The rotation, or why not. */
    public sealed interface Outcome {
        /** The new value is there, and its consumers are asked. */
        record Added(SecretRotation rotation) implements Outcome {}

        /** There is no such rotation. */
        record Unknown() implements Outcome {}

        /** The rotation is further, or over. */
        record NotNow(SecretRotation rotation) implements Outcome {}

        /** An earlier rotation of the same secret is under way: it has to end first. */
        record AnotherUnderWay() implements Outcome {}

        /** Nothing can be looked up there. */
        record BadReference(SettingProblem wrong) implements Outcome {
            /** What is wrong with it, and the remedy. */
            public String problem() {
                return wrong.reason();
            }
        }

        /** What stands there is the old value. */
        record SameValue() implements Outcome {}

        /** The caller holds none of the roles that may and is not the secret's owner. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
