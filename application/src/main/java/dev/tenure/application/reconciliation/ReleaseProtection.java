package dev.tenure.application.reconciliation;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.ProtectionRelease;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The second of two people agrees that automation may touch an account again. What waited for it goes ahead at once. */
public final class ReleaseProtection {

    private static final Role[] MAY = {Role.ADMINISTRATOR};

    private final Transactions transactions;
    private final Accounts accounts;
    private final ProtectionReleases releases;
    private final ProtectionConsequences consequences;
    private final ReconciliationEvents events;

    public ReleaseProtection(
            Transactions transactions,
            Accounts accounts,
            ProtectionReleases releases,
            ProtectionConsequences consequences,
            ReconciliationEvents events) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.releases = releases;
        this.consequences = consequences;
        this.events = events;
    }

    /** Lifts the protection. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        return transactions.call(now -> releases.find(command.release())
                .map(release -> switch (release) {
                    case ProtectionRelease.Proposed proposed -> confirm(command, proposed, now);
                    case ProtectionRelease.Confirmed confirmed -> new Outcome.AlreadyReleased();
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome confirm(Command command, ProtectionRelease.Proposed proposed, Instant now) {
        if (proposed.isBy(command.caller().subject())) {
            return new Outcome.ConfirmerIsProposer();
        }
        ProtectionRelease.Confirmed confirmed =
                proposed.confirm(command.caller().subject(), now);
        releases.confirm(confirmed);
        accounts.protect(proposed.proposal().account(), Optional.empty());
        Account account = accounts.find(proposed.proposal().account()).orElseThrow();
        events.released(confirmed, account, command.caller(), now);
        consequences.protectionLifted(account, now);
        return new Outcome.Released(account);
    }

    /** Which proposal, for whom. */
    public record Command(Caller caller, UUID release) {}

    /** The account, or why not. */
    public sealed interface Outcome {
        /** Lifted. */
        record Released(Account account) implements Outcome {}

        /** There is no such proposal. */
        record Unknown() implements Outcome {}

        /** It was confirmed before. */
        record AlreadyReleased() implements Outcome {}

        /** The second person must be another one. */
        record ConfirmerIsProposer() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
