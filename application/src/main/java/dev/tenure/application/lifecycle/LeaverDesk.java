package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.preservation.Preservation;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Consequence;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.ClockStart;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.Mastery;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.CertificateRules;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Stated;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.Unobservable;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Passage;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Opens leavers' cases, plans the work they need and closes them. The use cases of this package and the results of operations
 * share it; it always runs inside their transaction.
 */
public final class LeaverDesk {

    /** Why work on an account is cancelled that somebody protected. */
    static final String NOW_PROTECTED = "the account is protected now";

    private static final String NOT_READ = "the target could not be read: people looked through it by hand";

    /** Who answers for what nobody is proposed to take over. */
    private static final String NOBODY_PROPOSED = "administrators";

    /** How long the other systems wait for the first attempt at the identity provider. */
    static final Duration HEAD_START = Duration.ofSeconds(10);

    /** How long a target is left to settle before it is listed the first, second, third time and so on. */
    private static final List<Duration> SETTLE =
            List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(10));

    private final Identifiers identifiers;
    private final Identities identities;
    private final TargetSystems systems;
    private final Connectors connectors;
    private final Accounts accounts;
    private final LeaverCases cases;
    private final LeaverExceptions exceptions;
    private final Suspensions suspensions;
    private final Operations operations;
    private final OperationDesk operationDesk;
    private final LeaverSecrets secrets;
    private final LeaverOwnership ownership;
    private final StatementDesk statements;
    private final LeaverEvents events;

    public LeaverDesk(
            Identifiers identifiers,
            Identities identities,
            TargetSystems systems,
            Connectors connectors,
            Accounts accounts,
            LeaverCases cases,
            LeaverExceptions exceptions,
            Suspensions suspensions,
            Operations operations,
            OperationDesk operationDesk,
            LeaverSecrets secrets,
            LeaverOwnership ownership,
            StatementDesk statements,
            LeaverEvents events) {
        this.identifiers = identifiers;
        this.identities = identities;
        this.systems = systems;
        this.connectors = connectors;
        this.accounts = accounts;
        this.cases = cases;
        this.exceptions = exceptions;
        this.suspensions = suspensions;
        this.operations = operations;
        this.operationDesk = operationDesk;
        this.secrets = secrets;
        this.ownership = ownership;
        this.statements = statements;
        this.events = events;
    }

    static Cause causeOf(LeaverCase leaverCase) {
        return new Cause(Cause.Kind.LEAVER_CASE, leaverCase.opening().id().value());
    }

    /**
     * Somebody's employment has ended: opens the case, with every system and every account known, and plans listing each
     * target and shutting each account. One that is open already stays as it is.
     */
    void open(Identity identity, Employment.Out out, Instant now) {
        ZoneId zone = identity.profile().zone();
        if (cases.openOf(identity.id()).isPresent()) {
            // Shut out before HR said so: that is decided now.
            if (suspensions.standing(identity.id()).orElse(null) instanceof Suspension.Undecided undecided) {
                uphold(
                        undecided,
                        new Suspension.Decision("HR's ending took effect", new Suspension.Decider.HrRecord(), now),
                        now);
            }
            return;
        }
        open(identity, nextCase(), endingOf(out), out.receivedAt(), clockOf(out, zone), now);
    }

    /** The id of a case that is about to open. */
    LeaverCaseId nextCase() {
        return new LeaverCaseId(identifiers.next());
    }

    /** Somebody is shut out at once: the case of it, whose clock starts now, and nothing of what HR may have planned in it. */
    void openEmergency(Identity identity, Suspension.Undecided suspension, Instant now) {
        Termination atOnce = new Termination(
                LocalDate.ofInstant(now, identity.profile().zone()),
                Optional.empty(),
                Optional.of(now),
                Optional.empty());
        open(
                identity,
                suspension.call().leaverCase(),
                atOnce,
                now,
                new ClockStart(now, ClockStart.Rule.EMERGENCY),
                now);
    }

    /** It is decided that somebody who was shut out is out for good: what was left until then goes too. */
    Suspension.Upheld uphold(Suspension.Undecided undecided, Suspension.Decision decision, Instant now) {
        Suspension.Upheld upheld = undecided.uphold(decision);
        suspensions.save(upheld);
        events.suspensionDecided(upheld, decision, now);
        cases.openOf(upheld.call().identity()).ifPresent(open -> {
            settle(open, now);
            Plans plans = plans(open, now);
            for (CaseAccount account : open.accounts()) {
                systems.find(account.system()).ifPresent(system -> planClean(plans, system, account));
            }
            plans.carry();
        });
        return upheld;
    }

    private static void planClean(Plans plans, TargetSystem system, CaseAccount account) {
        boolean isWorkedOut = !account.isLeftAlone()
                && !(account.isWithheld() && system.mode() instanceof SystemMode.Observe)
                && !account.isSettled(Milestone.CLEAN);
        if (isWorkedOut) {
            plans.milestone(system, account, Milestone.CLEAN, plans.now);
        }
    }

    /**
     * A suspension is over. Who has left meanwhile stays out, and the case goes on; else nothing more is done, and what was
     * done is for people to mend.
     */
    Suspension.Lifted lift(Suspension before, Suspension.Lifted lifted, boolean isOut, Instant now) {
        suspensions.save(lifted);
        events.suspensionDecided(lifted, lifted.decision(), now);
        cases.openOf(before.call().identity())
                .filter(open -> !isOut)
                .ifPresent(open -> giveUp(open, "the suspension was lifted", now));
        return lifted;
    }

    /** Whether a milestone is not worked on yet, since nobody decided about the suspension. */
    boolean waitsForDecision(LeaverCase.Open open, Milestone milestone) {
        return milestone == Milestone.CLEAN && isUndecided(open);
    }

    private boolean isUndecided(LeaverCase.Open open) {
        return open.opening().facts().clock().rule() == ClockStart.Rule.EMERGENCY
                && suspensions.standing(open.opening().identity()).orElse(null) instanceof Suspension.Undecided;
    }

    private void open(
            Identity identity, LeaverCaseId id, Termination ending, Instant receivedAt, ClockStart clock, Instant now) {
        List<TargetSystem> all = systems.all();
        List<Account> known = accounts.of(identity.id());
        LeaverFacts facts = new LeaverFacts(
                ending,
                identity.profile().zone(),
                receivedAt,
                clock,
                LeaverFacts.POLICY,
                accounts.privileges(identity.id(), now.minus(HeldPrivilege.COUNTS_FOR)));
        List<CaseSystem> caseSystems =
                all.stream().map(system -> caseSystem(system, facts)).toList();
        LeaverCase.Open open =
                new LeaverCase.Open(new LeaverCase.Opening(id, identity.id(), facts, now), caseSystems, List.of(), 0);
        for (Account account : known) {
            TargetSystem system = byId(all, account.system());
            open = open.add(
                    account.id(),
                    account.system(),
                    account.nativeId(),
                    account.name(),
                    true,
                    treatment(account, system),
                    needed(system));
        }
        cases.save(open);
        LeaverCase.Open saved = locked(id);
        events.opened(saved, now);
        secrets.leaving(saved, now);
        ownership.leaving(saved, now);
        operationDesk.prepare(all.stream().map(TargetSystem::id).toList());
        Plans plans = new Plans(saved, List.of(), now);
        for (TargetSystem system : all) {
            planListing(plans, system, identity);
        }
        for (CaseAccount account : saved.accounts()) {
            TargetSystem system = byId(all, account.system());
            planAccount(plans, system, account, startOn(saved, system, List.of(), now));
        }
        plans.carry();
        closeIfDone(saved, now);
    }

    private LeaverCase.Open locked(LeaverCaseId id) {
        return (LeaverCase.Open) cases.lock(id).orElseThrow();
    }

    /** Of somebody who never began, the day before the first stands for the last. */
    private static Termination endingOf(Employment.Out out) {
        return switch (out) {
            case Employment.GardenLeave gardenLeave -> gardenLeave.termination();
            case Employment.Ended ended -> ended.termination();
            case Employment.Cancelled cancelled ->
                new Termination(
                        cancelled.startDate().minusDays(1), Optional.empty(), Optional.empty(), Optional.empty());
        };
    }

    private static ClockStart clockOf(Employment.Out out, ZoneId zone) {
        return switch (out) {
            case Employment.GardenLeave gardenLeave -> gardenLeave.termination().clockStart(zone);
            case Employment.Ended ended -> ended.termination().clockStart(zone);
            case Employment.Cancelled cancelled ->
                new ClockStart(cancelled.receivedAt(), ClockStart.Rule.HIRE_CANCELLED);
        };
    }

    /** HR took an ending back after its case had opened: nothing more is done, and what was done is for people to mend. */
    void takeBack(Identity identity, Instant now) {
        cases.openOf(identity.id())
                .filter(open -> suspensions.standing(identity.id()).isEmpty())
                .ifPresent(open -> giveUp(open, "HR took the ending back", now));
    }

    /** Two people undo a case: nothing more is done, and what was done they give back. */
    void undo(LeaverCase.Open open, Instant now) {
        giveUp(open, "two people undid it", now);
    }

    /** These accounts have back what went by mistake: nobody has to restore it any longer. */
    void mended(LeaverCaseId id, Set<AccountId> accounts, Instant now) {
        for (LeaverException exception : exceptions.of(id)) {
            LeaverException.Finding finding = exception.finding();
            if (finding.kind() == LeaverException.Kind.WITHDRAWN_AFTER_ACTION
                    && finding.account().filter(accounts::contains).isPresent()) {
                resolve(exception, now);
            }
        }
    }

    private void giveUp(LeaverCase.Open open, String reason, Instant now) {
        Set<AccountId> touched = operations.touched(causeOf(open));
        LeaverCase.Withdrawn withdrawn = withdraw(open, reason, now);
        for (CaseAccount account : open.accounts()) {
            boolean isShut = account.milestones().values().stream().anyMatch(MilestoneState::isSettled);
            if (isShut || touched.contains(account.account())) {
                toMend(withdrawn, account, now);
            }
        }
    }

    /**
     * The first day of a new tenure has come, or is still to come: what is left of the last tenure's case ends with the first
     * and goes on until then. What was taken away stays away: a new tenure gives nothing back by itself (JML-6).
     */
    void endForNewTenure(Identity identity, Instant now) {
        if (identity.hasBegun(now) && suspensions.standing(identity.id()).isEmpty()) {
            cases.openOf(identity.id()).ifPresent(open -> withdraw(open, "the person was hired again", now));
        }
    }

    private LeaverCase.Withdrawn withdraw(LeaverCase.Open open, String reason, Instant now) {
        cancel(open, Optional.empty(), reason, now);
        LeaverCase.Withdrawn withdrawn = open.withdraw(reason, now);
        cases.save(withdrawn);
        events.withdrawn(withdrawn, now);
        secrets.stays(withdrawn, now);
        ownership.stays(withdrawn, now);
        statements.caseEnded(open.opening().id(), now);
        for (LeaverException exception : exceptions.of(open.opening().id())) {
            resolve(exception, now);
        }
        return withdrawn;
    }

    /** Access went although the ending was taken back: somebody has to restore it. */
    void toMend(LeaverCase leaverCase, CaseAccount account, Instant now) {
        systems.find(account.system())
                .ifPresent(system -> raise(
                        leaverCase,
                        LeaverException.Kind.WITHDRAWN_AFTER_ACTION,
                        system,
                        Optional.of(account.account()),
                        Optional.empty(),
                        "access was or may have been removed although the ending was taken back: restore it by hand",
                        now));
    }

    /** Cancels what is planned for a case and has not begun, on one account or on all. */
    void cancel(LeaverCase leaverCase, Optional<AccountId> account, String reason, Instant now) {
        operationDesk.cancel(causeOf(leaverCase), account, reason, now);
    }

    /** HR describes a leaver anew: a target that could not be listed for lack of an attribute perhaps can be now. */
    void describedAnew(Identity identity, Instant now) {
        cases.openOf(identity.id()).ifPresent(open -> {
            Plans plans = plans(open, now);
            for (CaseSystem where : open.systems()) {
                boolean listingPlanned = plans.before.stream()
                        .map(Operation::plan)
                        .anyMatch(plan ->
                                plan.system().equals(where.system()) && plan.work() instanceof Work.ListAccounts);
                if (!listingPlanned) {
                    systems.find(where.system()).ifPresent(system -> planListing(plans, system, identity));
                }
                if (open.readyToConfirm(where.system())) {
                    systems.find(where.system()).ifPresent(system -> planConfirmation(plans, system));
                }
            }
            plans.carry();
        });
    }

    /** Plans listing a target for somebody's accounts, or says why that cannot be. */
    private void planListing(Plans plans, TargetSystem system, Identity identity) {
        Optional<Correlation.Asked> asked = asked(system, identity);
        if (asked.isEmpty()) {
            cannotBeListed(plans.open, system, plans.now);
            return;
        }
        plans.add(
                system,
                new Work.ListAccounts(
                        asked.get().accountAttribute(), asked.get().value()),
                0,
                deadlineOn(plans.open, system, Milestone.BLOCKED),
                plans.now);
    }

    private void cannotBeListed(LeaverCase.Open open, TargetSystem system, Instant now) {
        raise(
                open,
                LeaverException.Kind.REFUSED,
                system,
                Optional.empty(),
                Optional.empty(),
                "the person has no value for the attribute that accounts are matched by: add it in HR",
                now);
    }

    /**
     * Plans listing a target once more, now that all seems done. One that waits already is enough. The first is at once; where
     * earlier ones found something, the next gives the target ever more time to settle.
     */
    void planConfirmation(LeaverCase.Open open, TargetSystem system, Instant now) {
        Plans plans = plans(open, now);
        planConfirmation(plans, system);
        plans.carry();
    }

    private void planConfirmation(Plans plans, TargetSystem system) {
        LeaverCase.Open open = plans.open;
        Instant now = plans.now;
        for (CaseAccount account : open.accountsOn(system.id())) {
            planLookingBack(plans, system, account, now);
        }
        List<Operation> confirmations = plans.before.stream()
                .filter(o -> o.plan().system().equals(system.id()))
                .filter(o -> o.plan().work() instanceof Work.ConfirmAccounts)
                .toList();
        if (confirmations.stream().anyMatch(o -> o instanceof Operation.Waiting || o instanceof Operation.Running)) {
            return;
        }
        Optional<Instant> synchronised = synchronised(open, system);
        if (synchronised.isEmpty()) {
            return;
        }
        Identity identity = identities.find(open.opening().identity()).orElseThrow();
        Optional<Correlation.Asked> asked = asked(system, identity);
        if (asked.isEmpty()) {
            cannotBeListed(open, system, now);
            return;
        }
        int settle = Math.min(confirmations.size(), SETTLE.size() - 1);
        plans.add(
                system,
                new Work.ConfirmAccounts(
                        asked.get().accountAttribute(), asked.get().value()),
                3,
                deadlineOn(open, system, Milestone.CLEAN),
                later(now.plus(SETTLE.get(settle)), synchronised.get()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /**
     * From when a listing of a system shows what stays: where another system masters its accounts, a synchronisation has to have
     * come since the last change on it and since the account was blocked at the master; else it may enable what was disabled
     * (JML-4). A master that came into the inventory after the case opened is not waited for.
     *
     * @return empty while the master's accounts are not all shown, or stated, to be blocked
     */
    Optional<Instant> synchronised(LeaverCase.Open open, TargetSystem system) {
        Optional<Mastery> mastery =
                system.mastery().filter(m -> open.system(m.master()).isPresent());
        if (mastery.isEmpty()) {
            return Optional.of(Instant.EPOCH);
        }
        CaseSystem master = open.system(mastery.get().master()).orElseThrow();
        List<CaseAccount> mastered = open.accountsOn(master.system());
        if (master.isUnlisted() || !mastered.stream().allMatch(account -> account.isSettled(Milestone.BLOCKED))) {
            return Optional.empty();
        }
        Stream<Optional<Instant>> listings = Stream.of(
                master.listedAt(), open.system(system.id()).orElseThrow().listedAt());
        Stream<Optional<Instant>> blocked = mastered.stream().map(account -> settledAt(account, Milestone.BLOCKED));
        Stream<Optional<Instant>> own = open.accountsOn(system.id()).stream()
                .flatMap(account -> Stream.of(Milestone.values()).map(milestone -> settledAt(account, milestone)));
        return Stream.of(listings, blocked, own)
                .flatMap(times -> times)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .map(last -> last.plus(mastery.get().synchronisedEvery()));
    }

    static Optional<Instant> settledAt(CaseAccount account, Milestone milestone) {
        return switch (account.state(milestone)) {
            case MilestoneState.Verified verified -> Optional.of(verified.at());
            case MilestoneState.Stated stated -> Optional.of(stated.at());
            case MilestoneState.Due due -> Optional.empty();
            case MilestoneState.Withheld withheld -> Optional.empty();
            case MilestoneState.LeftAlone left -> Optional.empty();
        };
    }

    /** The systems of a case whose accounts another one of its systems masters. */
    List<TargetSystem> masteredBy(LeaverCase.Open open, SystemId master) {
        return systems.all().stream()
                .filter(system -> open.system(system.id()).isPresent())
                .filter(system -> system.mastery()
                        .map(Mastery::master)
                        .filter(master::equals)
                        .isPresent())
                .toList();
    }

    /**
     * From when accounts on a system are shut: at once, but for the head start that the identity provider has until its first
     * attempt has ended (JML-4).
     */
    Instant startOn(LeaverCase.Open open, TargetSystem system, Instant now) {
        return startOn(open, system, operations.of(causeOf(open)), now);
    }

    private Instant startOn(LeaverCase.Open open, TargetSystem system, List<Operation> planned, Instant now) {
        Instant late = open.opening().openedAt().plus(HEAD_START);
        if (system.identityProvider() || !now.isBefore(late)) {
            return now;
        }
        List<SystemId> providers = systems.all().stream()
                .filter(s -> s.identityProvider() && s.mode() instanceof SystemMode.Act)
                .map(TargetSystem::id)
                .filter(id -> open.system(id).isPresent())
                .toList();
        boolean begun = planned.stream()
                .filter(o -> providers.contains(o.plan().system()))
                .anyMatch(o -> hadAttempt(o) && isFirstStrike(open, o));
        return providers.isEmpty() || begun ? now : late;
    }

    /** Whether an operation is what the others wait for: shutting an account, or finding that there is none to shut. */
    static boolean isFirstStrike(LeaverCase.Open open, Operation operation) {
        return switch (operation.plan().work()) {
            case Work.DisableAccount disable -> true;
            case Work.ListAccounts list ->
                open.accountsOn(operation.plan().system()).stream()
                        .noneMatch(a -> a.knownBefore() && !a.isLeftAlone() && !a.isWithheld());
            case Work.ConfirmAccounts confirm -> false;
            case Work.ReadSignIns read -> false;
            case Work.EndSessions end -> false;
            case Work.RevokeCredentials revoke -> false;
            case Work.ResetSecret reset -> false;
            case Work.RotateSecret rotate -> false;
            case Work.OfCredential one -> false;
            case Work.ClearMfa clear -> false;
            case Work.RevokeMemberships revoke -> false;
            case Work.RevokeEntitlement revoke -> false;
            case Work.GivesBack gives -> false;
        };
    }

    private static boolean hadAttempt(Operation operation) {
        return switch (operation) {
            case Operation.Done done -> true;
            case Operation.Waiting waiting -> waiting.attempts() > 0;
            case Operation.Running running -> running.attempts() > 1;
            case Operation.Withheld withheld -> false;
            case Operation.Held held -> false;
            case Operation.Cancelled cancelled -> cancelled.attempts() > 0;
        };
    }

    /**
     * Plans what an account's milestones still need and is not under way, or says why it is left alone. For what is stated nothing
     * is planned anew; what is under way goes on.
     */
    void planAccount(LeaverCase.Open open, TargetSystem system, CaseAccount account, Instant from, Instant now) {
        Plans plans = plans(open, now);
        planAccount(plans, system, account, from);
        plans.carry();
    }

    private void planAccount(Plans plans, TargetSystem system, CaseAccount account, Instant from) {
        LeaverCase.Open open = plans.open;
        Instant now = plans.now;
        if (account.isLeftAlone()) {
            raise(
                    open,
                    LeaverException.Kind.PROTECTED_ACCOUNT,
                    system,
                    Optional.of(account.account()),
                    Optional.empty(),
                    "the account is protected and was left alone: two people release it or deal with it by hand",
                    now);
            return;
        }
        if (account.isWithheld()) {
            raise(
                    open,
                    LeaverException.Kind.NOT_IN_ACT,
                    system,
                    Optional.of(account.account()),
                    Optional.empty(),
                    "the system is in " + system.mode().label() + " and nothing was done: promote it or act by hand",
                    now);
            if (system.mode() instanceof SystemMode.Observe) {
                return;
            }
        }
        for (Milestone milestone : Milestone.values()) {
            MilestoneState state = account.state(milestone);
            if (!state.isSettled() && !waitsForDecision(open, milestone)) {
                plans.milestone(system, account, milestone, from);
            }
        }
    }

    /**
     * From when a step may be taken that destroys something on this target (SAF-5): its owner hears of it, once. Shutting
     * somebody out waits for nothing, whatever it destroys.
     */
    private Instant graceEnds(LeaverCase.Open open, TargetSystem system, Step step, Instant now) {
        Optional<String> destroys = capabilities(system).flatMap(able -> destroyed(able, step));
        if (step == Step.DISABLE || destroys.isEmpty()) {
            return now;
        }
        Instant until = open.opening().openedAt().plus(Preservation.GRACE);
        if (now.isBefore(until)) {
            raise(
                    open,
                    LeaverException.Kind.PRESERVED,
                    system,
                    Optional.empty(),
                    Optional.of(step.milestone()),
                    "the step " + step.label() + " would destroy " + destroys.get() + " and waits until " + until
                            + ", the end of its grace period",
                    now);
        }
        return until;
    }

    private static Optional<String> destroyed(Capabilities able, Step step) {
        ChangeKind kind =
                switch (step) {
                    case DISABLE -> ChangeKind.DISABLE_ACCOUNT;
                    case END_SESSIONS -> ChangeKind.END_SESSIONS;
                    case REVOKE_CREDENTIALS -> ChangeKind.REVOKE_CREDENTIALS;
                    case RESET_SECRET -> ChangeKind.RESET_SECRET;
                    case CLEAR_MFA -> ChangeKind.CLEAR_MFA;
                    case REVOKE_MEMBERSHIPS -> ChangeKind.REVOKE_MEMBERSHIPS;
                };
        return able.changes().contains(kind) && able.consequenceOf(kind) instanceof Consequence.Destructive destructive
                ? Optional.of(destructive.what())
                : Optional.empty();
    }

    /**
     * A second factor goes when the account is shut and nothing opens it any more: until then it guards it. That somebody says
     * that it is shut is not enough for that.
     */
    static boolean mayBegin(CaseAccount account, Step step) {
        return step != Step.CLEAR_MFA
                || (account.isVerified(Milestone.BLOCKED) && account.isSettled(Milestone.CONTAINED));
    }

    private static Work workOf(Step step, CaseAccount account) {
        return switch (step) {
            case DISABLE -> new Work.DisableAccount(account.account(), account.nativeId());
            case END_SESSIONS -> new Work.EndSessions(account.account(), account.nativeId());
            case REVOKE_CREDENTIALS -> new Work.RevokeCredentials(account.account(), account.nativeId());
            case RESET_SECRET -> new Work.ResetSecret(account.account(), account.nativeId());
            case CLEAR_MFA -> new Work.ClearMfa(account.account(), account.nativeId());
            case REVOKE_MEMBERSHIPS -> new Work.RevokeMemberships(account.account(), account.nativeId());
        };
    }

    /** The step that some work takes. */
    static Step stepOf(Work.TakesAway work) {
        return switch (work) {
            case Work.DisableAccount disable -> Step.DISABLE;
            case Work.EndSessions end -> Step.END_SESSIONS;
            case Work.RevokeCredentials revoke -> Step.REVOKE_CREDENTIALS;
            case Work.ResetSecret reset -> Step.RESET_SECRET;
            case Work.ClearMfa clear -> Step.CLEAR_MFA;
            case Work.RevokeMemberships revoke -> Step.REVOKE_MEMBERSHIPS;
        };
    }

    private static boolean isUnderWay(List<Operation> planned, CaseAccount account, String label) {
        return planned.stream()
                .filter(operation -> switch (operation) {
                    case Operation.Waiting waiting -> true;
                    case Operation.Running running -> true;
                    case Operation.Withheld withheld -> true;
                    case Operation.Held held -> true;
                    case Operation.Done done -> false;
                    case Operation.Cancelled cancelled -> false;
                })
                .map(operation -> operation.plan().work())
                .anyMatch(work -> work instanceof Work.OfAccount of
                        && of.account().equals(account.account())
                        && work.label().equals(label));
    }

    /**
     * An account was contained: where its system's connector reads sign-ins, those since the clock started are read, now that no
     * more can come (JML-5b).
     */
    private LeaverCase.Open lookBack(LeaverCase.Open open, TargetSystem system, AccountId id, Instant now) {
        if (open.system(system.id()).orElseThrow().stated().isPresent()) {
            return open.signIns(id, new SignIns.Unavailable(NOT_READ, now));
        }
        if (capabilities(system)
                .filter(able -> Stream.of(ReadKind.SIGN_INS, ReadKind.ACTIVITY).noneMatch(able.reads()::contains))
                .isPresent()) {
            return open.signIns(
                    id, new SignIns.Unavailable("the connector does not read sign-ins of this system", now));
        }
        return lookAgain(open, system, id, now, now);
    }

    /** A target's log is to be read for sign-ins with an account, no earlier than at a moment. */
    LeaverCase.Open lookAgain(LeaverCase.Open open, TargetSystem system, AccountId id, Instant from, Instant now) {
        LeaverCase.Open awaiting = open.signIns(id, new SignIns.Awaited());
        Plans plans = plans(awaiting, now);
        planLookingBack(plans, system, awaiting.account(id).orElseThrow(), from);
        plans.carry();
        return awaiting;
    }

    private static void planLookingBack(Plans plans, TargetSystem system, CaseAccount account, Instant from) {
        Work work = new Work.ReadSignIns(
                account.account(),
                account.nativeId(),
                plans.open.opening().facts().clock().at());
        if (account.signIns() instanceof SignIns.Awaited
                && account.isSettled(Milestone.CONTAINED)
                && !isUnderWay(plans.before, account, work.label())) {
            plans.add(system, work, 3, deadlineOn(plans.open, system, Milestone.CLEAN), from);
        }
    }

    /** People looked through a target by hand that cannot be read: its log is not waited for either. */
    LeaverCase.Open withoutLog(LeaverCase.Open open, TargetSystem system, Instant now) {
        LeaverCase.Open changed = open;
        for (CaseAccount account : open.accountsOn(system.id())) {
            if (account.signIns() instanceof SignIns.Awaited) {
                changed = changed.signIns(account.account(), new SignIns.Unavailable(NOT_READ, now));
                events.signInsRead(changed, changed.account(account.account()).orElseThrow(), now);
            }
        }
        return changed;
    }

    /** What follows on an account from what is shown or stated of it: milestones come and go, and steps become due. */
    LeaverCase.Open follow(
            LeaverCase.Open before, LeaverCase.Open after, TargetSystem system, AccountId id, Instant now) {
        CaseAccount was = before.account(id).orElseThrow();
        CaseAccount is = after.account(id).orElseThrow();
        boolean anew = !was.needed().equals(is.needed());
        for (Milestone milestone : Milestone.values()) {
            if (!was.isVerified(milestone) && is.isVerified(milestone)) {
                events.verified(after, is, milestone, now);
            }
            if (was.isVerified(milestone) && !is.isVerified(milestone)) {
                events.slipped(after, is, milestone, now);
            }
            anew |= was.isSettled(milestone) && !is.isSettled(milestone);
        }
        anew |= is.needed().stream().anyMatch(step -> !mayBegin(was, step) && mayBegin(is, step));
        if (anew) {
            planAccount(after, system, is, now, now);
        }
        boolean isContainedAnew = is.isVerified(Milestone.CONTAINED)
                ? !was.isVerified(Milestone.CONTAINED)
                : is.isSettled(Milestone.CONTAINED) && !was.isSettled(Milestone.CONTAINED);
        if (!isContainedAnew) {
            return after;
        }
        LeaverCase.Open looking = lookBack(after, system, id, now);
        CaseAccount told = looking.account(id).orElseThrow();
        if (told.signIns() instanceof SignIns.Unavailable) {
            events.signInsRead(looking, told, now);
        }
        return looking;
    }

    /**
     * A target's answer changed a case: what follows for statements, exceptions, confirming listings and the case as a whole.
     *
     * @param wasNotSo whether the target had to be changed for it
     */
    void heard(LeaverCase.Open before, LeaverCase.Open after, TargetSystem system, boolean wasNotSo, Instant now) {
        statements.heard(before, after, wasNotSo, now);
        goOn(after, system, now);
    }

    /** Two people stated something of a case. */
    void stated(LeaverCase.Open before, LeaverCase.Open after, TargetSystem system, Instant now) {
        if (!after.equals(before)) {
            goOn(after, system, now);
        }
    }

    private void goOn(LeaverCase.Open changed, TargetSystem system, Instant now) {
        cases.save(changed);
        settle(changed, now);
        LeaverCase.Open saved = locked(changed.opening().id());
        if (saved.readyToConfirm(system.id())) {
            planConfirmation(saved, system, now);
        }
        for (TargetSystem mastered : masteredBy(saved, system.id())) {
            if (saved.readyToConfirm(mastered.id())) {
                planConfirmation(saved, mastered, now);
            }
        }
        closeIfDone(saved, now);
    }

    /**
     * A secret that a leaver knew was rotated, or has more time: what was wrong about it may be over, and the case closes if
     * nothing else is in its way.
     */
    public void secretsChanged(LeaverCaseId id, Instant now) {
        if (cases.lock(id).orElseThrow() instanceof LeaverCase.Open open) {
            settle(open, now);
            closeIfDone(open, now);
        }
    }

    /**
     * A secret that a leaver knew was not rotated by when it had to be.
     *
     * @param owner who answers for the secret, by subject
     */
    public void secretOverdue(LeaverCaseId id, String owner, Instant now) {
        if (cases.lock(id).orElseThrow() instanceof LeaverCase.Open) {
            raise(
                    id,
                    LeaverException.Kind.SECRET_NOT_ROTATED,
                    owner,
                    "a secret that the leaver knows was not rotated by its deadline: rotate it, or have a delay agreed to",
                    now);
        }
    }

    /**
     * Something that a leaver owned has another owner: what was wrong about it may be over, and the case closes if nothing else is
     * in its way.
     */
    public void ownershipChanged(LeaverCaseId id, Instant now) {
        if (cases.lock(id).orElseThrow() instanceof LeaverCase.Open open) {
            ownership.leaving(open, now);
            settle(open, now);
            closeIfDone(open, now);
        }
    }

    /**
     * Something that a leaver owned was not handed over by when it had to be.
     *
     * @param proposed who is proposed to take it over, by subject; empty where nobody is
     */
    public void ownershipOverdue(LeaverCaseId id, Optional<String> proposed, Instant now) {
        if (cases.lock(id).orElseThrow() instanceof LeaverCase.Open) {
            raise(
                    id,
                    LeaverException.Kind.NOT_HANDED_OVER,
                    proposed.orElse(NOBODY_PROPOSED),
                    "something that the leaver owned was not handed over by its deadline: name a successor",
                    now);
        }
    }

    /** Closes a case that has nothing left in its way. */
    void closeIfDone(LeaverCase.Open open, Instant now) {
        if (!open.obstacles().isEmpty()) {
            return;
        }
        // Somebody may have said since that the leaver knew one more.
        secrets.leaving(open, now);
        List<LeaverCertificate.SecretLine> shared =
                secrets.sharedBy(open.opening().id());
        if (shared.stream().anyMatch(LeaverCertificate.SecretLine::isOpen)) {
            return;
        }
        // Somebody may have made the leaver an owner since.
        ownership.leaving(open, now);
        List<LeaverCertificate.OwnedLine> owned =
                ownership.ownedBy(open.opening().id());
        if (!open.obstacles(owned).isEmpty()) {
            return;
        }
        LeaverCase.Closed closed = open.close(now);
        cases.save(closed);
        statements.caseEnded(closed.opening().id(), now);
        if (Stream.concat(
                        closed.accounts().stream().flatMap(account -> account.stated().values().stream()),
                        closed.systems().stream().map(CaseSystem::stated).flatMap(Optional::stream))
                .findAny()
                .isPresent()) {
            // It was still being tried; its cause is over.
            cancel(closed, Optional.empty(), "the case is closed", now);
        }
        events.closed(closed, CertificateRules.draw(closed, now).sharing(shared).owning(owned), now);
    }

    /** Puts an exception on record, once. */
    void raise(
            LeaverCase leaverCase,
            LeaverException.Kind kind,
            TargetSystem system,
            Optional<AccountId> account,
            Optional<Milestone> milestone,
            String detail,
            Instant now) {
        LeaverException.Unexplained exception = new LeaverException.Unexplained(new LeaverException.Finding(
                identifiers.next(),
                leaverCase.opening().id(),
                kind,
                Optional.of(system.id()),
                account,
                milestone,
                system.owner(),
                detail,
                now));
        if (exceptions.add(exception)) {
            events.exceptionOpened(exception, now);
        }
    }

    /** Nobody decided about a suspension in time: an exception of whoever called for it, once. */
    void undecided(Suspension.Undecided suspension, Instant now) {
        raise(
                suspension.call().leaverCase(),
                LeaverException.Kind.SUSPENSION_UNDECIDED,
                suspension.call().by(),
                "nobody decided by the deadline whether the person is out for good: uphold or lift the suspension",
                now);
    }

    /** Puts an exception about a case as a whole on record, once. */
    private void raise(LeaverCaseId id, LeaverException.Kind kind, String owner, String detail, Instant now) {
        LeaverException.Unexplained exception = new LeaverException.Unexplained(new LeaverException.Finding(
                identifiers.next(),
                id,
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                owner,
                detail,
                now));
        if (exceptions.add(exception)) {
            events.exceptionOpened(exception, now);
        }
    }

    /** Exceptions whose reason is gone are resolved. A breach stays a fact: resolved says only that it is over. */
    void settle(LeaverCase.Open open, Instant now) {
        for (LeaverException exception : exceptions.of(open.opening().id())) {
            if (!(exception instanceof LeaverException.Resolved) && isOver(open, exception.finding(), now)) {
                resolve(exception, now);
            }
        }
    }

    private boolean isOver(LeaverCase.Open open, LeaverException.Finding finding, Instant now) {
        Optional<CaseAccount> account = finding.account().flatMap(open::account);
        Optional<CaseSystem> system = finding.system().flatMap(open::system);
        return switch (finding.kind()) {
            case BREACH ->
                account.map(a -> isSettled(a, finding))
                        .orElseGet(() -> system.filter(s -> !s.isUnlisted()).isPresent());
            case REFUSED ->
                account.map(a -> isSettled(a, finding))
                        // A refused listing is over when the target was listed after it, for whichever purpose, or
                        // people did.
                        .orElseGet(() -> Stream.of(
                                        system.flatMap(CaseSystem::listedAt),
                                        system.flatMap(CaseSystem::confirmedAt),
                                        system.flatMap(CaseSystem::stated).map(Stated::confirmedAt))
                                .flatMap(Optional::stream)
                                .anyMatch(at -> at.isAfter(finding.openedAt())));
            case PROTECTED_ACCOUNT -> account.filter(a -> !a.isLeftAlone()).isPresent();
            case NOT_IN_ACT -> account.filter(a -> !a.isWithheld()).isPresent();
            case HELD_BY_GUARD ->
                operations.of(causeOf(open)).stream()
                        .filter(o ->
                                finding.system().equals(Optional.of(o.plan().system())))
                        .noneMatch(Operation.Held.class::isInstance);
            case PRESERVED ->
                open.accounts().stream()
                        .filter(a -> finding.system().equals(Optional.of(a.system())))
                        .allMatch(a -> isSettled(a, finding));
            case SECRET_NOT_ROTATED ->
                secrets.sharedBy(open.opening().id()).stream().noneMatch(line -> line.isOverdue(now));
            case NOT_HANDED_OVER ->
                ownership.ownedBy(open.opening().id()).stream().noneMatch(line -> line.isOverdue(now));
            case WITHDRAWN_AFTER_ACTION -> false;
            case SUSPENSION_UNDECIDED -> !isUndecided(open);
            // It happened. A person says why.
            case SIGN_IN_AFTER_END -> false;
        };
    }

    private static boolean isSettled(CaseAccount account, LeaverException.Finding finding) {
        return finding.milestone().map(account::isSettled).orElse(account.isSettled());
    }

    /** Marks an exception as being so no longer. It stays on record. */
    private void resolve(LeaverException exception, Instant now) {
        switch (exception) {
            case LeaverException.Unexplained unexplained -> {
                exceptions.save(unexplained.resolve(now));
                events.exceptionResolved(exception, now);
            }
            case LeaverException.Explained explained -> {
                exceptions.save(explained.resolve(now));
                events.exceptionResolved(exception, now);
            }
            case LeaverException.Resolved resolved -> {
                // It was so no longer before.
            }
        }
    }

    /** What automation may do with an account where it is. */
    static CaseAccount.Treatment treatment(Account account, TargetSystem system) {
        if (account.protection().isPresent()) {
            return CaseAccount.Treatment.LEAVE_ALONE;
        }
        return system.mode() instanceof SystemMode.Act ? CaseAccount.Treatment.ACT : CaseAccount.Treatment.WITHHOLD;
    }

    private Plans plans(LeaverCase.Open open, Instant now) {
        return new Plans(open, operations.of(causeOf(open)), now);
    }

    /** What is to be done next for a case: gathered, and planned together. */
    private final class Plans {

        private final LeaverCase.Open open;
        private final List<Operation> before;
        private final Instant now;
        private final List<OperationDesk.Wanted> wanted = new ArrayList<>();

        /** @param before what was planned for the case until now */
        Plans(LeaverCase.Open open, List<Operation> before, Instant now) {
            this.open = open;
            this.before = before;
            this.now = now;
        }

        /** The steps of one milestone of an account that were not shown and are not under way. */
        void milestone(TargetSystem system, CaseAccount account, Milestone milestone, Instant from) {
            boolean withheld = account.state(milestone) instanceof MilestoneState.Withheld;
            for (Step step : account.missing(milestone)) {
                if ((withheld || mayBegin(account, step)) && !isUnderWay(before, account, step.label())) {
                    Instant deadline = account.state(milestone).deadline();
                    Instant begin = later(from, graceEnds(open, system, step, now));
                    Operation.Plan plan = plan(system, workOf(step, account), milestone.step(), deadline);
                    wanted.add(
                            withheld
                                    ? new OperationDesk.Wanted.Shown(plan)
                                    : new OperationDesk.Wanted.ToDo(plan, begin));
                }
            }
        }

        /** Something that goes ahead. */
        void add(TargetSystem system, Work work, int step, Instant deadline, Instant from) {
            wanted.add(new OperationDesk.Wanted.ToDo(plan(system, work, step, deadline), from));
        }

        private Operation.Plan plan(TargetSystem system, Work work, int step, Instant deadline) {
            return new Operation.Plan(
                    new OperationId(identifiers.next()),
                    causeOf(open),
                    system.id(),
                    work,
                    new Priority(open.opening().facts().privileged(), step),
                    deadline,
                    now);
        }

        /** Has it planned. The owner of a system that holds something of it hears of it. */
        void carry() {
            if (wanted.isEmpty()) {
                return;
            }
            operationDesk.plan(wanted, passage(open), now).stream()
                    .filter(Operation.Held.class::isInstance)
                    .map(held -> held.plan().system())
                    .distinct()
                    .flatMap(system -> systems.find(system).stream())
                    .forEach(system -> heldByGuard(open, system, now));
        }
    }

    /** Who has to be out now passes the guard. */
    private static Passage passage(LeaverCase.Open open) {
        return open.opening().facts().clock().rule() == ClockStart.Rule.EMERGENCY
                ? emergency(open)
                : new Passage.Guarded();
    }

    private static Passage.Emergency emergency(LeaverCase.Open open) {
        return new Passage.Emergency("leaver case " + open.opening().id().value());
    }

    /**
     * Somebody who is leaving has to be out now: what the guard holds of their case passes.
     *
     * @param reason why, in the words of who called for it
     * @param by who called for it
     */
    void letPass(LeaverCase.Open open, String reason, Caller by, Instant now) {
        List<Operation> passed = operationDesk.letPass(causeOf(open), emergency(open), now);
        events.hastened(open, passed, reason, by, now);
        settle(open, now);
    }

    /** The guard holds something of a case on a system: its owner hears of it, once. */
    void heldByGuard(LeaverCase leaverCase, TargetSystem system, Instant now) {
        raise(
                leaverCase,
                LeaverException.Kind.HELD_BY_GUARD,
                system,
                Optional.empty(),
                Optional.empty(),
                "the system's limit on changes is reached and work is held: two people look at it and release it",
                now);
    }

    private CaseSystem caseSystem(TargetSystem system, LeaverFacts facts) {
        Instant start = facts.clock().at();
        return new CaseSystem(
                system.id(),
                system.name(),
                start.plus(system.sla().shutOut(facts.privileged())),
                start.plus(system.sla().clean()),
                unobservable(system),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What a target cannot list, as its connector says. */
    List<Unobservable> unobservable(TargetSystem system) {
        return capabilities(system)
                .map(able -> able.unobservable().stream()
                        .map(u -> new Unobservable(u.what(), u.longestLife()))
                        .toList())
                .orElse(List.of());
    }

    /**
     * The steps that an account of a system needs, as far as is known now. Whether sign-in and memberships are gone every
     * connector shows, whether it can bring it about or people have to; so it is with what it lists. A password shows in nothing,
     * so it is reset where the connector can and else stays.
     */
    Set<Step> needed(TargetSystem system) {
        Set<Step> needed = EnumSet.of(Step.DISABLE, Step.REVOKE_MEMBERSHIPS);
        capabilities(system).ifPresent(able -> {
            add(needed, Step.END_SESSIONS, able, ChangeKind.END_SESSIONS, Optional.of(ReadKind.SESSIONS));
            add(
                    needed,
                    Step.REVOKE_CREDENTIALS,
                    able,
                    ChangeKind.REVOKE_CREDENTIALS,
                    Optional.of(ReadKind.CREDENTIALS));
            add(needed, Step.RESET_SECRET, able, ChangeKind.RESET_SECRET, Optional.empty());
            add(needed, Step.CLEAR_MFA, able, ChangeKind.CLEAR_MFA, Optional.of(ReadKind.MFA_METHODS));
        });
        return needed;
    }

    private static void add(
            Set<Step> needed, Step step, Capabilities able, ChangeKind change, Optional<ReadKind> read) {
        if (able.changes().contains(change)
                || read.filter(able.reads()::contains).isPresent()) {
            needed.add(step);
        }
    }

    /**
     * What a system's connector can do; empty where its settings cannot be used. The listing of the system is refused for the
     * same reason; once it is not, the connector is asked again.
     */
    private Optional<Capabilities> capabilities(TargetSystem system) {
        try {
            return Optional.of(connectors.of(system).capabilities());
        } catch (ConfigurationException e) {
            return Optional.empty();
        }
    }

    private static Instant deadlineOn(LeaverCase.Open open, TargetSystem system, Milestone milestone) {
        CaseSystem where = open.system(system.id()).orElseThrow();
        return switch (milestone) {
            case BLOCKED, CONTAINED -> where.shutOutBy();
            case CLEAN -> where.cleanBy();
        };
    }

    private static Optional<Correlation.Asked> asked(TargetSystem system, Identity identity) {
        return system.correlation().askedFor(identity.key(), identity.profile());
    }

    private static TargetSystem byId(List<TargetSystem> all, SystemId id) {
        return all.stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an account's system is in the inventory"));
    }
}
