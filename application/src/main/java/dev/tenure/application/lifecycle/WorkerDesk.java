package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.AttributeAuthorities;
import dev.tenure.application.identity.Confidentiality;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.identity.Dossier;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.identity.WorkerStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes what sources say of workers and what time brings, works out where each person stands and sees to what follows. Every
 * way in which a source can speak ends here, inside the transaction of its use case.
 */
public final class WorkerDesk {

    private final Identifiers identifiers;
    private final Identities identities;
    private final WorkerStatements statements;
    private final AttributeAuthorities authorities;
    private final SourceConflicts conflicts;
    private final LeaverDesk leavers;
    private final LeaverEvents events;

    public WorkerDesk(
            Identifiers identifiers,
            Identities identities,
            WorkerStatements statements,
            AttributeAuthorities authorities,
            SourceConflicts conflicts,
            LeaverDesk leavers,
            LeaverEvents events) {
        this.identifiers = identifiers;
        this.identities = identities;
        this.statements = statements;
        this.authorities = authorities;
        this.conflicts = conflicts;
        this.leavers = leavers;
        this.events = events;
    }

    /**
     * Takes a worker's record. The same record twice changes nothing the second time, and records that carry their source's
     * time may come in any order.
     *
     * @param source who says it
     * @param receivedAt when it came in
     * @return the person as they are now
     */
    public Identity take(WorkerSource source, WorkerRecord record, Instant receivedAt, Instant now) {
        Optional<IdentityId> known = statements.whose(record.key()).or(() -> statements.recognise(source, record));
        IdentityId id = known.orElseGet(() -> new IdentityId(identifiers.next()));
        boolean isNews = statements.add(id, record, receivedAt);
        // Read behind the lock that adding takes: what another transaction says of the same person is in it.
        Optional<Identity> before = known.flatMap(identities::find);
        if (!isNews && before.isPresent()) {
            return before.get();
        }
        Dossier dossier = Dossier.of(statements.of(id), authorities.current());
        conflicts.settle(id, dossier.conflicts(now), now);
        List<Identity.Taken> steps = before.map(identity -> identity.take(dossier, now))
                .orElseGet(() -> List.of(Identity.hire(id, record.key(), dossier, now)));
        return take(before, steps, source(source), now);
    }

    /** What {@link #take} would do, without doing it. Locks what it would lock and writes nothing. */
    public WorkerSnapshot.Effect foresee(WorkerSource source, WorkerRecord record, Instant receivedAt, Instant now) {
        Optional<IdentityId> known = statements.whose(record.key()).or(() -> statements.recognise(source, record));
        Optional<Identity> before = known.flatMap(identities::find);
        if (before.isEmpty()) {
            return WorkerSnapshot.Effect.FRESH;
        }
        List<WorkerStatement> said = new ArrayList<>(statements.of(before.get().id()));
        said.add(new WorkerStatement(Long.MAX_VALUE, record, receivedAt));
        List<Identity.Taken> steps = before.get().take(Dossier.of(said, authorities.current()), now);
        for (Identity.Taken step : steps) {
            switch (step.change()) {
                case ENDED, GARDEN_LEAVE_BEGAN, HIRE_CANCELLED -> {
                    return WorkerSnapshot.Effect.LEAVING;
                }
                case REINSTATED, REHIRED -> {
                    return WorkerSnapshot.Effect.RETURNING;
                }
                case NONE,
                        HIRED,
                        PROFILE_CHANGED,
                        STARTED,
                        LEAVE_BEGAN,
                        LEAVE_ENDED,
                        CONVERTED,
                        TERMINATION_SCHEDULED,
                        TERMINATION_CORRECTED,
                        TERMINATION_RESCINDED -> {
                    // What these show to whom is looked at below.
                }
            }
        }
        Identity after = steps.getLast().identity();
        if (isSame(before.get(), after)) {
            return WorkerSnapshot.Effect.UNCHANGED;
        }
        return isSame(Confidentiality.shown(before.get()), Confidentiality.shown(after))
                ? WorkerSnapshot.Effect.LEAVING_LATER
                : WorkerSnapshot.Effect.CHANGED;
    }

    private static boolean isSame(Identity one, Identity other) {
        return one.profile().equals(other.profile()) && one.employment().equals(other.employment());
    }

    /** Takes what the passing of time changed for somebody. */
    Identity passTime(Identity identity, Instant now) {
        return judge(identity, "calendar", now);
    }

    /** Takes what another authority of attributes changed for somebody. */
    Identity reconsider(Identity identity, Instant now) {
        return judge(identity, "attribute authority", now);
    }

    private Identity judge(Identity identity, String source, Instant now) {
        Dossier dossier = Dossier.of(statements.of(identity.id()), authorities.current());
        conflicts.settle(identity.id(), dossier.conflicts(now), now);
        return take(Optional.of(identity), identity.take(dossier, now), source, now);
    }

    /** How the history names a source. */
    static String source(WorkerSource source) {
        return "source " + source.name();
    }

    private Identity take(Optional<Identity> known, List<Identity.Taken> steps, String source, Instant now) {
        Optional<Identity> before = known;
        Identity saved = steps.getFirst().identity();
        for (Identity.Taken step : steps) {
            Identity identity = step.identity().at(saved.version());
            saved = step.change() == Identity.Change.NONE
                    ? identities.remind(identity)
                    : save(before, new Identity.Taken(identity, step.change()), source, now);
            before = Optional.of(saved);
        }
        return saved;
    }

    private Identity save(Optional<Identity> before, Identity.Taken step, String source, Instant now) {
        Identity identity = step.identity();
        Identity saved = identities.save(
                identity, new StatusEntry(now, source, step.change(), identity.profile(), identity.employment()));
        events.recordTaken(step, source, now);
        follow(before, saved, step.change(), now);
        return saved;
    }

    /** What a change causes. */
    private void follow(Optional<Identity> before, Identity identity, Identity.Change change, Instant now) {
        switch (change) {
            case ENDED, GARDEN_LEAVE_BEGAN, HIRE_CANCELLED -> left(before, identity, now);
            case REINSTATED -> leavers.takeBack(identity, now);
            case PROFILE_CHANGED, TERMINATION_CORRECTED -> leavers.describedAnew(identity, now);
            case NONE,
                    HIRED,
                    STARTED,
                    REHIRED,
                    CONVERTED,
                    LEAVE_BEGAN,
                    LEAVE_ENDED,
                    TERMINATION_SCHEDULED,
                    TERMINATION_RESCINDED -> {
                // No access changes by these, yet.
            }
        }
        // Whatever else changed at the same time: who is not out any more is no leaver.
        if (before.filter(Identity::isOut).isPresent() && !identity.isOut()) {
            leavers.endForNewTenure(identity, now);
        }
    }

    /** Who is out already has had their case: garden leave that ends, or a new hire taken back, opens no second one. */
    private void left(Optional<Identity> before, Identity identity, Instant now) {
        if (before.filter(identity::isOutSince).isPresent()) {
            leavers.describedAnew(identity, now);
        } else {
            leavers.open(identity, (Employment.Out) identity.employment(), now);
        }
    }
}
