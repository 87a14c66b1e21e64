package dev.tenure.application.reconciliation;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody tells automation to keep away from an account: break-glass, a last administrator (SAF-1). One person may, since
 * it makes nothing less safe; lifting it takes two.
 */
public final class ProtectAccount {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Accounts accounts;
    private final ProtectionConsequences consequences;
    private final ReconciliationEvents events;

    public ProtectAccount(
            Transactions transactions,
            Accounts accounts,
            ProtectionConsequences consequences,
            ReconciliationEvents events) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.consequences = consequences;
        this.events = events;
    }

    /** Protects the account. Repeating it changes nothing. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> accounts.find(command.id())
                .map(account -> protect(command, account, now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome protect(Command command, Account account, Instant now) {
        if (account.protection().isPresent()) {
            return new Outcome.Protected(account);
        }
        Protection protection =
                new Protection(command.reason().strip(), command.caller().subject(), now);
        accounts.protect(account.id(), Optional.of(protection));
        events.accountProtected(account, protection, command.caller(), now);
        Account changed = accounts.find(account.id()).orElseThrow();
        consequences.protectedNow(changed, now);
        return new Outcome.Protected(changed);
    }

    /** Which account, and why. */
    public record Command(Caller caller, AccountId id, String reason) {}

    /** The account, or why not. */
    public sealed interface Outcome {
        /** Protected now or before. */
        record Protected(Account account) implements Outcome {}

        /** There is no such account. */
        record Unknown() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
