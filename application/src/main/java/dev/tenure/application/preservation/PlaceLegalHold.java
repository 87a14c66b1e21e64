package dev.tenure.application.preservation;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.preservation.LegalHoldId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What belongs to somebody may be wanted as evidence: from now on nothing of it is destroyed, whatever the cause. One person is
 * enough, since that is the safe direction. Access goes as before, wherever it can without destroying anything.
 */
public final class PlaceLegalHold {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final Identities identities;
    private final LegalHolds holds;
    private final LegalHoldEvents events;

    public PlaceLegalHold(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Identities identities,
            LegalHolds holds,
            LegalHoldEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.identities = identities;
        this.holds = holds;
        this.events = events;
    }

    /** Places the hold. */
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
                    case RequestKeys.Claim.Fresh fresh -> place(command, new LegalHoldId(id), now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        holds.find(new LegalHoldId(repeated.created()))
                                .<Outcome>map(Outcome.Placed::new)
                                .orElseGet(() -> place(command, new LegalHoldId(repeated.created()), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome place(Command command, LegalHoldId id, Instant now) {
        if (identities.find(command.identity()).isEmpty()) {
            return new Outcome.Unknown();
        }
        LegalHold.InForce hold = new LegalHold.Order(
                        id,
                        command.identity(),
                        command.reason().strip(),
                        command.caller().subject(),
                        now)
                .begin();
        holds.save(hold);
        events.placed(hold, command.caller(), now);
        return new Outcome.Placed(holds.find(id).orElseThrow());
    }

    /**
     * On whom, and why.
     *
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, RequestKey requestKey, IdentityId identity, String reason) {}

    /** The hold, or why not. */
    public sealed interface Outcome {
        /** Placed now, or by the same request before. */
        record Placed(LegalHold hold) implements Outcome {}

        /** There is no such person. */
        record Unknown() implements Outcome {}

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
