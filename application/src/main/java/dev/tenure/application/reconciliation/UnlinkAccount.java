package dev.tenure.application.reconciliation;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.AccountLink;
import dev.tenure.domain.reconciliation.LinkDecision;
import dev.tenure.domain.reconciliation.LinkedAccount;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody knows that an account is not whose it is believed to be, or whose it is suggested to be, and says so (IDN-4). No rule
 * and no listing links the two again; a person may. The same bounds hold as for linking.
 */
public final class UnlinkAccount {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final Identities identities;
    private final AccountLinks links;
    private final LinkConsequences consequences;
    private final ReconciliationEvents events;

    public UnlinkAccount(
            Transactions transactions,
            Identifiers identifiers,
            Identities identities,
            AccountLinks links,
            LinkConsequences consequences,
            ReconciliationEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.identities = identities;
        this.links = links;
        this.consequences = consequences;
        this.events = events;
    }

    /** Leaves the account without an identity, or turns a suggestion down. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> links.lock(command.account())
                .map(known -> unlink(command, known, now))
                .orElse(new Outcome.UnknownAccount()));
    }

    private Outcome unlink(Command command, LinkedAccount known, Instant now) {
        Optional<IdentityId> believed = known.account()
                .identity()
                .or(() -> known.link() instanceof AccountLink.Suggested suggested
                        ? Optional.of(suggested.identity())
                        : Optional.empty());
        if (believed.isEmpty()) {
            return new Outcome.Nobodys();
        }
        if (OwnAccount.is(command.caller(), known.account(), identities.find(believed.get()).stream())) {
            return new Outcome.OwnAccount();
        }
        if (consequences.isBeingTaken(known.account())) {
            return new Outcome.BeingTaken();
        }
        LinkDecision decision = new LinkDecision(
                identifiers.next(),
                command.account(),
                believed.get(),
                LinkDecision.Verdict.UNLINKED,
                command.reason().strip(),
                command.caller().subject(),
                now);
        links.decide(decision);
        events.unlinked(known, decision, command.caller(), now);
        return new Outcome.Unlinked(links.lock(command.account()).orElseThrow());
    }

    /** Which account, and why. */
    public record Command(Caller caller, AccountId account, String reason) {}

    /** The account, or why not. */
    public sealed interface Outcome {
        /** It is nobody's now. */
        record Unlinked(LinkedAccount account) implements Outcome {}

        /** No target shows such an account. */
        record UnknownAccount() implements Outcome {}

        /** It has no identity, and none is suggested. */
        record Nobodys() implements Outcome {}

        /** The account is the caller's. */
        record OwnAccount() implements Outcome {}

        /** An open leaver case is taking it from whoever has it. */
        record BeingTaken() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
