package dev.tenure.application.ownership;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverDesk;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.ManagerChain;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.domain.ownership.HandOverId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a leaver owned gets another owner: an administrator or operator names one, or whoever is proposed takes it on. The
 * leaver names nobody. It is the new owner's in the same transaction, with what goes along, and the leaver's case closes where it
 * waited for nothing else (IDN-2, JML-5a).
 */
public final class HandOverOwnership {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_OWNER = 200;

    private final Transactions transactions;
    private final HandOvers handOvers;
    private final Identities identities;
    private final LeaverCases cases;
    private final LeaverDesk leavers;
    private final OwnedThings owned;
    private final Succession succession;
    private final OwnershipEvents events;

    public HandOverOwnership(
            Transactions transactions,
            HandOvers handOvers,
            Identities identities,
            LeaverCases cases,
            LeaverDesk leavers,
            OwnedThings owned,
            Succession succession,
            OwnershipEvents events) {
        this.transactions = transactions;
        this.handOvers = handOvers;
        this.identities = identities;
        this.cases = cases;
        this.leavers = leavers;
        this.owned = owned;
        this.succession = succession;
        this.events = events;
    }

    /** Hands it over. Repeating it changes nothing. */
    public Outcome handle(Command command) {
        Caller caller = command.caller();
        if (!caller.hasAny(ListHandOvers.READERS)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), LONGEST_REASON)) {
            return new Outcome.BadReason();
        }
        if (command.owner().filter(owner -> !Reason.isOne(owner, LONGEST_OWNER)).isPresent()) {
            return new Outcome.BadOwner();
        }
        return transactions.call(now -> handOvers
                .find(command.id())
                .filter(handOver -> caller.hasAny(MAY) || isProposed(caller, handOver))
                .map(handOver -> look(command, handOver, now))
                .orElseGet(() -> caller.hasAny(MAY) ? new Outcome.Unknown() : new Outcome.NotAllowed(Set.of(MAY))));
    }

    private boolean isProposed(Caller caller, HandOver handOver) {
        return handOver.facts()
                .proposed()
                .flatMap(identities::find)
                .filter(person -> person.isSubject(caller.subject()))
                .isPresent();
    }

    private Outcome look(Command command, HandOver handOver, Instant now) {
        HandOver.Facts facts = handOver.facts();
        Identity leaver = identities.find(facts.leaver()).orElseThrow();
        if (command.caller().isKnownAs(leaver.knownAs())) {
            return new Outcome.CallerIsLeaver();
        }
        if (!command.caller().hasAny(MAY)
                && (command.owner().isPresent() || !facts.proposed().equals(Optional.of(command.successor())))) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (cases.lock(facts.leaverCase()).orElseThrow() instanceof LeaverCase.Open open) {
            owned.leaving(open, now);
        }
        return switch (handOvers.find(command.id()).orElseThrow()) {
            case HandOver.Due due -> handOver(command, due, leaver, now);
            case HandOver.HandedOver done ->
                done.successor().equals(command.successor())
                        ? new Outcome.HandedOver(owned.named(done))
                        : new Outcome.NotDue(done);
            case HandOver.Lapsed lapsed -> new Outcome.NotDue(lapsed);
        };
    }

    private Outcome handOver(Command command, HandOver.Due due, Identity leaver, Instant now) {
        if (command.successor().equals(leaver.id())) {
            return new Outcome.SuccessorIsLeaver();
        }
        Optional<Identity> successor = identities
                .find(command.successor())
                .filter(person -> ManagerChain.Link.of(person) instanceof ManagerChain.Link.CanAct);
        if (successor.isEmpty()) {
            return new Outcome.SuccessorNotHere();
        }
        String owner = command.owner().map(String::strip).orElseGet(() -> owner(command.caller(), successor.get()));
        if (leaver.knownAs().anyMatch(owner::equalsIgnoreCase)) {
            return new Outcome.SuccessorIsLeaver();
        }
        if (!succession.isPossible(due.facts().thing(), successor.get(), now)) {
            return new Outcome.SuccessorIsEngaged();
        }
        HandOver.HandedOver done =
                due.handOver(command.successor(), command.caller().subject(), command.reason(), now);
        handOvers.save(done);
        events.done(done, command.caller(), now);
        succession.pass(
                due.facts().thing(),
                leaver.knownAs().toList(),
                successor.get(),
                owner,
                command.reason(),
                command.caller(),
                now);
        leavers.ownershipChanged(due.facts().leaverCase(), now);
        return new Outcome.HandedOver(owned.named(handOvers.find(command.id()).orElseThrow()));
    }

    /** Whoever takes it on themselves is known by their subject; anybody else by what people write down of them. */
    private static String owner(Caller caller, Identity successor) {
        return successor.isSubject(caller.subject())
                ? caller.subject()
                : successor.profile().email().orElse(successor.key().workerId());
    }

    /**
     * What goes to whom, and why.
     *
     * @param owner the successor's subject, as a system names its owner, up to 200 characters; only of who may name anybody. Empty for
     *     the successor's e-mail address, or worker id where there is none
     * @param reason up to 2000 characters
     */
    public record Command(Caller caller, HandOverId id, IdentityId successor, Optional<String> owner, String reason) {}

    /** The hand-over, or why not. */
    public sealed interface Outcome {
        /** It is the successor's, now or since before. */
        record HandedOver(NamedHandOver handOver) implements Outcome {}

        /** There is no such hand-over. */
        record Unknown() implements Outcome {}

        /** Somebody else has it, or there is nothing left to hand over. */
        record NotDue(HandOver handOver) implements Outcome {}

        /** The leaver names nobody. */
        record CallerIsLeaver() implements Outcome {}

        /** The successor, or the owner that was named, is the leaver. */
        record SuccessorIsLeaver() implements Outcome {}

        /** The successor is unknown or nobody who works now: name another. */
        record SuccessorNotHere() implements Outcome {}

        /** Nobody answers for themselves: the successor is whom the engagement is about. */
        record SuccessorIsEngaged() implements Outcome {}

        /** The owner is empty, too long, or holds what no text holds. */
        record BadOwner() implements Outcome {}

        /** The reason is empty, too long, or holds what no text holds. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may, and is not proposed, or names another than themselves. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
