package dev.tenure.application.identity;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.EmploymentTerms;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps an ending that has not taken effect from everybody but the role that may see it (JML-6). What the others see must look
 * as it would without the ending: a gap would tell as much as the ending itself.
 */
public final class Confidentiality {

    private Confidentiality() {}

    /** Whether the caller may see what has not taken effect. */
    static boolean seesPending(Caller caller) {
        return caller.hasAny(Role.CONFIDENTIAL_HR);
    }

    /** The identity as the caller may see it: a scheduled ending looks like none. */
    public static Identity shown(Identity identity, Caller caller) {
        return seesPending(caller) ? identity : shown(identity);
    }

    /** The identity as those see it who may not know of an ending to come. */
    public static Identity shown(Identity identity) {
        if (!(identity.employment() instanceof Employment.TerminationScheduled scheduled)) {
            return identity;
        }
        return new Identity(
                identity.id(),
                identity.key(),
                identity.profile(),
                scheduled.withoutEnding(),
                identity.ties(),
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

    /**
     * What sources said, as the caller may see it. An ending shows where it is the very one by which the person was let out;
     * a leave once it has begun. Neither shows where it was taken back before. What says nothing new without them is left
     * out, as is everything that says nothing new: a gap tells nothing.
     *
     * @param statements everything said of the person
     * @param history the person's, whole
     * @param identity the person as they are
     * @param now the time of the transaction
     */
    static List<WorkerStatement> shown(
            List<WorkerStatement> statements,
            List<StatusEntry> history,
            Identity identity,
            Instant now,
            Caller caller) {
        List<WorkerStatement> byArrival = statements.stream()
                .sorted(Comparator.comparingLong(WorkerStatement::number))
                .toList();
        if (seesPending(caller)) {
            return byArrival;
        }
        List<WorkerStatement> shown = new ArrayList<>();
        Map<WorkerKey, WorkerRecord> last = new HashMap<>();
        for (WorkerStatement statement : byArrival) {
            WorkerRecord said = statement.record();
            List<WorkerStatement> later = byArrival.stream()
                    .filter(other -> other.number() > statement.number()
                            && other.record().key().equals(said.key()))
                    .toList();
            Optional<LocalDate> start = start(said, identity, Optional.ofNullable(last.get(said.key())), now);
            if (start.isEmpty()) {
                continue;
            }
            EmploymentTerms terms = said.terms();
            WorkerRecord masked = new WorkerRecord(
                    said.key(),
                    said.profile(),
                    new EmploymentTerms(
                            start.get(),
                            terms.termination().filter(ending -> tookEffect(statement, later, history)),
                            terms.leave().filter(leave -> began(statement, leave, later, now)),
                            terms.cancelled() && tookEffect(statement, later, history),
                            terms.sponsorWorkerId()),
                    said.asOf());
            boolean isNews = Optional.ofNullable(last.get(said.key()))
                    .filter(before -> before.profile().equals(masked.profile())
                            && before.terms().equals(masked.terms()))
                    .isEmpty();
            if (isNews) {
                last.put(said.key(), masked);
                shown.add(new WorkerStatement(statement.number(), masked, statement.receivedAt()));
            }
        }
        return List.copyOf(shown);
    }

    /**
     * The first day as others may see it. One to come that is not the person's own next one follows an ending that nobody is
     * to know of: the day said before stands for it. Empty where none was.
     */
    private static Optional<LocalDate> start(
            WorkerRecord said, Identity identity, Optional<WorkerRecord> before, Instant now) {
        LocalDate start = said.startDate();
        boolean isKnown = !start.isAfter(LocalDate.ofInstant(now, said.profile().zone()))
                || start.equals(identity.employment().startDate());
        return isKnown ? Optional.of(start) : before.map(WorkerRecord::startDate);
    }

    /** Whether the person was let out by what a statement says, and it was not taken back or changed before. */
    private static boolean tookEffect(
            WorkerStatement statement, List<WorkerStatement> later, List<StatusEntry> history) {
        EmploymentTerms terms = statement.record().terms();
        return history.stream()
                .filter(line -> line.employment() instanceof Employment.Out)
                .filter(line -> !line.knownFrom().isBefore(statement.receivedAt()))
                .filter(line -> terms.cancelled()
                        ? line.employment() instanceof Employment.Cancelled
                        : line.employment().knownTermination().equals(terms.termination()))
                .anyMatch(line -> later.stream()
                        .filter(other -> !other.receivedAt().isAfter(line.knownFrom()))
                        .map(other -> other.record().terms())
                        .allMatch(other -> other.termination().equals(terms.termination())
                                && other.cancelled() == terms.cancelled()));
    }

    private static boolean began(WorkerStatement statement, Leave leave, List<WorkerStatement> later, Instant now) {
        Instant begins =
                leave.from().atStartOfDay(statement.record().profile().zone()).toInstant();
        return !begins.isAfter(now)
                && later.stream()
                        .filter(other -> other.receivedAt().isBefore(begins))
                        .allMatch(other -> other.record().terms().leave().equals(Optional.of(leave)));
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
