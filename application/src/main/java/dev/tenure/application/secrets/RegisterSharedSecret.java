package dev.tenure.application.secrets;

import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody writes down that there is a password or key which several people know: what it opens, who answers for it, who uses
 * it and where its value stands. The value itself is never asked for.
 */
public final class RegisterSharedSecret {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final SecretPlaces places;
    private final Secrets references;
    private final SharedSecrets secrets;
    private final SecretEvents events;

    public RegisterSharedSecret(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            TargetSystems systems,
            Accounts accounts,
            Secrets references,
            SharedSecrets secrets,
            SecretEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.places = new SecretPlaces(systems, accounts);
        this.references = references;
        this.secrets = secrets;
        this.events = events;
    }

    /** Registers the secret once, however often the request is repeated. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        Optional<String> problem = references.problem(command.description().keptAt());
        if (problem.isPresent()) {
            return new Outcome.BadReference(new SettingProblem("keptAt", problem.get()));
        }
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> register(command, new SharedSecretId(id), now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        secrets.find(new SharedSecretId(repeated.created()))
                                .<Outcome>map(Outcome.Registered::new)
                                .orElseGet(() -> register(command, new SharedSecretId(repeated.created()), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome register(Command command, SharedSecretId id, Instant now) {
        SharedSecret.Description description = command.description();
        if (!places.areKnown(description.place())) {
            return new Outcome.UnknownPlace();
        }
        if (secrets.named(description.name()).isPresent()) {
            return new Outcome.NameTaken(description.name());
        }
        SharedSecret.Kept secret =
                new SharedSecret.Registration(id, command.caller().subject(), now).keep(description);
        secrets.save(secret);
        events.registered(secret, command.caller(), now);
        return new Outcome.Registered(secrets.find(id).orElseThrow());
    }

    /** What to register, for whom. */
    public record Command(Caller caller, RequestKey requestKey, SharedSecret.Description description) {}

    /** The secret, or why not. */
    public sealed interface Outcome {
        /** Registered now, or by the same request before. */
        record Registered(SharedSecret secret) implements Outcome {}

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

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
