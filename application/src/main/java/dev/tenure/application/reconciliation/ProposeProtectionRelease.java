package dev.tenure.application.reconciliation;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ProtectionRelease;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The first of two people wants automation to touch a protected account again. */
public final class ProposeProtectionRelease {

    private static final Role[] MAY = {Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final Accounts accounts;
    private final ProtectionReleases releases;
    private final ReconciliationEvents events;

    public ProposeProtectionRelease(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Accounts accounts,
            ProtectionReleases releases,
            ReconciliationEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.accounts = accounts;
        this.releases = releases;
        this.events = events;
    }

    /** Records the proposal. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> propose(command, id, now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        releases.find(repeated.created())
                                .<Outcome>map(Outcome.Recorded::new)
                                .orElseGet(() -> propose(command, repeated.created(), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome propose(Command command, UUID id, Instant now) {
        return accounts.find(command.account())
                .map(account -> propose(command, account, id, now))
                .orElse(new Outcome.Unknown());
    }

    private Outcome propose(Command command, Account account, UUID id, Instant now) {
        if (account.protection().isEmpty()) {
            return new Outcome.NotProtected();
        }
        Optional<ProtectionRelease.Proposed> waiting = releases.waitingFor(account.id());
        if (waiting.isPresent()) {
            return new Outcome.Recorded(waiting.get());
        }
        ProtectionRelease.Proposed proposed = new ProtectionRelease.Proposed(new ProtectionRelease.Proposal(
                id, account.id(), command.reason().strip(), command.caller().subject(), now));
        releases.add(proposed);
        events.releaseProposed(proposed, account, command.caller(), now);
        return new Outcome.Recorded(proposed);
    }

    /** Which account, and why. */
    public record Command(Caller caller, RequestKey requestKey, AccountId account, String reason) {}

    /** The proposal, or why not. */
    public sealed interface Outcome {
        /** Recorded now, or waiting since before. */
        record Recorded(ProtectionRelease release) implements Outcome {}

        /** There is no such account. */
        record Unknown() implements Outcome {}

        /** The account is not protected. */
        record NotProtected() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
