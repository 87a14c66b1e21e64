package dev.tenure.domain.identity;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody or something that holds access.
 *
 * @param id its own id
 * @param key how the first source that told of them names them
 * @param profile what is believed of the person
 * @param employment where they stand
 * @param ties whom they depend on
 * @param nextDue when the passing of time will next change where they stand; empty where it will not
 * @param version counts changes, for optimistic locking; 0 before the first save
 */
public record Identity(
        IdentityId id,
        WorkerKey key,
        Profile profile,
        Employment employment,
        Ties ties,
        Optional<Instant> nextDue,
        long version) {

    /** Somebody of whom nobody is named that they depend on. */
    public Identity(
            IdentityId id,
            WorkerKey key,
            Profile profile,
            Employment employment,
            Optional<Instant> nextDue,
            long version) {
        this(id, key, profile, employment, Ties.NONE, nextDue, version);
    }

    /** What callers may be known as who are this person: the worker id and the e-mail address. */
    public Stream<String> knownAs() {
        return Stream.concat(Stream.of(key.workerId()), profile.email().stream());
    }

    /**
     * Whether the provider's subject is this person's, compared exactly. What lets somebody in goes by this and not by the name that
     * the provider shows: people may choose that themselves.
     */
    public boolean isSubject(String subject) {
        return knownAs().anyMatch(subject::equals);
    }

    /** What a record or the time did to an identity. */
    public enum Change {
        NONE,
        HIRED,
        PROFILE_CHANGED,
        STARTED,
        LEAVE_BEGAN,
        LEAVE_ENDED,
        /** From contractor to employee or back, without a day between. */
        CONVERTED,
        TERMINATION_SCHEDULED,
        TERMINATION_CORRECTED,
        TERMINATION_RESCINDED,
        /** Released from work, and employed until the contract ends. */
        GARDEN_LEAVE_BEGAN,
        ENDED,
        /** The hire was taken back. */
        HIRE_CANCELLED,
        /** Works after all: the tenure that seemed over goes on. */
        REINSTATED,
        /** Works again, or will from a day to come until which they have left as before: a new tenure. */
        REHIRED
    }

    /** The identity after a record or a moment, and what changed. */
    public record Taken(Identity identity, Change change) {}

    /**
     * Somebody the product did not know.
     *
     * @param now the time of the transaction
     */
    public static Taken hire(IdentityId id, WorkerKey key, Dossier dossier, Instant now) {
        Employment begun = dossier.timeline().at(now, now);
        Change change =
                switch (begun) {
                    case Employment.Expected expected -> Change.HIRED;
                    case Employment.Active active -> Change.HIRED;
                    case Employment.OnLeave onLeave -> Change.HIRED;
                    case Employment.TerminationScheduled scheduled -> Change.TERMINATION_SCHEDULED;
                    case Employment.GardenLeave gardenLeave -> Change.GARDEN_LEAVE_BEGAN;
                    case Employment.Ended ended -> Change.ENDED;
                    case Employment.Cancelled cancelled -> Change.HIRE_CANCELLED;
                };
        return new Taken(
                new Identity(id, key, dossier.profile(now), begun, dossier.ties(now), dossier.nextAfter(now), 0),
                change);
    }

    /**
     * Takes what is known now, by records and by the time that has passed. Where nothing changed the only step says so; who
     * left and was hired again since is two steps, since what they held is taken away in between.
     *
     * @param now the time of the transaction: what is due by it takes effect at once
     */
    public List<Taken> take(Dossier dossier, Instant now) {
        Timeline timeline = dossier.timeline();
        Profile described = dossier.profile(now);
        Optional<Instant> due = dossier.nextAfter(now);
        Employment next = timeline.at(now, now);
        if (employment instanceof Employment.Out out
                && !isLater(next.tenure(), out.tenure())
                && !endsAfter(out, next, described.zone())) {
            next = timeline.at(now, out.outAt());
        }
        List<Taken> steps = new ArrayList<>();
        Identity before = this;
        Optional<Employment.Out> left = leftSince(timeline, next, now);
        if (left.isPresent()) {
            Profile last =
                    described.as(profile.kind(), timeline.zoneOfLeaving(now).orElseThrow());
            before = with(last, left.get(), dossier.ties(now), due);
            steps.add(new Taken(before, Change.ENDED));
        }
        Identity after = before.with(described, next, dossier.ties(now), due);
        Change change = change(before.employment(), next);
        boolean profileOnly = change == Change.NONE
                && !(before.profile().equals(after.profile()) && before.ties().equals(after.ties()));
        steps.add(new Taken(after, profileOnly ? Change.PROFILE_CHANGED : change));
        return List.copyOf(steps);
    }

    /** How the person left the tenure known until now, where they are hired anew since, or will be. */
    private Optional<Employment.Out> leftSince(Timeline timeline, Employment next, Instant now) {
        if (isOut()) {
            return Optional.empty();
        }
        if (isAwaitingRehire(next)) {
            return timeline.out(now, now);
        }
        boolean isHiredAnew = next instanceof Employment.Employed
                && next.tenure().origin() == Tenure.Origin.REHIRED
                && isLater(next.tenure(), employment.tenure());
        return timeline.out(now, now)
                .filter(left -> isHiredAnew)
                // A tenure from before the known one, of which is heard only now, ended without the product.
                .filter(left ->
                        !left.knownTermination().orElseThrow().lastWorkingDay().isBefore(employment.startDate()));
    }

    /** The same at a stored version. */
    public Identity at(long storedVersion) {
        return new Identity(id, key, profile, employment, ties, nextDue, storedVersion);
    }

    /** Whether the first day of the present tenure has come. */
    public boolean hasBegun(Instant now) {
        return !now.isBefore(employment.startDate().atStartOfDay(profile.zone()).toInstant());
    }

    /** Whether this is somebody who can answer for others: a person whose first day has come and who is not out. */
    public boolean canAnswer(Instant now) {
        return profile.kind() != IdentityKind.NON_HUMAN && hasBegun(now) && !isOut();
    }

    /** Whether the person is out, by what HR said. */
    public boolean hasLeft() {
        return employment instanceof Employment.Out;
    }

    /** Whether the person holds no access: out, or out until a new tenure begins. */
    public boolean isOut() {
        return employment instanceof Employment.Out || isAwaitingRehire(employment);
    }

    /** Whether the person was out at an earlier state already, and has not worked since. */
    public boolean isOutSince(Identity earlier) {
        return switch (earlier.employment()) {
            case Employment.Out was ->
                employment instanceof Employment.Out out && out.outAt().equals(was.outAt());
            case Employment.Employed employed -> earlier.isOut() && isOut();
        };
    }

    private static boolean isAwaitingRehire(Employment employment) {
        boolean isToCome = employment instanceof Employment.Expected
                || (employment instanceof Employment.TerminationScheduled scheduled
                        && scheduled.meanwhile() instanceof Employment.Meanwhile.BeforeStart);
        return isToCome && employment.tenure().origin() == Tenure.Origin.REHIRED;
    }

    /** Whether somebody worked on after they were let go, as is heard only now: what they were given since is to be taken away too. */
    private static boolean endsAfter(Employment.Out was, Employment next, ZoneId zone) {
        return next.knownTermination()
                .filter(ending -> ending.clockStart(zone).at().isAfter(was.outAt()))
                // Another zone alone moves hours about.
                .filter(ending -> was.knownTermination()
                        .filter(known -> !ending.lastDay().isAfter(known.lastDay()))
                        .isEmpty())
                .isPresent();
    }

    /** Whether one follows the other. A higher number alone may only mean that an earlier one was heard of late. */
    private static boolean isLater(Tenure one, Tenure other) {
        return one.number() > other.number() && one.startDate().isAfter(other.startDate());
    }

    private Identity with(Profile described, Employment next, Ties bound, Optional<Instant> due) {
        return new Identity(id, key, described, next, bound, due, version);
    }

    /** What happened between two states. */
    public static Change change(Employment before, Employment after) {
        if (before.equals(after)) {
            return Change.NONE;
        }
        return switch (after) {
            case Employment.Out out -> left(before, out);
            case Employment.Employed employed ->
                before instanceof Employment.Employed was ? goesOn(was, employed) : returned(before, employed);
        };
    }

    private static Change left(Employment before, Employment.Out after) {
        if (before instanceof Employment.Out was
                && was.getClass() == after.getClass()
                && was.outAt().equals(after.outAt())) {
            return Change.TERMINATION_CORRECTED;
        }
        if (isAwaitingRehire(before) && isLater(before.tenure(), after.tenure())) {
            return Change.HIRE_CANCELLED;
        }
        return switch (after) {
            case Employment.GardenLeave gardenLeave -> Change.GARDEN_LEAVE_BEGAN;
            case Employment.Ended ended -> Change.ENDED;
            case Employment.Cancelled cancelled -> Change.HIRE_CANCELLED;
        };
    }

    private static Change returned(Employment before, Employment.Employed after) {
        boolean isNew =
                isLater(after.tenure(), before.tenure()) && after.tenure().origin() == Tenure.Origin.REHIRED;
        return isNew ? Change.REHIRED : Change.REINSTATED;
    }

    private static Change goesOn(Employment.Employed before, Employment.Employed after) {
        if (isAwaitingRehire(before) && isLater(before.tenure(), after.tenure())) {
            return Change.REINSTATED;
        }
        if (isLater(after.tenure(), before.tenure())) {
            return after.tenure().origin() == Tenure.Origin.CONVERTED ? Change.CONVERTED : Change.REHIRED;
        }
        Optional<Termination> known = before.knownTermination();
        Optional<Termination> told = after.knownTermination();
        if (known.isEmpty() && told.isPresent()) {
            return Change.TERMINATION_SCHEDULED;
        }
        if (known.isPresent() && told.isEmpty()) {
            return Change.TERMINATION_RESCINDED;
        }
        if (!known.equals(told)) {
            return Change.TERMINATION_CORRECTED;
        }
        return standing(Employment.Meanwhile.of(before), Employment.Meanwhile.of(after));
    }

    private static Change standing(Employment.Meanwhile before, Employment.Meanwhile after) {
        return switch (after) {
            // Only the day itself, or the day's being moved, leads here.
            case Employment.Meanwhile.BeforeStart beforeStart -> Change.PROFILE_CHANGED;
            case Employment.Meanwhile.Working working ->
                switch (before) {
                    case Employment.Meanwhile.BeforeStart beforeStart -> Change.STARTED;
                    case Employment.Meanwhile.Working still -> Change.PROFILE_CHANGED;
                    case Employment.Meanwhile.Absent absent -> Change.LEAVE_ENDED;
                };
            case Employment.Meanwhile.Absent absent ->
                before instanceof Employment.Meanwhile.Absent ? Change.PROFILE_CHANGED : Change.LEAVE_BEGAN;
        };
    }
}
