package dev.tenure.application.nonhuman;

import dev.tenure.application.reconciliation.LinkDesk;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Another person than the one who asked approves a non-human identity, or somebody turns it down. Approved, it stands in the inventory
 * from this transaction on, and the account that it was asked for is linked to it by the word of who approved.
 */
public final class DecideNonHuman {

    static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final NonHumans nonHumans;
    private final NonHumanSource source;
    private final LinkDesk links;
    private final NonHumanEvents events;

    public DecideNonHuman(
            Transactions transactions,
            NonHumans nonHumans,
            NonHumanSource source,
            LinkDesk links,
            NonHumanEvents events) {
        this.transactions = transactions;
        this.nonHumans = nonHumans;
        this.source = source;
        this.links = links;
        this.events = events;
    }

    /** Approves or rejects. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (command.decision() instanceof Decision.Reject reject
                && !Reason.isOne(reject.reason(), NonHuman.Terms.LONGEST_PURPOSE)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> nonHumans
                .find(command.nonHuman())
                .map(found -> switch (found) {
                    case NonHuman.Requested requested -> decide(command, requested, now);
                    case NonHuman.Active active -> new Outcome.AlreadyDecided();
                    case NonHuman.Rejected rejected -> new Outcome.AlreadyDecided();
                    case NonHuman.Retired retired -> new Outcome.AlreadyDecided();
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome decide(Command command, NonHuman.Requested requested, Instant now) {
        return switch (command.decision()) {
            case Decision.Reject reject -> {
                NonHuman.Rejected rejected =
                        requested.reject(new NonHuman.Closing(command.caller().subject(), now, reject.reason()));
                nonHumans.save(rejected);
                events.rejected(rejected, command.caller(), now);
                yield new Outcome.Decided(rejected);
            }
            case Decision.Approve approve -> approve(command.caller(), requested, now);
        };
    }

    private Outcome approve(Caller by, NonHuman.Requested requested, Instant now) {
        if (by.isSamePersonAs(requested.terms().by())) {
            return new Outcome.DeciderIsRequester();
        }
        if (!source.canOwn(requested.owner(), now)) {
            return new Outcome.OwnerNotHere();
        }
        Optional<AccountId> account = requested.terms().account();
        Optional<LinkDesk.Trouble> trouble = account.flatMap(id -> links.trouble(by, id));
        if (trouble.isPresent()) {
            return switch (trouble.get()) {
                case GONE -> new Outcome.UnknownAccount();
                case TAKEN -> new Outcome.AccountTaken();
                case OWN -> new Outcome.OwnAccount();
            };
        }
        IdentityId identity = source.begin(requested, now);
        NonHuman.Active active = requested.approve(new NonHuman.Approval(identity, by.subject(), now));
        nonHumans.save(active);
        account.ifPresent(id -> links.link(
                by, id, identity, "It was asked for as " + requested.terms().name() + ", and approved.", now));
        events.approved(active, by, now);
        return new Outcome.Decided(active);
    }

    /** What somebody decides. */
    public sealed interface Decision {
        /** It may be. */
        record Approve() implements Decision {}

        /** It may not be. */
        record Reject(String reason) implements Decision {}
    }

    /** Which one, what of it, for whom. */
    public record Command(Caller caller, NonHumanId nonHuman, Decision decision) {}

    /** What became of it, or why nothing did. */
    public sealed interface Outcome {
        /** Approved, or rejected. */
        record Decided(NonHuman nonHuman) implements Outcome {}

        /** There is no such request. */
        record Unknown() implements Outcome {}

        /** Nothing waits for a decision. */
        record AlreadyDecided() implements Outcome {}

        /** Another person than the one who asked has to approve. */
        record DeciderIsRequester() implements Outcome {}

        /** The owner is out since, or has not started: ask again with another. */
        record OwnerNotHere() implements Outcome {}

        /** No target shows the account any more. */
        record UnknownAccount() implements Outcome {}

        /** The account has an identity since. */
        record AccountTaken() implements Outcome {}

        /** The account is the caller's, as far as can be told. */
        record OwnAccount() implements Outcome {}

        /** The reason is empty, too long, or holds what no text holds. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
