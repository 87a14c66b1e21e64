package dev.tenure.application.engagement;

import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody asks that a person may stay longer, or that another sponsor answers for them. It takes a new approval each time, and
 * nothing changes before: without it the engagement ends on the day that was approved last.
 */
public final class ExtendEngagement {

    private static final Role[] MAY = {Role.REQUESTER, Role.OPERATOR, Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final RequestKeys requestKeys;
    private final Engagements engagements;
    private final Register register;
    private final EngagementEvents events;

    public ExtendEngagement(
            Transactions transactions,
            RequestKeys requestKeys,
            Engagements engagements,
            Register register,
            EngagementEvents events) {
        this.transactions = transactions;
        this.requestKeys = requestKeys;
        this.engagements = engagements;
        this.register = register;
        this.events = events;
    }

    /** Records the request. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.purpose(), Engagement.Ask.LONGEST_PURPOSE)) {
            return new Outcome.BadPurpose();
        }
        return transactions.call(now -> engagements
                .find(command.engagement())
                .<Outcome>map(found -> claimed(command, found, now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome claimed(Command command, Engagement engagement, Instant now) {
        return switch (requestKeys.claim(
                command.caller().subject(),
                command.requestKey(),
                command.engagement().value())) {
            case RequestKeys.Claim.Fresh fresh -> extend(command, engagement, now);
            case RequestKeys.Claim.Repeated repeated ->
                engagement instanceof Engagement.Approved approved && !wasAsked(command, approved)
                        ? extend(command, approved, now)
                        : new Outcome.Recorded(engagement);
            case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
            case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
        };
    }

    /** Whether what a repeated request asks for was approved since. */
    private static boolean wasAsked(Command command, Engagement.Approved approved) {
        return approved.approved().stream()
                .map(Engagement.Term::ask)
                .anyMatch(ask -> Optional.of(ask.until()).equals(command.until())
                        && ask.by().equals(command.caller().subject()));
    }

    private Outcome extend(Command command, Engagement engagement, Instant now) {
        return switch (engagement) {
            case Engagement.Approved approved ->
                approved.hasLapsed(now) ? new Outcome.NotInForce() : extend(command, approved, now);
            case Engagement.ExtensionRequested waiting ->
                waiting.hasLapsed(now) ? new Outcome.NotInForce() : new Outcome.AlreadyRequested();
            case Engagement.Requested requested -> new Outcome.NotInForce();
            case Engagement.Declined declined -> new Outcome.NotInForce();
            case Engagement.Ended ended -> new Outcome.NotInForce();
        };
    }

    private Outcome extend(Command command, Engagement.Approved approved, Instant now) {
        LocalDate end = approved.end();
        LocalDate latest = end.plusDays(register.policy().longestDays());
        LocalDate until =
                command.until().orElseGet(() -> end.plusDays(register.policy().usualDays()));
        if (until.isBefore(end) || until.isAfter(latest)) {
            return new Outcome.BadEnd(end, latest);
        }
        IdentityId sponsor = command.sponsor().orElse(approved.current().ask().sponsor());
        if (!register.canSponsor(sponsor, now)) {
            return new Outcome.SponsorNotHere();
        }
        Engagement.ExtensionRequested requested = approved.extend(new Engagement.Ask(
                until, sponsor, command.purpose(), command.caller().subject(), now));
        engagements.save(requested);
        events.requested(requested, command.caller(), now);
        return new Outcome.Recorded(requested);
    }

    /**
     * What is asked for.
     *
     * @param until the new last day, no earlier than the present one; empty for as much longer as is usual
     * @param sponsor who answers from then on; empty for the present one
     */
    public record Command(
            Caller caller,
            RequestKey requestKey,
            EngagementId engagement,
            Optional<LocalDate> until,
            Optional<IdentityId> sponsor,
            String purpose) {}

    /** The request, or why not. */
    public sealed interface Outcome {
        /** Waits for another person's decision. */
        record Recorded(Engagement engagement) implements Outcome {}

        /** There is no such engagement. */
        record Unknown() implements Outcome {}

        /** It is not approved, has lapsed or was ended: ask for a new one. */
        record NotInForce() implements Outcome {}

        /** An extension waits for its decision already. */
        record AlreadyRequested() implements Outcome {}

        /** The last day is not between these two. */
        record BadEnd(LocalDate earliest, LocalDate latest) implements Outcome {}

        /** The purpose is empty, too long, or holds what no text holds. */
        record BadPurpose() implements Outcome {}

        /** The sponsor is unknown, has not started or has left: name another. */
        record SponsorNotHere() implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
