package dev.tenure.domain.lifecycle;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The case of one leaver: every system, every account found there, every milestone. It closes only when the targets
 * themselves have shown that nothing is left, or two people state it of what a target cannot show (JML-5a).
 */
public sealed interface LeaverCase {

    /** What does not change. */
    Opening opening();

    /** Every system under governance when the case opened. */
    List<CaseSystem> systems();

    /** Every account found. */
    List<CaseAccount> accounts();

    /** Counts changes, for optimistic locking; 0 before the first save. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What does not change.
     *
     * @param id its own id
     * @param identity who leaves
     * @param facts what was frozen
     * @param openedAt when the case opened
     */
    record Opening(LeaverCaseId id, IdentityId identity, LeaverFacts facts, Instant openedAt) {}

    /** Why a case cannot close. */
    sealed interface Obstacle {
        /** The target was not listed yet. */
        record NotListed(SystemId system) implements Obstacle {}

        /** A milestone is neither verified nor stated. */
        record NotVerified(AccountId account, Milestone milestone, MilestoneState state) implements Obstacle {}

        /** Something that was found is not shown to be gone. */
        record Remains(AccountId account, Artefact artefact) implements Obstacle {}

        /** Nobody has read yet who signed in after the end. */
        record SignInsNotRead(AccountId account) implements Obstacle {}

        /** No listing after the last change showed that nothing is left. */
        record NotConfirmed(SystemId system) implements Obstacle {}

        /** Something that the leaver owned has no other owner yet. */
        record StillOwns(String kind, UUID id, String name) implements Obstacle {}
    }

