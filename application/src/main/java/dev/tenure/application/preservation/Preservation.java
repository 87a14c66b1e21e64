package dev.tenure.application.preservation;

import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.provisioning.Preserved;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a step may destroy something now (SAF-5). It is asked right before the call, for every cause, whatever was thought
 * when the step was planned.
 *
 * <p>Nothing is destroyed while a legal hold stands on the person. Else a step that destroys waits for the end of its grace
 * period and a verified hand-over. Where shutting somebody out is itself what destroys, it waits for neither: it is the only
 * containment there is.
 */
public final class Preservation implements Preserved {

    /** How long what a step would destroy is kept, counted from when its cause began. */
    public static final Duration GRACE = Duration.ofDays(30);

    private final Accounts accounts;
    private final LegalHolds holds;
    private final Handovers handovers;
    private final Operations operations;

    public Preservation(Accounts accounts, LegalHolds holds, Handovers handovers, Operations operations) {
        this.accounts = accounts;
        this.holds = holds;
        this.handovers = handovers;
        this.operations = operations;
    }

    @Override
    public Optional<String> forbids(Operation.Plan plan, Work.OnAccount work, String what, Instant now) {
        Optional<IdentityId> person = accounts.find(work.account()).flatMap(Account::identity);
        List<LegalHold> standing = person.map(holds::standing).orElse(List.of());
        if (!standing.isEmpty()) {
            return Optional.of("it would destroy " + what
                    + ", and a legal hold of " + standing.getFirst().order().at()
                    + " preserves it: preserve it elsewhere and do it by hand, or lift the hold");
        }
        if (work instanceof Work.DisableAccount) {
            return Optional.empty();
        }
        Instant until = beginning(plan).plus(GRACE);
        if (now.isBefore(until)) {
            return Optional.of(
                    "it would destroy " + what + " and waits until " + until + ", the end of its grace period");
        }
        return handovers
                .missing(work.account())
                .map(lacking -> "it would destroy " + what + ", and " + lacking + " has no verified successor");
    }

    private Instant beginning(Operation.Plan plan) {
        return operations.of(plan.cause()).stream()
                .map(operation -> operation.plan().plannedAt())
                .min(Instant::compareTo)
                .orElse(plan.plannedAt());
    }
}
