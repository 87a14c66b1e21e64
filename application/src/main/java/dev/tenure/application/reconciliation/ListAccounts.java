package dev.tenure.application.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Somebody looks through the accounts that targets were seen to hold, or those that want attention. */
public final class ListAccounts {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final Accounts accounts;

    public ListAccounts(Transactions transactions, Accounts accounts) {
        this.transactions = transactions;
        this.accounts = accounts;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> {
            Slice<Account> page = accounts.list(command.filter(), command.page());
            return new Outcome.Listed(
                    page,
                    accounts.passwordsSetAt(
                            page.items().stream().map(Account::id).toList()));
        });
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, Accounts.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of accounts, and when the passwords of those were set of which the target told it. */
        record Listed(Slice<Account> accounts, Map<AccountId, Instant> passwordsSetAt) implements Outcome {
            public Listed {
                passwordsSetAt = Map.copyOf(passwordsSetAt);
            }
        }

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
