package dev.tenure.application.nonhuman;

import dev.tenure.application.reconciliation.LinkDesk;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody asks for an identity of something that is no person: with a purpose, a human owner who answers for it, and perhaps the
 * account that is there already (IDN-2). Nothing comes of it until another person approves.
 */
public final class RequestNonHuman {

    private static final Role[] MAY = {Role.REQUESTER, Role.OPERATOR, Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final NonHumans nonHumans;
    private final NonHumanSource source;
    private final LinkDesk links;
    private final NonHumanEvents events;

    public RequestNonHuman(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            NonHumans nonHumans,
            NonHumanSource source,
            LinkDesk links,
            NonHumanEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.nonHumans = nonHumans;
        this.source = source;
        this.links = links;
        this.events = events;
    }

    /** Records the request once, however often it is repeated. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!NonHuman.Terms.isName(command.name())) {
            return new Outcome.BadName();
        }
        if (!Reason.isOne(command.purpose(), NonHuman.Terms.LONGEST_PURPOSE)) {
            return new Outcome.BadPurpose();
        }
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> request(command, id, now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        nonHumans
                                .find(new NonHumanId(repeated.created()))
                                .<Outcome>map(Outcome.Recorded::new)
                                .orElseGet(() -> request(command, repeated.created(), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome request(Command command, UUID id, Instant now) {
        if (!source.canOwn(command.owner(), now)) {
            return new Outcome.OwnerNotHere();
        }
        if (nonHumans.living(command.name()).isPresent()) {
            return new Outcome.NameTaken(command.name());
        }
        Optional<LinkDesk.Trouble> trouble =
                command.account().flatMap(account -> links.trouble(command.caller(), account));
        if (trouble.isPresent()) {
            return switch (trouble.get()) {
                case GONE -> new Outcome.UnknownAccount();
                case TAKEN -> new Outcome.AccountTaken();
                case OWN -> new Outcome.OwnAccount();
            };
        }
        NonHuman.Requested requested = new NonHuman.Requested(
                new NonHuman.Terms(
                        new NonHumanId(id),
                        command.kind(),
                        command.name(),
                        command.purpose(),
                        command.account(),
                        command.caller().subject(),
                        now),
                command.owner());
        nonHumans.add(requested);
        events.requested(requested, command.caller(), now);
        return new Outcome.Recorded(requested);
    }

    /**
     * What is asked for.
     *
     * @param owner who is to answer for it
     * @param account the account that it is for, where a target shows it already
     */
    public record Command(
            Caller caller,
            RequestKey requestKey,
            NonHumanKind kind,
            String name,
            String purpose,
            IdentityId owner,
            Optional<AccountId> account) {}

    /** The request, or why not. */
    public sealed interface Outcome {
        /** Waits for another person's decision. */
        record Recorded(NonHuman nonHuman) implements Outcome {}

        /** The name is empty, too long, or not on one line. */
        record BadName() implements Outcome {}

        /** The purpose is empty, too long, or holds what no text holds. */
        record BadPurpose() implements Outcome {}

        /** The owner is unknown, no person, has not started or is out. */
        record OwnerNotHere() implements Outcome {}

        /** One that waits or is active has this name. */
        record NameTaken(String name) implements Outcome {}

        /** No target shows such an account. */
        record UnknownAccount() implements Outcome {}

        /** The account has an identity. */
        record AccountTaken() implements Outcome {}

        /** The account is the caller's, as far as can be told. */
        record OwnAccount() implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
