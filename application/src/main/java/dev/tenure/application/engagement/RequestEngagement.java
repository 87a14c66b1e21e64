package dev.tenure.application.engagement;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody asks that a contractor or one of a vendor's people may work here, for a purpose, with a sponsor who answers for them
 * and until a day that stands from the beginning (JML-10). Nothing comes of it until another person approves.
 */
public final class RequestEngagement {

    private static final Role[] MAY = {Role.REQUESTER, Role.OPERATOR, Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final Engagements engagements;
    private final Register register;
    private final EngagementEvents events;

    public RequestEngagement(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Engagements engagements,
            Register register,
            EngagementEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
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
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> request(command, id, now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        engagements
                                .find(new EngagementId(repeated.created()))
                                .<Outcome>map(Outcome.Recorded::new)
                                .orElseGet(() -> request(command, repeated.created(), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome request(Command command, UUID id, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, command.person().zone());
        LocalDate from = command.start().isAfter(today) ? command.start() : today;
        LocalDate until =
                command.until().orElseGet(() -> from.plusDays(register.policy().usualDays()));
        LocalDate latest = from.plusDays(register.policy().longestDays());
        if (until.isBefore(from) || until.isAfter(latest)) {
            return new Outcome.BadEnd(from, latest);
        }
        if (!register.canSponsor(command.sponsor(), now)) {
            return new Outcome.SponsorNotHere();
        }
        Engagement.Requested requested = new Engagement.Requested(
                new Engagement.Terms(new EngagementId(id), command.person(), command.start()),
                new Engagement.Ask(
                        until,
                        command.sponsor(),
                        command.purpose(),
                        command.caller().subject(),
                        now));
        Optional<Engagement> open = engagements.openOf(command.person().email(), now);
        if (open.isPresent()) {
            return new Outcome.AlreadyEngaged();
        }
        if (register.isEmployed(requested.terms())) {
            return new Outcome.PersonIsEmployed();
        }
        engagements.add(requested);
        events.requested(requested, command.caller(), now);
        return new Outcome.Recorded(requested);
    }

    /**
     * What is asked for.
     *
     * @param start the first day, in the person's zone
     * @param until the last day; empty for as long as is usual
     */
    public record Command(
            Caller caller,
            RequestKey requestKey,
            Engaged person,
            LocalDate start,
            Optional<LocalDate> until,
            IdentityId sponsor,
            String purpose) {}

    /** The request, or why not. */
    public sealed interface Outcome {
        /** Waits for another person's decision. */
        record Recorded(Engagement engagement) implements Outcome {}

        /** The last day is not between these two. */
        record BadEnd(LocalDate earliest, LocalDate latest) implements Outcome {}

        /** The purpose is empty, too long, or holds what no text holds. */
        record BadPurpose() implements Outcome {}

        /** The sponsor is unknown, has not started or has left. */
        record SponsorNotHere() implements Outcome {}

        /** The person has an engagement that waits or is in force: extend that one. */
        record AlreadyEngaged() implements Outcome {}

        /** The address is an employee's who is here. */
        record PersonIsEmployed() implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
