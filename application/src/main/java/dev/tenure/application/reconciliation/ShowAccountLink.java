package dev.tenure.application.reconciliation;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.LinkDecision;
import dev.tenure.domain.reconciliation.LinkedAccount;
import java.util.List;
import java.util.Set;

/** Somebody asks how one account came to its identity, and what people decided about it before (IDN-4). */
public final class ShowAccountLink {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final AccountLinks links;

    public ShowAccountLink(Transactions transactions, AccountLinks links) {
        this.transactions = transactions;
        this.links = links;
    }

    /** Reads it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> links.find(command.account())
                .<Outcome>map(known -> new Outcome.Shown(known, links.decisions(command.account())))
                .orElse(new Outcome.Unknown()));
    }

    /** Which account. */
    public record Command(Caller caller, AccountId account) {}

    /** The account, or why not. */
    public sealed interface Outcome {
        /**
         * How it came to its identity.
         *
         * @param decisions what people decided, newest first
         */
        record Shown(LinkedAccount account, List<LinkDecision> decisions) implements Outcome {}

        /** No target shows such an account. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
