package dev.tenure.application.engagement;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * Another person than the one who asked approves an engagement or its extension, or somebody turns it down. Approved, the person
 * is expected or works from this transaction on, and leaves at the end like anybody else.
 */
public final class DecideEngagement {

    private static final Role[] MAY = {Role.APPROVER, Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final Engagements engagements;
    private final Register register;
    private final EngagementEvents events;

    public DecideEngagement(
            Transactions transactions, Engagements engagements, Register register, EngagementEvents events) {
        this.transactions = transactions;
        this.engagements = engagements;
        this.register = register;
        this.events = events;
    }

    /** Approves or declines. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (command.decision() instanceof Decision.Decline decline
                && !Reason.isOne(decline.reason(), Engagement.Ask.LONGEST_PURPOSE)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> engagements
                .find(command.engagement())
                .map(engagement -> switch (engagement) {
                    case Engagement.Requested requested -> decide(command, requested, now);
                    case Engagement.ExtensionRequested extension -> decide(command, extension, now);
                    case Engagement.Approved approved -> new Outcome.AlreadyDecided();
                    case Engagement.Declined declined -> new Outcome.AlreadyDecided();
                    case Engagement.Ended ended -> new Outcome.AlreadyDecided();
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome decide(Command command, Engagement.Undecided undecided, Instant now) {
        String subject = command.caller().subject();
        return switch (command.decision()) {
            case Decision.Decline decline -> {
                Engagement declined = undecided.decline(subject, now, decline.reason());
                engagements.save(declined);
                events.declined(undecided, decline.reason(), command.caller(), now);
                yield new Outcome.Decided(declined);
            }
            case Decision.Approve approve -> {
                if (command.caller().isSamePersonAs(undecided.ask().by())) {
                    yield new Outcome.DeciderIsRequester();
                }
                if (isOver(undecided, now)) {
                    yield new Outcome.Outdated();
                }
                if (!register.canSponsor(undecided.ask().sponsor(), now)) {
                    yield new Outcome.SponsorNotHere();
                }
                if (register.isEmployed(undecided.terms())) {
                    yield new Outcome.PersonIsEmployed();
                }
                Engagement.Approved approved = undecided.approve(subject, now);
                engagements.save(approved);
                register.tell(approved, now);
                events.approved(approved, command.caller(), now);
                yield new Outcome.Decided(approved);
            }
        };
    }

    /** Whether the days that were asked for are over, or the engagement that was to be extended is. */
    private static boolean isOver(Engagement.Undecided undecided, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, undecided.terms().person().zone());
        return undecided.ask().until().isBefore(today)
                || (undecided instanceof Engagement.ExtensionRequested extension && extension.hasLapsed(now));
    }

    /** What somebody decides. */
    public sealed interface Decision {
        /** It may be. */
        record Approve() implements Decision {}

        /** It may not be. */
        record Decline(String reason) implements Decision {}
    }

    /** Which engagement, what of it, for whom. */
    public record Command(Caller caller, EngagementId engagement, Decision decision) {}

    /** What became of it, or why nothing did. */
    public sealed interface Outcome {
        /** Approved, or declined; of a declined extension what was in force stays so. */
        record Decided(Engagement engagement) implements Outcome {}

        /** There is no such engagement. */
        record Unknown() implements Outcome {}

        /** Nothing waits for a decision. */
        record AlreadyDecided() implements Outcome {}

        /** Another person than the one who asked has to approve. */
        record DeciderIsRequester() implements Outcome {}

        /** The days that were asked for are over: ask for others. */
        record Outdated() implements Outcome {}

        /** The sponsor has left since, or has not started: ask again with another. */
        record SponsorNotHere() implements Outcome {}

        /** The address is an employee's who is here. */
        record PersonIsEmployed() implements Outcome {}

        /** The reason is empty, too long, or holds what no text holds. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
