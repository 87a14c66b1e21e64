package dev.tenure.domain.lifecycle;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One account of a leaver, with its milestones and the steps that bring them about.
 *
 * @param account the account
 * @param system where it is
 * @param nativeId the target's id of it
 * @param name what people call it on the target
 * @param knownBefore whether the product knew it before the case; if not, listing the target found it
 * @param milestones the state of each milestone; every one is present
 * @param needed the steps it needs
 * @param shown when the target showed a step; a step that is not there was not shown, or has slipped
 * @param artefacts sessions, credentials and second factors that were found, in that order
 * @param signIns what is known of sign-ins and calls since the clock started
 * @param retained memberships that the target does not let go, by name
 * @param stated what two people state of steps that the target has not shown
 */
public record CaseAccount(
        AccountId account,
        SystemId system,
        String nativeId,
        String name,
        boolean knownBefore,
        Map<Milestone, MilestoneState> milestones,
        Set<Step> needed,
        Map<Step, Instant> shown,
        List<CaseArtefact> artefacts,
        SignIns signIns,
        List<String> retained,
        Map<Step, Stated> stated) {

    public CaseAccount {
        milestones = Map.copyOf(milestones);
        needed = Set.copyOf(needed);
        shown = Map.copyOf(shown);
        artefacts = List.copyOf(artefacts);
        retained = List.copyOf(retained);
        stated = Map.copyOf(stated);
        if (milestones.size() != Milestone.values().length) {
            throw new IllegalArgumentException("milestones: not every one is there");
        }
    }

    /** The state of a milestone. */
    public MilestoneState state(Milestone milestone) {
        MilestoneState state = milestones.get(milestone);
        if (state == null) {
            throw new IllegalStateException("every milestone is present");
        }
        return state;
    }

    /** Whether a milestone is verified. */
    public boolean isVerified(Milestone milestone) {
        return state(milestone) instanceof MilestoneState.Verified;
    }

    /** Whether a milestone is verified, or two people state it. */
    public boolean isSettled(Milestone milestone) {
        return state(milestone).isSettled();
    }

    /** Whether every milestone is verified, or two people state it. */
    public boolean isSettled() {
        return milestones.values().stream().allMatch(MilestoneState::isSettled);
    }

    /** Whether automation leaves it alone. */
    public boolean isLeftAlone() {
        return milestones.values().stream().anyMatch(MilestoneState.LeftAlone.class::isInstance);
    }

    /** Whether the system's mode keeps automation from it. */
    public boolean isWithheld() {
        return milestones.values().stream().anyMatch(MilestoneState.Withheld.class::isInstance);
    }

    /** The steps of a milestone that the target has not shown, in order. */
    public List<Step> missing(Milestone milestone) {
        return Arrays.stream(Step.values())
                .filter(step -> step.milestone() == milestone && needed.contains(step) && !shown.containsKey(step))
                .toList();
    }

    /** What was found and is not shown to be gone. */
    public List<CaseArtefact> remaining() {
        return artefacts.stream().filter(a -> a.goneAt().isEmpty()).toList();
    }

    /** What was found, is not shown to be gone, and is not stated to be. */
    public List<CaseArtefact> unaccounted() {
        return remaining().stream()
                .filter(a -> !stated.containsKey(Step.ending(a.artefact().kind())))
                .toList();
    }

    CaseAccount with(Milestone milestone, MilestoneState state) {
        Map<Milestone, MilestoneState> changed = new EnumMap<>(milestones);
        changed.put(milestone, state);
        return with(changed, needed, shown, artefacts, signIns, retained, stated);
    }

    CaseAccount withRetained(List<String> names) {
        return with(milestones, needed, shown, artefacts, signIns, names, stated);
    }

    CaseAccount withSignIns(SignIns known) {
        return with(milestones, needed, shown, artefacts, known, retained, stated);
    }

    /** What the account needs now. What ends a thing that was found and is still there stays needed. */
    CaseAccount needing(Set<Step> steps, Instant at) {
        Set<Step> changed = EnumSet.noneOf(Step.class);
        changed.addAll(steps);
        remaining().forEach(a -> changed.add(Step.ending(a.artefact().kind())));
        return with(milestones, changed, shown, artefacts, signIns, retained, stated)
                .settled(at);
    }

    /** The target showed a step. What is left alone stays so. */
    CaseAccount showing(Step step, Instant at) {
        if (state(step.milestone()) instanceof MilestoneState.LeftAlone) {
            return this;
        }
        Map<Step, Instant> more = new EnumMap<>(Step.class);
        more.putAll(shown);
        more.putIfAbsent(step, at);
        List<CaseArtefact> ended = artefacts.stream()
                .map(a -> step.ends().equals(Optional.of(a.artefact().kind())) ? a.gone(at) : a)
                .toList();
        return with(milestones, needed, more, ended, signIns, retained, notStating(step))
                .settled(at);
    }

    /** Two people state a step. What is left alone stays so, and what was shown stays shown. */
    CaseAccount stating(Step step, Stated twoPeople) {
        if (state(step.milestone()) instanceof MilestoneState.LeftAlone || shown.containsKey(step)) {
            return this;
        }
        Map<Step, Stated> more = new EnumMap<>(Step.class);
        more.putAll(stated);
        more.put(step, twoPeople);
        return with(milestones, needed, shown, artefacts, signIns, retained, more)
                .settled(twoPeople.confirmedAt());
    }

    private Map<Step, Stated> notStating(Step step) {
        Map<Step, Stated> fewer = new EnumMap<>(Step.class);
        fewer.putAll(stated);
        fewer.remove(step);
        return fewer;
    }

    /** A listing showed these; a kind that is not there was not read. What is of a kind that was read and not shown is gone. */
    CaseAccount listing(Map<Artefact.Kind, List<Artefact>> seen, Instant at) {
        List<CaseArtefact> known = new ArrayList<>();
        for (CaseArtefact before : artefacts) {
            List<Artefact> read = seen.get(before.artefact().kind());
            known.add(
                    read == null
                            ? before
                            : read.stream()
                                    .filter(before::is)
                                    .findFirst()
                                    .map(before::seen)
                                    .orElseGet(() -> before.gone(at)));
        }
        for (Artefact.Kind kind : Artefact.Kind.values()) {
            for (Artefact artefact : seen.getOrDefault(kind, List.of())) {
                if (known.stream().noneMatch(a -> a.is(artefact))) {
                    known.add(new CaseArtefact(artefact, at, Optional.empty()));
                }
            }
        }
        return with(milestones, needed, shown, known, signIns, retained, stated);
    }

    /** A milestone is so no longer: none of its steps is shown, nor stated. */
    CaseAccount slipping(Milestone milestone, Instant at) {
        Map<Step, Stated> fewer = new EnumMap<>(Step.class);
        stated.forEach((step, people) -> {
            if (step.milestone() != milestone) {
                fewer.put(step, people);
            }
        });
        return with(milestones, needed, without(milestone).shown(), artefacts, signIns, retained, fewer)
                .settled(at);
    }

    /** Whether a milestone is so, in whole or in part, by what the target showed or by what people state. */
    boolean hasGround(Milestone milestone) {
        return isVerified(milestone) || stated.keySet().stream().anyMatch(step -> step.milestone() == milestone);
    }

    /** None of a milestone's steps counts as shown. */
    CaseAccount without(Milestone milestone) {
        Map<Step, Instant> fewer = new EnumMap<>(Step.class);
        shown.forEach((step, when) -> {
            if (step.milestone() != milestone) {
                fewer.put(step, when);
            }
        });
        return with(milestones, needed, fewer, artefacts, signIns, retained, stated);
    }

    /**
     * A milestone is verified when its last step is shown, stated when what is not shown is stated, and due again when a step is
     * neither. One that needs no step of its own comes and goes with the one before it.
     */
    private CaseAccount settled(Instant at) {
        CaseAccount settled = this;
        for (Milestone milestone : Milestone.values()) {
            boolean isOwn = needed.stream().anyMatch(step -> step.milestone() == milestone);
            Optional<MilestoneState> before = milestone.before().map(settled::state);
            boolean isShown = isOwn
                    ? missing(milestone).isEmpty()
                    : before.filter(MilestoneState.Verified.class::isInstance).isPresent();
            boolean isStated = isOwn
                    ? missing(milestone).stream().allMatch(stated::containsKey)
                    : before.filter(MilestoneState.Stated.class::isInstance).isPresent();
            settled = settled.with(milestone, next(settled.state(milestone), isShown, isStated, at));
        }
        return settled;
    }

    private static MilestoneState next(MilestoneState state, boolean isShown, boolean isStated, Instant at) {
        return switch (state) {
            case MilestoneState.Due due -> isShown ? due.verify(at) : isStated ? due.state(at) : due;
            case MilestoneState.Withheld withheld ->
                isShown ? withheld.verify(at) : isStated ? withheld.state(at) : withheld;
            case MilestoneState.Stated people -> isShown ? people.verify(at) : isStated ? people : people.slip();
            case MilestoneState.Verified verified ->
                isShown ? verified : isStated ? verified.slip().state(at) : verified.slip();
            case MilestoneState.LeftAlone left -> left;
        };
    }

    private CaseAccount with(
            Map<Milestone, MilestoneState> states,
            Set<Step> steps,
            Map<Step, Instant> times,
            List<CaseArtefact> things,
            SignIns known,
            List<String> names,
            Map<Step, Stated> people) {
        return new CaseAccount(
                account, system, nativeId, name, knownBefore, states, steps, times, things, known, names, people);
    }

    /** The milestones of an account as they begin. */
    static Map<Milestone, MilestoneState> beginning(Treatment treatment, Instant shutOutBy, Instant cleanBy) {
        Map<Milestone, MilestoneState> states = new EnumMap<>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            Instant deadline =
                    switch (milestone) {
                        case BLOCKED, CONTAINED -> shutOutBy;
                        case CLEAN -> cleanBy;
                    };
            states.put(milestone, begin(treatment, deadline));
        }
        return states;
    }

    /** A milestone as it begins. */
    static MilestoneState begin(Treatment treatment, Instant deadline) {
        return switch (treatment) {
            case ACT -> new MilestoneState.Due(deadline);
            case LEAVE_ALONE -> new MilestoneState.LeftAlone(deadline);
            case WITHHOLD -> new MilestoneState.Withheld(deadline);
        };
    }

    /** What automation may do with an account. */
    public enum Treatment {
        ACT,
        LEAVE_ALONE,
        WITHHOLD
    }
}
