package dev.tenure.application.secrets;

import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody describes a shared secret anew: another owner, other consumers, another place. Who knows it and when it was rotated
 * are not described but happen.
 */
public final class ReviseSharedSecret {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final SecretPlaces places;
    private final Secrets references;
    private final SharedSecrets secrets;
    private final SecretEvents events;

    public ReviseSharedSecret(
            Transactions transactions,
            TargetSystems systems,
            Accounts accounts,
            Secrets references,
            SharedSecrets secrets,
            SecretEvents events) {
        this.transactions = transactions;
        this.places = new SecretPlaces(systems, accounts);
        this.references = references;
        this.secrets = secrets;
        this.events = events;
    }

    /** Takes the description. One that says nothing new changes nothing. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        Optional<String> problem = references.problem(command.description().keptAt());
        if (problem.isPresent()) {
            return new Outcome.BadReference(new SettingProblem("keptAt", problem.get()));
        }
        return transactions.call(now -> secrets.find(command.id())
                .map(secret -> switch (secret) {
                    case SharedSecret.Kept kept -> revise(command, kept, now);
                    case SharedSecret.Retired retired -> new Outcome.IsRetired();
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome revise(Command command, SharedSecret.Kept kept, Instant now) {
        SharedSecret.Description description = command.description();
        if (!places.areKnown(description.place())) {
            return new Outcome.UnknownPlace();
        }
        boolean isTaken = secrets.named(description.name())
                .filter(other -> !other.registration().id().equals(command.id()))
                .isPresent();
        if (isTaken) {
            return new Outcome.NameTaken(description.name());
        }
        if (description.equals(kept.description())) {
            return new Outcome.Revised(kept);
        }
        SharedSecret.Kept revised = kept.revise(description);
        secrets.save(revised);
        events.revised(revised, command.caller(), now);
        return new Outcome.Revised(secrets.find(command.id()).orElseThrow());
    }

    /** Which secret, and what it is now. */
    public record Command(Caller caller, SharedSecretId id, SharedSecret.Description description) {}

    /** The secret, or why not. */
    public sealed interface Outcome {
        /** It is as described. */
        record Revised(SharedSecret secret) implements Outcome {}

        /** There is no such secret. */
        record Unknown() implements Outcome {}

        /** It is retired: it stays as it was. */
        record IsRetired() implements Outcome {}

        /** Another secret that is kept has this name. */
        record NameTaken(String name) implements Outcome {}

        /** There is no such system, or no such account on it. */
        record UnknownPlace() implements Outcome {}

        /** The place of the value is none that the product can look a secret up at. */
        record BadReference(SettingProblem wrong) implements Outcome {
            /** What is wrong with it, and the remedy. */
            public String problem() {
                return wrong.reason();
            }
        }

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
