package dev.tenure.application.reconciliation;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.AccountLink;
import dev.tenure.domain.reconciliation.LinkedAccount;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody knows whose an account is where no rule says so, or where a rule is wrong, and links it (IDN-4). To confirm a suggestion is the
 * same. What a person says holds against every rule, until a person says otherwise.
 *
 * <p>Nobody links an account to themselves, or one of their own to somebody else. An account that an open leaver case is taking
 * from somebody stays theirs until the case has closed: the case would lose it in silence. Where the new person is leaving, their
 * case takes the account at once.
 */
public final class LinkAccount {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Identities identities;
    private final AccountLinks links;
    private final LinkConsequences consequences;
    private final LinkDesk desk;

    public LinkAccount(
            Transactions transactions,
            Identities identities,
            AccountLinks links,
            LinkConsequences consequences,
            LinkDesk desk) {
        this.transactions = transactions;
        this.identities = identities;
        this.links = links;
        this.consequences = consequences;
        this.desk = desk;
    }

    /** Links the account. Where a person linked it to the same identity before, that stays as it is. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> links.lock(command.account())
                .map(known -> link(command, known, now))
                .orElse(new Outcome.UnknownAccount()));
    }

    private Outcome link(Command command, LinkedAccount known, Instant now) {
        Optional<Identity> identity = identities.find(command.identity());
        if (identity.isEmpty()) {
            return new Outcome.UnknownIdentity();
        }
        Optional<IdentityId> before = known.account().identity();
        Stream<Identity> people = Stream.concat(identity.stream(), before.flatMap(identities::find).stream());
        if (OwnAccount.is(command.caller(), known.account(), people)) {
            return new Outcome.OwnAccount();
        }
        boolean moves = !before.equals(Optional.of(command.identity()));
        if (!moves && known.link() instanceof AccountLink.ByPerson) {
            return new Outcome.Linked(known);
        }
        if (moves && consequences.isBeingTaken(known.account())) {
            return new Outcome.BeingTaken();
        }
        return new Outcome.Linked(desk.link(
                command.caller(),
                command.account(),
                command.identity(),
                command.reason().strip(),
                now));
    }

    /** Which account is whose, and why. */
    public record Command(Caller caller, AccountId account, IdentityId identity, String reason) {}

    /** The account, or why not. */
    public sealed interface Outcome {
        /** It is theirs. */
        record Linked(LinkedAccount account) implements Outcome {}

        /** No target shows such an account. */
        record UnknownAccount() implements Outcome {}

        /** There is no such identity. */
        record UnknownIdentity() implements Outcome {}

        /** The account is the caller's, or would be. */
        record OwnAccount() implements Outcome {}

        /** An open leaver case is taking it from whoever has it. */
        record BeingTaken() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
