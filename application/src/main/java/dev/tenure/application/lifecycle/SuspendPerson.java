package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.SuspensionId;
import dev.tenure.domain.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody has a person shut out of everything at once, whatever HR says or does not say (JML-7).
 *
 * <p>One call opens a leaver's case whose clock starts now. Nobody can sign in and no secret works; memberships stay until it
 * is decided whether the person is out for good. Called for good from the beginning, memberships go too. No limit holds such a
 * case up. HR's records do not undo it: that takes a decision.
 */
public final class SuspendPerson {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR, Role.CONFIDENTIAL_HR};
    private static final int LONGEST = 500;

    /** How long a suspension may stand undecided before it is somebody's exception. */
    static final Duration DECIDE_WITHIN = Duration.ofDays(3);

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final Identities identities;
    private final LeaverCases cases;
    private final Suspensions suspensions;
    private final LeaverDesk desk;
    private final LeaverEvents events;

    public SuspendPerson(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Identities identities,
            LeaverCases cases,
            Suspensions suspensions,
            LeaverDesk desk,
            LeaverEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.identities = identities;
        this.cases = cases;
        this.suspensions = suspensions;
        this.desk = desk;
        this.events = events;
    }

    /** Opens the case. Work on every system is planned when this returns. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), LONGEST)) {
            return new Outcome.BadReason();
        }
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> suspend(command, new SuspensionId(id), now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        suspensions
                                .find(new SuspensionId(repeated.created()))
                                .<Outcome>map(Outcome.Suspended::new)
                                .orElseGet(() -> suspend(command, new SuspensionId(repeated.created()), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome suspend(Command command, SuspensionId id, Instant now) {
        Optional<Identity> identity = identities.find(command.identity());
        if (identity.isEmpty()) {
            return new Outcome.Unknown();
        }
        Optional<Suspension> standing = suspensions.standing(command.identity());
        if (standing.isPresent()) {
            return new Outcome.Suspended(standing.get());
        }
        Optional<LeaverCase.Open> leaving = cases.openOf(command.identity());
        if (leaving.isPresent()) {
            desk.letPass(leaving.get(), command.reason().strip(), command.caller(), now);
            return new Outcome.LeavesAlready(leaving.get());
        }
        Suspension.Undecided suspension = new Suspension.Call(
                        id,
                        command.identity(),
                        desk.nextCase(),
                        command.reason().strip(),
                        command.caller().subject(),
                        now,
                        now.plus(DECIDE_WITHIN))
                .begin();
        suspensions.save(suspension);
        events.suspended(suspension, command.caller(), now);
        desk.openEmergency(identity.get(), suspension, now);
        if (command.forGood()) {
            return new Outcome.Suspended(desk.uphold(
                    stored(id),
                    new Suspension.Decision(
                            suspension.call().reason(),
                            new Suspension.Decider.Person(suspension.call().by()),
                            now),
                    now));
        }
        return new Outcome.Suspended(stored(id));
    }

    private Suspension.Undecided stored(SuspensionId id) {
        return (Suspension.Undecided) suspensions.find(id).orElseThrow();
    }

    /**
     * Who, and why.
     *
     * @param reason at most 500 characters; kept for good and read by auditors
     * @param forGood whether it is decided already
     */
    public record Command(Caller caller, RequestKey requestKey, IdentityId identity, String reason, boolean forGood) {}

    /** The suspension, or why not. */
    public sealed interface Outcome {
        /** Shut out now, or since before. */
        record Suspended(Suspension suspension) implements Outcome {}

        /** There is no such person. */
        record Unknown() implements Outcome {}

        /** A leaver's case of the person is open already: everything is being shut, and what a guard held of it passes. */
        record LeavesAlready(LeaverCase leaverCase) implements Outcome {}

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
