package dev.tenure.application.finding;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.inventory.OutOfBandGrants;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Passage;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes back what was given past the product, where its system says so and is in act. The guard counts it, a protected account keeps it,
 * and what people accepted stays. The use cases of this package and the results of operations share it; it always runs inside their
 * transaction.
 */
public final class TakeBackDesk {

    private static final int SHARE = 500;

    private final Identifiers identifiers;
    private final TargetSystems systems;
    private final Accounts accounts;
    private final Findings findings;
    private final OperationDesk operations;

    public TakeBackDesk(
            Identifiers identifiers,
            TargetSystems systems,
            Accounts accounts,
            Findings findings,
            OperationDesk operations) {
        this.identifiers = identifiers;
        this.systems = systems;
        this.accounts = accounts;
        this.findings = findings;
        this.operations = operations;
    }

    /**
     * Plans what is not planned yet; what is more than one share is planned at the next look. Where the system is in notify, it is
     * shown and not done.
     */
    void take(SystemId id, Instant now) {
        TargetSystem system = systems.find(id).orElseThrow();
        switch (system.outOfBandGrants()) {
            case ALERT -> {
                // People decide.
            }
            case TAKE_BACK -> take(system, now);
        }
    }

    private void take(TargetSystem system, Instant now) {
        switch (system.mode()) {
            case SystemMode.Observe observe -> {
                // Nothing is planned on a system that is only looked at.
            }
            case SystemMode.Notify notify ->
                plan(
                        findings.notTakenBack(system.id(), false, SHARE).stream()
                                .map(finding -> new OperationDesk.Wanted.Shown(plan(finding, now)))
                                .toList(),
                        now);
            case SystemMode.Act act ->
                plan(
                        findings.notTakenBack(system.id(), true, SHARE).stream()
                                .map(finding -> {
                                    // What was only shown so far makes room for what is done.
                                    stop(finding, now);
                                    return new OperationDesk.Wanted.ToDo(plan(finding, now), now);
                                })
                                .toList(),
                        now);
        }
    }

    private void plan(List<? extends OperationDesk.Wanted> wanted, Instant now) {
        if (!wanted.isEmpty()) {
            operations.plan(wanted, new Passage.Guarded(), now);
        }
    }

    /** How many memberships would be taken back if the system came into act. */
    public long waitingOn(TargetSystem system) {
        return switch (system.outOfBandGrants()) {
            case ALERT -> 0;
            case TAKE_BACK -> findings.countNotTakenBack(system.id());
        };
    }

    /** Whether a finding is one whose access is to be taken back now. */
    boolean isWanted(FindingId id) {
        return findings.find(id)
                .filter(Finding.Open.class::isInstance)
                .map(Finding::facts)
                .filter(facts -> takesBack(facts.system()))
                .flatMap(facts -> accounts.find(facts.account()))
                .filter(account -> account.protection().isEmpty())
                .isPresent();
    }

    /** Nobody wants it any more: it was accepted, or it is gone. */
    void stop(Finding finding, Instant now) {
        if (finding.facts().kind() == FindingKind.OUT_OF_BAND_GRANT) {
            stop(causeOf(finding), now);
        }
    }

    void stop(Cause cause, Instant now) {
        operations.cancel(cause, Optional.empty(), "it is no longer wanted", now);
    }

    private boolean takesBack(SystemId id) {
        TargetSystem system = systems.find(id).orElseThrow();
        return system.outOfBandGrants() == OutOfBandGrants.TAKE_BACK && system.mode() instanceof SystemMode.Act;
    }

    private Operation.Plan plan(Finding.Open finding, Instant now) {
        Finding.Grant grant = finding.facts().grant().orElseThrow();
        Account account = accounts.find(finding.facts().account()).orElseThrow();
        return new Operation.Plan(
                new OperationId(identifiers.next()),
                causeOf(finding),
                account.system(),
                new Work.RevokeEntitlement(account.id(), account.nativeId(), grant.entitlement(), grant.name()),
                new Priority(true, 2),
                finding.duty().dueAt(),
                now);
    }

    private static Cause causeOf(Finding finding) {
        return new Cause(Cause.Kind.OUT_OF_BAND_GRANT, finding.facts().id().value());
    }
}