    /** Work is under way. */
    record Open(Opening opening, List<CaseSystem> systems, List<CaseAccount> accounts, long version)
            implements LeaverCase {

        public Open {
            systems = List.copyOf(systems);
            accounts = List.copyOf(accounts);
        }

        @Override
        public String label() {
            return "open";
        }

        /** The system of this case. */
        public Optional<CaseSystem> system(SystemId id) {
            return systems.stream().filter(s -> s.system().equals(id)).findFirst();
        }

        /** The account of this case. */
        public Optional<CaseAccount> account(AccountId id) {
            return accounts.stream().filter(a -> a.account().equals(id)).findFirst();
        }

        /** The accounts on one system. */
        public List<CaseAccount> accountsOn(SystemId id) {
            return accounts.stream().filter(a -> a.system().equals(id)).toList();
        }

        /**
         * An account comes into the case. One that is in it already stays as it is.
         *
         * @param knownBefore whether the product knew it before the case opened
         * @param needed the steps it needs
         */
        public Open add(
                AccountId account,
                SystemId system,
                String nativeId,
                String name,
                boolean knownBefore,
                CaseAccount.Treatment treatment,
                Set<Step> needed) {
            if (account(account).isPresent()) {
                return this;
            }
            CaseSystem where =
                    system(system).orElseThrow(() -> new IllegalArgumentException("system: is not part of this case"));
            List<CaseAccount> more = new ArrayList<>(accounts);
            more.add(new CaseAccount(
                    account,
                    system,
                    nativeId,
                    name,
                    knownBefore,
                    CaseAccount.beginning(treatment, where.shutOutBy(), where.cleanBy()),
                    needed,
                    Map.of(),
                    List.of(),
                    new SignIns.Awaited(),
                    List.of(),
                    Map.of()));
            return new Open(opening, systems, more, version).unconfirmed(system);
        }

        /**
         * The target was listed for this case.
         *
         * @param unobservable what the target cannot list, as its connector says now that it was reached
         */
        public Open listed(SystemId system, List<Unobservable> unobservable, Instant at) {
            return changeSystem(system, s -> s.listed(unobservable, at));
        }

        /** What the account needs now, as its system's connector says: a milestone that lacks a step is due again. */
        public Open needs(AccountId account, Set<Step> needed, Instant at) {
            return changeAccount(account, a -> a.needing(needed, at)).unconfirmedUnlessSame(this, account);
        }

        /** The target showed a step on a read. Shown once stays shown with its first time; the last one verifies its milestone. */
        public Open shown(AccountId account, Step step, Instant at) {
            return changeAccount(account, a -> a.showing(step, at));
        }

        /** Two people state that a step was taken by hand: the target has not shown it. */
        public Open stated(AccountId account, Step step, Stated twoPeople) {
            return changeAccount(account, a -> a.stating(step, twoPeople));
        }

        /** Two people state that they looked through the target by hand: it could not be listed. */
        public Open stated(SystemId system, Stated twoPeople) {
            return changeSystem(system, s -> s.stating(twoPeople));
        }

        /** The target showed every step of a milestone. */
        public Open verified(AccountId account, Milestone milestone, Instant at) {
            Open changed = this;
            for (Step step : account(account).map(a -> a.missing(milestone)).orElse(List.of())) {
                changed = changed.shown(account, step, at);
            }
            return changed;
        }

        /**
         * A listing showed these sessions, credentials and second factors of an account.
         *
         * @param seen by kind; a kind that is not there was not read
         */
        public Open found(AccountId account, Map<Artefact.Kind, List<Artefact>> seen, Instant at) {
            return changeAccount(account, a -> a.listing(seen, at));
        }

        /** What is known of sign-ins after the end. */
        public Open signIns(AccountId account, SignIns known) {
            return changeAccount(account, a -> a.withSignIns(known));
        }

        /** The target keeps the account in these, whatever we do. */
        public Open retains(AccountId account, List<String> names) {
            return changeAccount(account, a -> a.withRetained(names));
        }

        /**
         * A later read of the target showed that a milestone is not so that was verified, or of which something was stated: each
         * of its steps is to be done again.
         */
        public Open slipped(AccountId account, Milestone milestone, Instant at) {
            return changeAccount(account, a -> a.hasGround(milestone) ? a.slipping(milestone, at) : a)
                    .unconfirmedOn(account);
        }

        private Open unconfirmedOn(AccountId account) {
            return account(account).map(a -> unconfirmed(a.system())).orElse(this);
        }

        private Open unconfirmedUnlessSame(Open before, AccountId account) {
            return account(account).equals(before.account(account)) ? this : unconfirmedOn(account);
        }

        /** Two people lifted the protection; what may be done now depends on the system. */
        public Open protectionLifted(AccountId account, CaseAccount.Treatment treatment) {
            return changeAccount(account, a -> treat(a, MilestoneState.LeftAlone.class::isInstance, treatment));
        }

        /** The account was protected: what is neither verified nor stated is left alone from now on. */
        public Open leaveAlone(AccountId account) {
            return changeAccount(
                    account, a -> treat(a, state -> !state.isSettled(), CaseAccount.Treatment.LEAVE_ALONE));
        }

        /** The system of the account is not in act: what is due is held back from now on. */
        public Open withhold(AccountId account) {
            return changeAccount(
                    account, a -> treat(a, MilestoneState.Due.class::isInstance, CaseAccount.Treatment.WITHHOLD));
        }

        /** Work that was held back on one system may go on: the system is in act. */
        public Open actOn(SystemId system) {
            Open changed = this;
            for (CaseAccount account : accountsOn(system)) {
                changed = changed.changeAccount(
                        account.account(),
                        a -> treat(a, MilestoneState.Withheld.class::isInstance, CaseAccount.Treatment.ACT));
            }
            return changed;
        }

        /** Whether everything on a system is verified or stated, and a last listing is all that is wanted. */
        public boolean readyToConfirm(SystemId id) {
            return system(id)
                            .filter(s ->
                                    s.listedAt().isPresent() && s.confirmedAt().isEmpty())
                            .isPresent()
                    && accountsOn(id).stream().allMatch(CaseAccount::isSettled);
        }

        /** A listing after the last change showed that nothing is left. */
        public Open confirmed(SystemId system, Instant at) {
            return changeSystem(system, s -> s.confirmed(at));
        }

        /** Why the case cannot close; empty when it can. */
        public List<Obstacle> obstacles() {
            List<Obstacle> found = new ArrayList<>();
            for (CaseSystem system : systems) {
                if (system.stated().isPresent()) {
                    // Two people looked through it; no listing is waited for.
                    continue;
                }
                if (system.listedAt().isEmpty()) {
                    found.add(new Obstacle.NotListed(system.system()));
                } else if (system.confirmedAt().isEmpty()) {
                    found.add(new Obstacle.NotConfirmed(system.system()));
                }
            }
            for (CaseAccount account : accounts) {
                for (Milestone milestone : Milestone.values()) {
                    MilestoneState state = account.state(milestone);
                    if (!state.isSettled()) {
                        found.add(new Obstacle.NotVerified(account.account(), milestone, state));
                    }
                }
                account.unaccounted().forEach(a -> found.add(new Obstacle.Remains(account.account(), a.artefact())));
                if (account.signIns() instanceof SignIns.Awaited) {
                    found.add(new Obstacle.SignInsNotRead(account.account()));
                }
            }
            return found;
        }

        /** The same with what the leaver owned and nobody took over. */
        public List<Obstacle> obstacles(List<LeaverCertificate.OwnedLine> owned) {
            List<Obstacle> found = new ArrayList<>(obstacles());
            owned.stream()
                    .filter(LeaverCertificate.OwnedLine::isOpen)
                    .map(line -> new Obstacle.StillOwns(line.kind(), line.thing(), line.name()))
                    .forEach(found::add);
            return found;
        }

        /** Nothing is left. Callers look at {@link #obstacles()} first. */
        public Closed close(Instant now) {
            if (!obstacles().isEmpty()) {
                throw new IllegalStateException("a case with obstacles does not close");
            }
            return new Closed(opening, systems, accounts, now, version);
        }

        /** HR took the ending back, or corrected it into the future, after the case had opened. */
        public Withdrawn withdraw(String reason, Instant now) {
            return new Withdrawn(opening, systems, accounts, reason, now, version);
        }

        /** What was shown of a system may not be so any more: it has to be listed once more. */
        public Open unconfirmed(SystemId system) {
            return changeSystem(system, CaseSystem::unconfirmed);
        }

        private Open changeSystem(SystemId id, UnaryOperator<CaseSystem> change) {
            return new Open(
                    opening,
                    systems.stream()
                            .map(s -> s.system().equals(id) ? change.apply(s) : s)
                            .toList(),
                    accounts,
                    version);
        }

        private Open changeAccount(AccountId id, UnaryOperator<CaseAccount> change) {
            return new Open(
                    opening,
                    systems,
                    accounts.stream()
                            .map(a -> a.account().equals(id) ? change.apply(a) : a)
                            .toList(),
                    version);
        }

        private static CaseAccount treat(
                CaseAccount account, Predicate<MilestoneState> which, CaseAccount.Treatment treatment) {
            CaseAccount changed = account;
            for (Milestone milestone : Milestone.values()) {
                MilestoneState state = account.state(milestone);
                if (which.test(state)) {
                    changed = changed.with(milestone, CaseAccount.begin(treatment, state.deadline()));
                    if (treatment == CaseAccount.Treatment.LEAVE_ALONE) {
                        changed = changed.without(milestone);
                    }
                }
            }
            return changed;
        }
    }

    /** The targets showed that nothing is left, but for what two people state. */
    record Closed(Opening opening, List<CaseSystem> systems, List<CaseAccount> accounts, Instant closedAt, long version)
            implements LeaverCase {
        public Closed {
            systems = List.copyOf(systems);
            accounts = List.copyOf(accounts);
        }

        @Override
        public String label() {
            return "closed";
        }
    }

    /** The ending was taken back after the case had opened. What was done until then stays done. */
    record Withdrawn(
            Opening opening,
            List<CaseSystem> systems,
            List<CaseAccount> accounts,
            String reason,
            Instant withdrawnAt,
            long version)
            implements LeaverCase {
        public Withdrawn {
            systems = List.copyOf(systems);
            accounts = List.copyOf(accounts);
        }

        @Override
        public String label() {
            return "withdrawn";
        }
    }
}
