package dev.tenure.application.secrets;

import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedReference;
import dev.tenure.domain.secrets.SharedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Somebody says that the new value of a shared secret is there, and where. The place is looked up: a value that nobody can get
 * is none. What is found there is held against the old value where that still can be looked up, and forgotten.
 *
 * <p>Where the secret is a credential that its target issues, the person may name only a file that is not there yet: the target
 * makes the new credential, and what it tells is kept in that file and nowhere else.
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
    private final Connectors connectors;

    public AddSecretValue(
            Transactions transactions,
            Connectors connectors,
            Secrets references,
            SecretRotations rotations,
            RotationDesk desk,
            SecretEvents events) {
        this.transactions = transactions;
        this.connectors = connectors;
        this.references = references;
        this.rotations = rotations;
        this.desk = desk;
        this.events = events;
    }

    /** Takes the place of the new value. Another one after it makes every consumer say again that they use it. */
    public Outcome handle(Command command) {
        Beside beside = command.byTarget() ? beside(command) : new Beside.NotAsked();
        Optional<Outcome> wrong = wrong(command);
        return transactions.call(now -> {
            Optional<SecretRotation> rotation = visible(command);
            if (rotation.isEmpty()) {
                return command.caller().hasAny(RotationDesk.MAY)
                        ? new Outcome.Unknown()
                        : new Outcome.NotAllowed(Set.of(RotationDesk.MAY));
            }
            return switch (rotation.get()) {
                case SecretRotation.Due due -> {
                    if (isAnotherUnderWay(due)) {
                        yield new Outcome.AnotherUnderWay();
                    }
                    yield command.byTarget()
                            ? issue(command, due, beside, wrong, due::issue, now)
                            : add(command, due, wrong, due::added, now);
                }
                case SecretRotation.Issuing before ->
                    command.byTarget()
                            ? issue(command, before, beside, wrong, before::elsewhere, now)
                            : add(command, before, wrong, before::added, now);
                case SecretRotation.NewAdded before ->
                    command.byTarget()
                            ? new Outcome.NotNow(before)
                            : add(command, before, wrong, before::addedAnew, now);
                case SecretRotation.OldOff off -> new Outcome.NotNow(off);
                case SecretRotation.InUse inUse -> new Outcome.NotNow(inUse);
                case SecretRotation.Revoking revoking -> new Outcome.NotNow(revoking);
                case SecretRotation.RevocationStated stated -> new Outcome.NotNow(stated);
                case SecretRotation.OldRevoked done -> new Outcome.NotNow(done);
                case SecretRotation.Cancelled cancelled -> new Outcome.NotNow(cancelled);
            };
        });
    }

    private Optional<SecretRotation> visible(Command command) {
        return rotations.find(command.id()).filter(found -> desk.maySeeTo(command.caller(), found));
    }

    /** What is wrong with the reference. Looked at where no transaction waits for it, and only for whoever may see the rotation. */
    private Optional<Outcome> wrong(Command command) {
        Optional<SharedSecret> secret =
                transactions.call(now -> visible(command).map(desk::secretOf));
        if (secret.isEmpty()) {
            return Optional.of(new Outcome.Unknown());
        }
        return command.byTarget() ? takenPlace(command.reference()) : noNewValue(command.reference(), secret.get());
    }

    /** Which credentials the account has before there is another. */
    private sealed interface Beside {

        /** The target is not to do anything. */
        record NotAsked() implements Beside {}

        /** These, by their ids. */
        record Told(Set<String> ids) implements Beside {}

        /** The target does not say. */
        record NotTold(String reason) implements Beside {}
    }

    private Beside beside(Command command) {
        Optional<RotationDesk.Exchangeable> at =
                transactions.call(now -> visible(command).map(desk::secretOf).flatMap(desk::exchangeable));
        return at.map(this::beside).orElseGet(Beside.NotAsked::new);
    }

    private Beside beside(RotationDesk.Exchangeable at) {
        try {
            return switch (connectors
                    .of(at.system())
                    .credentials(new AccountRef(at.account().nativeId()))) {
                case Observation.Seen<List<Credential>> seen ->
                    new Beside.Told(seen.value().stream().map(Credential::id).collect(Collectors.toSet()));
                case Observation.Refused<List<Credential>> refused -> new Beside.NotTold(refused.reason());
                case Observation.Unreachable<List<Credential>> unreachable -> new Beside.NotTold(unreachable.reason());
            };
        } catch (ConfigurationException e) {
            return new Beside.NotTold("setting " + e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Issuing {
        SecretRotation.Issuing with(SecretRotation.Added wanted, OperationId operation);
    }

    private Outcome issue(
            Command command,
            SecretRotation.Ongoing before,
            Beside beside,
            Optional<Outcome> wrong,
            Issuing issuing,
            Instant now) {
        Optional<RotationDesk.Exchangeable> at = desk.exchangeable(desk.secretOf(before));
        Set<String> ids;
        switch (beside) {
            case Beside.Told told -> ids = told.ids();
            case Beside.NotTold not -> {
                return new Outcome.TargetDoesNotTell(new SettingProblem("target", not.reason()));
            }
            case Beside.NotAsked not -> {
                return new Outcome.NotIssued();
            }
        }
        if (at.isEmpty()) {
            return new Outcome.NotIssued();
        }
        if (!ids.contains(at.get().key().credential())) {
            return new Outcome.NoSuchCredential();
        }
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (before instanceof SecretRotation.Issuing one) {
            desk.cancel(one, "the new value is to be kept somewhere else", now);
            // What an attempt made meanwhile is in the way, and nobody has it.
            ids = one.progress().added().exchange().orElseThrow().beside();
        }
        SecretRotation.Added wanted = new SecretRotation.Added(
                command.reference(),
                command.caller().subject(),
                now,
                desk.secretOf(before).description().consumers(),
                Optional.of(new SecretRotation.Exchange(at.get().key().credential(), ids, Optional.empty())));
        SecretRotation.Issuing issued =
                issuing.with(wanted, desk.issue(before, at.get().account(), wanted, now));
        rotations.save(issued);
        events.wanted(issued, command.caller(), now);
        return new Outcome.Added(rotations.find(command.id()).orElseThrow());
    }

    private Optional<Outcome> takenPlace(String reference) {
        return newFile(reference).map(problem -> new Outcome.BadReference(new SettingProblem("reference", problem)));
    }

    /** What is wrong with a reference under which nothing may stand yet. */
    private Optional<String> newFile(String reference) {
        if (!SharedReference.isOne(reference) || !reference.startsWith("file:")) {
            return Optional.of(
                    "is no file of shared secrets: write file:shared/ and the path of a file that is not there yet");
        }
        Optional<String> problem = references.problem(reference);
        if (problem.isPresent()) {
            return problem;
        }
        try {
            references.resolve("reference", reference);
            return Optional.of("stands there already: name a file that is not there yet");
        } catch (ConfigurationException e) {
            // Nothing that we can read is there; where something else is, keeping the new value is refused.
            return Optional.empty();
        }
    }

    /** Who leaves in the middle of a rotation may know its new value: the next one begins when it is over. */
    private boolean isAnotherUnderWay(SecretRotation.Due due) {
        return rotations.ongoing(due.order().secret()).stream().anyMatch(SecretRotation.UnderWay.class::isInstance);
    }

    private Outcome add(
            Command command,
            SecretRotation.Ongoing before,
            Optional<Outcome> wrong,
            Function<SecretRotation.Added, SecretRotation.NewAdded> adding,
            Instant now) {
        if (wrong.isPresent()) {
            return wrong.get();
        }
        SharedSecret.Description described = desk.secretOf(before).description();
        if (before instanceof SecretRotation.Issuing issuing) {
            desk.cancel(issuing, "people added the new value by hand", now);
        }
        SecretRotation.NewAdded added = adding.apply(
                new SecretRotation.Added(command.reference(), command.caller().subject(), now, described.consumers()));
        rotations.save(added);
        events.added(added, command.caller(), now);
        return new Outcome.Added(rotations.find(command.id()).orElseThrow());
    }

    /** What is wrong with a reference under which people put the new value. */
    private Optional<Outcome> noNewValue(String reference, SharedSecret secret) {
        if (!SharedReference.isOne(reference)) {
            return Optional.of(new Outcome.BadReference(new SettingProblem("reference", SharedReference.FORMS)));
        }
        String keptAt = secret.description().keptAt();
        try {
            Secret replacement = references.resolve("reference", reference);
            return !keptAt.equals(reference) && isOld(keptAt, replacement)
                    ? Optional.of(new Outcome.SameValue())
                    : Optional.empty();
        } catch (ConfigurationException e) {
            // It says the setting first, which the outcome names.
            String reason = Objects.requireNonNull(e.getMessage(), "why")
                    .substring(e.setting().length() + 1);
            return Optional.of(new Outcome.BadReference(new SettingProblem(e.setting(), reason)));
        }
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
     * @param reference where it stands, or is to stand; never the value
     * @param byTarget whether the target is to issue it
     */
    public record Command(Caller caller, SecretRotationId id, String reference, boolean byTarget) {

        /** People put it there. */
        public Command(Caller caller, SecretRotationId id, String reference) {
            this(caller, id, reference, false);
        }
    }

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

        /** The secret is no credential that the product may have its target issue, or the target cannot. */
        record NotIssued() implements Outcome {}

        /** The account has no such credential: the secret is described wrongly. */
        record NoSuchCredential() implements Outcome {}

        /** The target does not say which credentials the account has, so nothing can be issued now. */
        record TargetDoesNotTell(SettingProblem wrong) implements Outcome {
            /** Why it does not. */
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
