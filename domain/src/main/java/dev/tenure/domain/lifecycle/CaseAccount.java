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
 * @param signIns what is known of sign-ins since the clock started
 * @param retained memberships that the target does not let go, by name
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
        List<String> retained) {

    public CaseAccount {
        milestones = Map.copyOf(milestones);
        needed = Set.copyOf(needed);
        shown = Map.copyOf(shown);
        artefacts = List.copyOf(artefacts);
        retained = List.copyOf(retained);
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

    /** Whether every milestone is verified. */
    public boolean isClean() {
        return milestones.values().stream().allMatch(MilestoneState.Verified.class::isInstance);
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

    CaseAccount with(Milestone milestone, MilestoneState state) {
        Map<Milestone, MilestoneState> changed = new EnumMap<>(milestones);
        changed.put(milestone, state);
        return with(changed, needed, shown, artefacts, signIns, retained);
    }

    CaseAccount withRetained(List<String> names) {
        return with(milestones, needed, shown, artefacts, signIns, names);
    }

    CaseAccount withSignIns(SignIns known) {
        return with(milestones, needed, shown, artefacts, known, retained);
    }

    /** What the account needs now. What ends a thing that was found and is still there stays needed. */
    CaseAccount needing(Set<Step> steps, Instant at) {
        Set<Step> changed = EnumSet.noneOf(Step.class);
        changed.addAll(steps);
        remaining().forEach(a -> changed.add(Step.ending(a.artefact().kind())));
        return with(milestones, changed, shown, artefacts, signIns, retained).settled(at);
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
        return with(milestones, needed, more, ended, signIns, retained).settled(at);
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
        return with(milestones, needed, shown, known, signIns, retained);
    }

    /** A milestone is so no longer, and none of its steps is. */
    CaseAccount slipping(Milestone milestone, Instant at) {
        return without(milestone).settled(at);
    }

    /** None of a milestone's steps counts as shown. */
    CaseAccount without(Milestone milestone) {
        Map<Step, Instant> fewer = new EnumMap<>(Step.class);
        shown.forEach((step, when) -> {
            if (step.milestone() != milestone) {
                fewer.put(step, when);
            }
        });
        return with(milestones, needed, fewer, artefacts, signIns, retained);
    }

    /**
     * A milestone is verified when its last step is shown, and is due again when one is not. One that needs no step of its own
     * comes and goes with the one before it.
     */
    private CaseAccount settled(Instant at) {
        CaseAccount settled = this;
        for (Milestone milestone : Milestone.values()) {
            boolean isSo = settled.missing(milestone).isEmpty()
                    && (needed.stream().anyMatch(step -> step.milestone() == milestone)
                            || milestone.before().filter(settled::isVerified).isPresent());
            settled = switch (settled.state(milestone)) {
                case MilestoneState.Due due -> isSo ? settled.with(milestone, due.verify(at)) : settled;
                case MilestoneState.Withheld withheld -> isSo ? settled.with(milestone, withheld.verify(at)) : settled;
                case MilestoneState.Verified verified -> isSo ? settled : settled.with(milestone, verified.slip());
                case MilestoneState.LeftAlone left -> settled;
            };
        }
        return settled;
    }

    private CaseAccount with(
            Map<Milestone, MilestoneState> states,
            Set<Step> steps,
            Map<Step, Instant> times,
            List<CaseArtefact> things,
            SignIns known,
            List<String> names) {
        return new CaseAccount(
                account, system, nativeId, name, knownBefore, states, steps, times, things, known, names);
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
