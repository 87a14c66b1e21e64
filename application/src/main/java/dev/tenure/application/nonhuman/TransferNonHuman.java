package dev.tenure.application.nonhuman;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody else answers for a non-human identity from now on: the owner hands it over, or it is handed over for an owner who is gone.
 * It never goes without one.
 */
public final class TransferNonHuman {

    private final Transactions transactions;
    private final NonHumans nonHumans;
    private final NonHumanSource source;
    private final NonHumanOwners owners;

    public TransferNonHuman(
            Transactions transactions, NonHumans nonHumans, NonHumanSource source, NonHumanOwners owners) {
        this.transactions = transactions;
        this.nonHumans = nonHumans;
        this.source = source;
        this.owners = owners;
    }

    /** Hands it over. Where the new owner is the present one, nothing changes. */
    public Outcome handle(Command command) {
        // Whoever may under any owner is told what is wrong with their words before anything is looked for.
        if (command.caller().hasAny(DecideNonHuman.MAY) && !isSaid(command)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> nonHumans
                .find(command.nonHuman())
                .map(found -> mayTransfer(command.caller(), found) ? transfer(command, found, now) : notAllowed())
                .orElseGet(() -> command.caller().hasAny(DecideNonHuman.MAY) ? new Outcome.Unknown() : notAllowed()));
    }

    private static boolean isSaid(Command command) {
        return Reason.isOne(command.reason(), NonHuman.Terms.LONGEST_PURPOSE);
    }

    private boolean mayTransfer(Caller caller, NonHuman nonHuman) {
        return caller.hasAny(DecideNonHuman.MAY) || source.isOwner(caller.subject(), nonHuman.owner());
    }

    private static Outcome notAllowed() {
        return new Outcome.NotAllowed(Set.of(DecideNonHuman.MAY));
    }

    private Outcome transfer(Command command, NonHuman nonHuman, Instant now) {
        if (!isSaid(command)) {
            return new Outcome.BadReason();
        }
        return switch (nonHuman) {
            case NonHuman.Active active -> transfer(command, active, now);
            case NonHuman.Requested requested -> new Outcome.NotActive();
            case NonHuman.Rejected rejected -> new Outcome.NotActive();
            case NonHuman.Retired retired -> new Outcome.NotActive();
        };
    }

    private Outcome transfer(Command command, NonHuman.Active active, Instant now) {
        if (!source.canOwn(command.owner(), now)) {
            return new Outcome.OwnerNotHere();
        }
        if (command.owner().equals(active.owner())) {
            return new Outcome.Transferred(active);
        }
        return new Outcome.Transferred(owners.pass(active, command.owner(), command.reason(), command.caller(), now));
    }

    /** Which one, to whom, why, and who says so. */
    public record Command(Caller caller, NonHumanId nonHuman, IdentityId owner, String reason) {}

    /** What became of it, or why nothing did. */
    public sealed interface Outcome {
        /** The new owner answers for it. */
        record Transferred(NonHuman nonHuman) implements Outcome {}

        /** There is no such one. */
        record Unknown() implements Outcome {}

        /** It waits for its decision, was rejected or is retired. */
        record NotActive() implements Outcome {}

        /** The new owner is unknown, no person, has not started or is out. */
        record OwnerNotHere() implements Outcome {}

        /** The reason is empty, too long, or holds what no text holds. */
        record BadReason() implements Outcome {}

        /** The caller is not its owner and holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
