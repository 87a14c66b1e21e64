package dev.tenure.application.identity;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.StatusEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps an ending that has not taken effect from everybody but the role that may see it (JML-6). What the others see must look
 * as it would without the ending: a gap would tell as much as the ending itself.
 */
public final class Confidentiality {

    private Confidentiality() {}

    static boolean seesPending(Caller caller) {
        return caller.hasAny(Role.CONFIDENTIAL_HR);
    }

    /** The identity as the caller may see it: a scheduled ending looks like none. */
    public static Identity shown(Identity identity, Caller caller) {
        if (seesPending(caller) || !(identity.employment() instanceof Employment.TerminationScheduled scheduled)) {
            return identity;
        }
        return new Identity(
                identity.id(),
                identity.key(),
                identity.profile(),
                scheduled.withoutEnding(),
                Optional.empty(),
                identity.version());
    }

    /**
     * The history as the caller may see it. What was scheduled shows once it has taken effect; what was rescinded before that
     * never does. A line that must not show leaves behind what else it said.
     */
    static List<StatusEntry> shown(List<StatusEntry> history, Caller caller) {
        if (seesPending(caller)) {
            return history;
        }
        int lastEnding = -1;
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).employment() instanceof Employment.Out) {
                lastEnding = i;
            }
        }
        List<StatusEntry> shown = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (isOpenToAll(history, i, lastEnding)) {
                shown.add(history.get(i));
            } else {
                StatusEntry masked = withoutEnding(history.get(i));
                if (shown.isEmpty()) {
                    shown.add(as(Identity.Change.HIRED, masked));
                } else {
                    StatusEntry before = shown.getLast();
                    Identity.Change seen = Identity.change(before.employment(), masked.employment());
                    if (seen != Identity.Change.NONE) {
                        shown.add(as(seen, masked));
                    } else if (!masked.profile().equals(before.profile())) {
                        shown.add(as(Identity.Change.PROFILE_CHANGED, masked));
                    }
                }
            }
        }
        return List.copyOf(shown);
    }

    private static StatusEntry as(Identity.Change change, StatusEntry entry) {
        return new StatusEntry(entry.knownFrom(), entry.source(), change, entry.profile(), entry.employment());
    }

    private static StatusEntry withoutEnding(StatusEntry entry) {
        return entry.employment() instanceof Employment.TerminationScheduled scheduled
                ? new StatusEntry(
                        entry.knownFrom(), entry.source(), entry.change(), entry.profile(), scheduled.withoutEnding())
                : entry;
    }

    private static boolean isOpenToAll(List<StatusEntry> history, int index, int lastEnding) {
        StatusEntry entry = history.get(index);
        if (entry.change() == Identity.Change.TERMINATION_RESCINDED) {
            return false;
        }
        if (!(entry.employment() instanceof Employment.TerminationScheduled)) {
            return true;
        }
        // Of the endings before the last one that took effect, show those that were not rescinded on the way.
        for (int i = index + 1; i <= lastEnding; i++) {
            if (history.get(i).change() == Identity.Change.TERMINATION_RESCINDED) {
                return false;
            }
            if (history.get(i).employment() instanceof Employment.Out) {
                return true;
            }
        }
        return false;
    }
}
