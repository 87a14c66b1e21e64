package dev.tenure.application.secrets;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody writes down that a person knows a shared secret. If the person is leaving or has left, its rotation is due at once:
 * that it was learnt late makes the value no less known.
 */
public final class NoteSecretKnower {

    private final Transactions transactions;
    private final Identities identities;
    private final LeaverCases cases;
    private final SharedSecrets secrets;
    private final KnownSecrets known;
    private final SecretEvents events;

    public NoteSecretKnower(
            Transactions transactions,
            Identities identities,
            LeaverCases cases,
            SharedSecrets secrets,
            KnownSecrets known,
            SecretEvents events) {
        this.transactions = transactions;
        this.identities = identities;
        this.cases = cases;
        this.secrets = secrets;
        this.known = known;
        this.events = events;
    }

    /** Writes it down. Who is known to know it stays so, since when they did. */
    public Outcome handle(Command command) {
        return transactions.call(now -> switch (secrets.find(command.id()).orElse(null)) {
            case null -> command.caller().hasAny(RotationDesk.MAY) ? new Outcome.Unknown() : refusal();
            case SharedSecret secret when !may(command.caller(), secret) -> refusal();
            case SharedSecret.Kept kept -> note(command, kept, now);
            case SharedSecret.Retired retired -> new Outcome.IsRetired();
        });
    }

    private static Outcome refusal() {
        return new Outcome.NotAllowed(Set.of(RotationDesk.MAY));
    }

    private static boolean may(Caller caller, SharedSecret secret) {
        return caller.hasAny(RotationDesk.MAY)
                || caller.isSamePersonAs(secret.description().owner());
    }

    private Outcome note(Command command, SharedSecret.Kept kept, Instant now) {
        Optional<Identity> identity = identities.find(command.identity());
        if (identity.isEmpty()) {
            return new Outcome.UnknownPerson();
        }
        if (kept.knowers().containsKey(command.identity())) {
            return new Outcome.Noted(kept);
        }
        if (kept.knowers().size() >= SharedSecret.MOST_KNOWERS) {
            return new Outcome.TooMany();
        }
        secrets.save(kept.knownTo(command.identity(), now));
        SharedSecret.Kept saved = (SharedSecret.Kept) secrets.find(command.id()).orElseThrow();
        events.known(saved, command.identity(), command.caller(), now);
        Optional<LeaverCase.Open> leaving = cases.openOf(command.identity());
        if (leaving.isPresent()) {
            known.due(saved, leaving.get(), now);
        } else if (identity.get().employment() instanceof Employment.Out) {
            known.dueAfterAll(saved, command.identity(), now);
        }
        return new Outcome.Noted(saved);
    }

    /** Who knows what. */
    public record Command(Caller caller, SharedSecretId id, IdentityId identity) {}

    /** The secret, or why not. */
    public sealed interface Outcome {
        /** The person is known to know it. */
        record Noted(SharedSecret.Kept secret) implements Outcome {}

        /** There is no such secret. */
        record Unknown() implements Outcome {}

        /** There is no such person. */
        record UnknownPerson() implements Outcome {}

        /** It is retired: it opens nothing. */
        record IsRetired() implements Outcome {}

        /** 1,000 people know it: rotate it, and tell fewer. */
        record TooMany() implements Outcome {}

        /** The caller holds none of the roles that may and is not the secret's owner. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
