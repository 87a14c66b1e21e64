package dev.tenure.application.provisioning;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The first of two people has looked at what the guard holds and wants it, or a part of it, to go ahead. What is held at this
 * moment is what the second person is asked about; what comes behind it stays held.
 */
public final class ProposeHoldRelease {

    /** The most accounts that a part may name. */
    public static final int MOST_ACCOUNTS = 1000;

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final Holds holds;
    private final Guards guards;
    private final Operations operations;
    private final ProvisioningEvents events;

    public ProposeHoldRelease(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Holds holds,
            Guards guards,
            Operations operations,
            ProvisioningEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.holds = holds;
        this.guards = guards;
        this.operations = operations;
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
        if (command.accounts()
                .filter(some -> some.isEmpty() || some.size() > MOST_ACCOUNTS)
                .isPresent()) {
            return new Outcome.BadPart();
        }
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> propose(command, id, now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        holds.findRelease(repeated.created())
                                .<Outcome>map(Outcome.Recorded::new)
                                .orElseGet(() -> propose(command, repeated.created(), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome propose(Command command, UUID id, Instant now) {
        Optional<Holds.Summary> known = holds.find(command.hold());
        if (known.isEmpty()) {
            return new Outcome.Unknown();
        }
        // With the guard locked nothing is added to the hold, and no other proposal comes in between.
        guards.lock(known.get().hold().opening().system());
        return propose(command, holds.find(command.hold()).orElseThrow(), id, now);
    }

    private Outcome propose(Command command, Holds.Summary summary, UUID id, Instant now) {
        if (summary.waiting().isPresent()) {
            return new Outcome.AlreadyProposed(summary.waiting().get());
        }
        return switch (summary.hold()) {
            case Hold.Ended ended -> new Outcome.NothingHeld();
            case Hold.Open open -> propose(command, open, summary.operations(), id, now);
        };
    }

    private Outcome propose(Command command, Hold.Open open, long held, UUID id, Instant now) {
        List<Operation> marked = operations.mark(open.opening().id(), command.accounts(), id);
        if (marked.isEmpty()) {
            return new Outcome.NothingHeld();
        }
        int accounts = (int) marked.stream()
                .map(o -> o.plan().work())
                .filter(Work.OnAccount.class::isInstance)
                .map(work -> ((Work.OnAccount) work).account())
                .distinct()
                .count();
        HoldRelease.Proposed proposed = new HoldRelease.Proposed(new HoldRelease.Proposal(
                id,
                open.opening().id(),
                marked.size() == held,
                accounts,
                marked.size(),
                command.reason().strip(),
                command.caller().subject(),
                now));
        holds.propose(proposed);
        events.releaseProposed(proposed, open.opening().system(), command.caller(), now);
        return new Outcome.Recorded(proposed);
    }

    /**
     * What is to go ahead, and why.
     *
     * @param accounts the part: all that is held on these accounts, 1 to {@link #MOST_ACCOUNTS} of them; empty for all. An
     *     account on which nothing is held any longer does no harm
     * @param reason up to 500 characters
     */
    public record Command(
            Caller caller, RequestKey requestKey, HoldId hold, Optional<Set<AccountId>> accounts, String reason) {
        public Command {
            accounts = accounts.map(Set::copyOf);
        }
    }

    /** The proposal, or why not. */
    public sealed interface Outcome {
        /** Recorded now, or by the same request before. */
        record Recorded(HoldRelease release) implements Outcome {}

        /** There is no such hold. */
        record Unknown() implements Outcome {}

        /** Nothing of it, or of the part, is held any longer. */
        record NothingHeld() implements Outcome {}

        /** Another proposal for this hold waits: confirm or decline it first. */
        record AlreadyProposed(HoldRelease.Proposed waiting) implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The part names no account, or too many. */
        record BadPart() implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
