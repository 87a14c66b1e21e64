package dev.tenure.application.engagement;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody looks through the register: who is here until when, whose end comes soon, who waits for a decision, and whose sponsor
 * has left. The mandatory end shows to everybody who works with the register, as it was agreed from the beginning.
 */
public final class ListEngagements {

    static final Role[] READERS = {
        Role.ADMINISTRATOR, Role.OPERATOR, Role.APPROVER, Role.REQUESTER, Role.AUDITOR, Role.CONFIDENTIAL_HR
    };

    private final Transactions transactions;
    private final Engagements engagements;
    private final EngagementPolicy policy;

    public ListEngagements(Transactions transactions, Engagements engagements, EngagementPolicy policy) {
        this.transactions = transactions;
        this.engagements = engagements;
        this.policy = policy;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> {
            Engagements.Filter filter = new Engagements.Filter(
                    command.text(),
                    command.standing(),
                    command.endsWithinDays().map(days -> now.plus(Duration.ofDays(days))),
                    command.withoutSponsor());
            return new Outcome.Listed(
                    engagements.list(filter, now, command.page()).map(listed -> Line.of(listed, policy, now)));
        });
    }

    /**
     * One engagement in a list.
     *
     * @param engagement the engagement
     * @param standing where it stands
     * @param sponsor the sponsor's name
     * @param sponsorGoneSince when the sponsor was let go, where they were
     * @param sponsorDueBy by when there is to be another sponsor, where the present one was let go and it is in force
     */
    public record Line(
            Engagement engagement,
            Engagements.Standing standing,
            Optional<String> sponsor,
            Optional<Instant> sponsorGoneSince,
            Optional<Instant> sponsorDueBy) {

        static Line of(Engagements.Listed listed, EngagementPolicy policy, Instant now) {
            Engagements.Standing standing = ListEngagements.standing(listed.engagement(), now);
            boolean lasts =
                    standing == Engagements.Standing.IN_FORCE || standing == Engagements.Standing.EXTENSION_REQUESTED;
            return new Line(
                    listed.engagement(),
                    standing,
                    listed.sponsor(),
                    listed.sponsorGoneSince(),
                    listed.sponsorGoneSince()
                            .filter(since -> lasts)
                            .map(since -> since.plus(Duration.ofDays(policy.sponsorDays()))));
        }
    }

    static Engagements.Standing standing(Engagement engagement, Instant now) {
        return switch (engagement) {
            case Engagement.Requested requested -> Engagements.Standing.REQUESTED;
            case Engagement.Declined declined -> Engagements.Standing.DECLINED;
            case Engagement.Approved approved ->
                approved.hasLapsed(now) ? Engagements.Standing.LAPSED : Engagements.Standing.IN_FORCE;
            case Engagement.ExtensionRequested extension ->
                extension.hasLapsed(now) ? Engagements.Standing.LAPSED : Engagements.Standing.EXTENSION_REQUESTED;
            case Engagement.Ended ended -> Engagements.Standing.ENDED;
        };
    }

    /**
     * What is wanted, and by whom.
     *
     * @param text part of the person's name or address
     * @param standing where it stands
     * @param endsWithinDays only those in force whose last day is over within so many days
     * @param withoutSponsor only those in force whose sponsor is not here
     */
    public record Command(
            Caller caller,
            Optional<String> text,
            Optional<Engagements.Standing> standing,
            Optional<Long> endsWithinDays,
            boolean withoutSponsor,
            PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of engagements, those that end first first. */
        record Listed(Slice<Line> engagements) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
