package dev.tenure.domain.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Somebody or something that holds access.
 *
 * @param id its own id
 * @param key how the source names it
 * @param profile what HR says
 * @param employment where they stand
 * @param version counts changes, for optimistic locking; 0 before the first save
 */
public record Identity(IdentityId id, WorkerKey key, Profile profile, Employment employment, long version) {

    /** What a record did to an identity. */
    public enum Change {
        NONE,
        HIRED,
        PROFILE_CHANGED,
        STARTED,
        TERMINATION_SCHEDULED,
        TERMINATION_CORRECTED,
        TERMINATION_RESCINDED,
        ENDED,
        /** Works after all: the tenure that seemed over goes on. */
        REINSTATED,
        /** Works again, or will from a day to come until which they have left as before: a new tenure. */
        REHIRED
    }

    /** The identity after a record, and what changed. */
    public record Taken(Identity identity, Change change) {}

    /**
     * Somebody the product did not know.
     *
     * @param receivedAt when the source's message came in
     * @param now the time of the transaction
     */
    public static Taken hire(IdentityId id, WorkerRecord record, Instant receivedAt, Instant now) {
        Employment begun = startsInFuture(record.startDate(), record.profile().zone(), now)
                ? new Employment.Expected(record.startDate())
                : new Employment.Active(record.startDate());
        Identity identity = new Identity(id, record.key(), record.profile(), begun, 0);
        return record.termination()
                .map(termination -> identity.terminate(record.startDate(), termination, receivedAt, now))
                .orElse(new Taken(identity, Change.HIRED));
    }

    /**
     * Takes what a source says now. The same record twice changes nothing the second time.
     *
     * @param receivedAt when the source's message came in
     * @param now the time of the transaction: what is due by it takes effect at once
     */
    public Taken take(WorkerRecord record, Instant receivedAt, Instant now) {
        Identity described = new Identity(id, key, record.profile(), employment, version);
        Taken taken = record.termination()
                .map(termination -> described.terminate(record.startDate(), termination, receivedAt, now))
                .orElseGet(() -> described.carryOn(record.startDate(), now));
        boolean profileOnly = taken.change() == Change.NONE && !profile.equals(record.profile());
        return profileOnly ? new Taken(taken.identity(), Change.PROFILE_CHANGED) : taken;
    }

    /** What the passing of time changes: a first day or a termination whose moment has come; empty where neither has. */
    public Optional<Taken> fallDue(Instant now) {
        return switch (employment) {
            case Employment.Expected expected ->
                startsInFuture(expected.startDate(), profile.zone(), now)
                        ? Optional.empty()
                        : Optional.of(new Taken(with(expected.begin()), Change.STARTED));
            case Employment.TerminationScheduled scheduled -> {
                Instant due = scheduled.termination().clockStart(profile.zone()).at();
                yield now.isBefore(due)
                        ? Optional.empty()
                        : Optional.of(new Taken(with(scheduled.takeEffect(due, now)), Change.ENDED));
            }
            case Employment.Active active -> Optional.empty();
            case Employment.Ended ended -> Optional.empty();
        };
    }

    /** Whether the first day of the present tenure has come. */
    public boolean hasBegun(Instant now) {
        return !startsInFuture(employment.startDate(), profile.zone(), now);
    }

    /** When the passing of time will next change something; empty where it will not. */
    public Optional<Instant> nextDue() {
        return switch (employment) {
            case Employment.Expected expected ->
                Optional.of(expected.startDate().atStartOfDay(profile.zone()).toInstant());
            case Employment.TerminationScheduled scheduled ->
                Optional.of(scheduled.termination().clockStart(profile.zone()).at());
            case Employment.Active active -> Optional.empty();
            case Employment.Ended ended -> Optional.empty();
        };
    }

    private Taken terminate(LocalDate startDate, Termination termination, Instant receivedAt, Instant now) {
        return switch (employment) {
            case Employment.Expected expected ->
                fallDueOr(
                        expected.postpone(startDate).schedule(termination, receivedAt),
                        Change.TERMINATION_SCHEDULED,
                        now);
            case Employment.Active active ->
                fallDueOr(
                        active.correctStart(startDate).schedule(termination, receivedAt),
                        Change.TERMINATION_SCHEDULED,
                        now);
            case Employment.TerminationScheduled scheduled -> {
                Employment.TerminationScheduled corrected = scheduled.correct(startDate, termination);
                yield fallDueOr(
                        corrected, corrected.equals(scheduled) ? Change.NONE : Change.TERMINATION_CORRECTED, now);
            }
            case Employment.Ended ended -> terminateAgain(ended, startDate, termination, receivedAt, now);
        };
    }

    /** HR names an ending of somebody who has left: the same one, the same one corrected, or that of a new tenure. */
    private Taken terminateAgain(
            Employment.Ended ended, LocalDate startDate, Termination termination, Instant receivedAt, Instant now) {
        Employment.Ended corrected = ended.correct(startDate, termination);
        if (corrected.equals(ended)) {
            return new Taken(this, Change.NONE);
        }
        boolean isNewTenure = isAfter(ended, startDate);
        boolean isOver = !termination.clockStart(profile.zone()).at().isAfter(now);
        if (!isNewTenure && isOver) {
            return new Taken(with(corrected), Change.TERMINATION_CORRECTED);
        }
        // Corrected into the future, or hired again, the person works until the new ending.
        return fallDueOr(
                startsInFuture(startDate, profile.zone(), now)
                        ? ended.rehire(startDate).schedule(termination, receivedAt)
                        : ended.reinstate(startDate).schedule(termination, receivedAt),
                isNewTenure ? Change.REHIRED : Change.REINSTATED,
                now);
    }

    private static boolean isAfter(Employment.Ended ended, LocalDate startDate) {
        return startDate.isAfter(ended.termination().lastWorkingDay());
    }

    private Taken fallDueOr(Employment.TerminationScheduled scheduled, Change otherwise, Instant now) {
        Identity waiting = with(scheduled);
        return waiting.fallDue(now).orElse(new Taken(waiting, otherwise));
    }

    private Taken carryOn(LocalDate startDate, Instant now) {
        boolean future = startsInFuture(startDate, profile.zone(), now);
        return switch (employment) {
            case Employment.Expected expected -> {
                if (!future) {
                    yield new Taken(with(expected.postpone(startDate).begin()), Change.STARTED);
                }
                yield expected.startDate().equals(startDate)
                        ? new Taken(this, Change.NONE)
                        : new Taken(with(expected.postpone(startDate)), Change.PROFILE_CHANGED);
            }
            case Employment.Active active ->
                active.startDate().equals(startDate)
                        ? new Taken(this, Change.NONE)
                        : new Taken(with(active.correctStart(startDate)), Change.PROFILE_CHANGED);
            case Employment.TerminationScheduled scheduled ->
                new Taken(
                        with(future ? scheduled.rescindBeforeStart(startDate) : scheduled.rescind(startDate)),
                        Change.TERMINATION_RESCINDED);
            case Employment.Ended ended ->
                new Taken(
                        with(future ? ended.rehire(startDate) : ended.reinstate(startDate)),
                        isAfter(ended, startDate) ? Change.REHIRED : Change.REINSTATED);
        };
    }

    private Identity with(Employment next) {
        return new Identity(id, key, profile, next, version);
    }

    private static boolean startsInFuture(LocalDate startDate, ZoneId zone, Instant now) {
        return now.isBefore(startDate.atStartOfDay(zone).toInstant());
    }
}
