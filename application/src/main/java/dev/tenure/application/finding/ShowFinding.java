package dev.tenure.application.finding;

import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.reconciliation.Account;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at one finding, and at the account as it was read last. Whoever may not see it is told that there is none. */
public final class ShowFinding {

    private final Transactions transactions;
    private final Findings findings;
    private final Accounts accounts;
    private final FindingDesk desk;

    public ShowFinding(Transactions transactions, Findings findings, Accounts accounts, FindingDesk desk) {
        this.transactions = transactions;
        this.findings = findings;
        this.accounts = accounts;
        this.desk = desk;
    }

    /** Reads it. */
    public Outcome handle(Command command) {
        Caller caller = command.caller();
        if (ListFindings.readers().stream().noneMatch(caller::hasAny)) {
            return new Outcome.NotAllowed(ListFindings.readers());
        }
        return transactions.call(now -> findings.find(command.id())
                .filter(finding -> ListFindings.isShownTo(caller, finding))
                .<Outcome>map(this::shown)
                .orElse(new Outcome.Unknown()));
    }

    private Outcome shown(Finding finding) {
        return new Outcome.Shown(
                desk.named(finding), accounts.find(finding.facts().account()));
    }

    /** Which one, and who asks. */
    public record Command(Caller caller, FindingId id) {}

    /** The finding, or why not. */
    public sealed interface Outcome {
        /**
         * It is there.
         *
         * @param account as it was read last
         */
        record Shown(NamedFinding finding, Optional<Account> account) implements Outcome {}

        /** There is none that the caller may see. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
