package dev.tenure.domain.lifecycle;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One account of a leaver, with its milestones.
 *
 * @param account the account
 * @param system where it is
 * @param nativeId the target's id of it
 * @param name what people call it on the target
 * @param knownBefore whether the product knew it before the case; if not, listing the target found it
 * @param milestones the state of each milestone; every one is present
 * @param retained memberships that the target does not let go, by name
 */
public record CaseAccount(
        AccountId account,
        SystemId system,
        String nativeId,
        String name,
        boolean knownBefore,
        Map<Milestone, MilestoneState> milestones,
        List<String> retained) {

    public CaseAccount {
        milestones = Map.copyOf(milestones);
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

    CaseAccount with(Milestone milestone, MilestoneState state) {
        Map<Milestone, MilestoneState> changed = new EnumMap<>(milestones);
        changed.put(milestone, state);
        return new CaseAccount(account, system, nativeId, name, knownBefore, changed, retained);
    }

    CaseAccount withRetained(List<String> names) {
        return new CaseAccount(account, system, nativeId, name, knownBefore, milestones, names);
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
