package dev.tenure.domain.push;

import dev.tenure.domain.identity.EmploymentTerms;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.push.PushedValue.Complex;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A user as a client keeps them here.
 *
 * @param id names the resource
 * @param source the client it belongs to
 * @param workerId names the worker. It is the employee number where the first description had one, else the client's own id
 *     of the user, else the resource's id, and it stays: a person does not become another one when a number is corrected
 * @param document every attribute that the client gave, and nothing that the server adds
 * @param inactiveSince when the client first said that the user is not active; empty while they are
 * @param withdrawn whether the client deleted it
 * @param created when it came in
 * @param lastModified when it was last changed
 * @param version counts changes; 0 before it is saved for the first time
 */
public record PushedUser(
        PushedUserId id,
        String source,
        String workerId,
        Complex document,
        Optional<Instant> inactiveSince,
        boolean withdrawn,
        Instant created,
        Instant lastModified,
        long version) {

    /**
     * A user that comes in.
     *
     * @param document without {@linkplain PushedFacts#flaws flaws}
     */
    public static PushedUser register(PushedUserId id, String source, Complex document, Instant now) {
        PushedFacts facts = PushedFacts.of(document);
        String workerId = facts.employeeNumber.or(() -> facts.externalId).orElseGet(() -> id.value()
                .toString());
        return new PushedUser(
                id, source, workerId, document, facts.active ? Optional.empty() : Optional.of(now), false, now, now, 0);
    }

    /** The user as the client describes them now, without {@linkplain PushedFacts#flaws flaws}. */
    public PushedUser revise(Complex description, Instant now) {
        PushedFacts facts = PushedFacts.of(description);
        Optional<Instant> inactive = facts.active ? Optional.empty() : inactiveSince.or(() -> Optional.of(now));
        return new PushedUser(id, source, workerId, description, inactive, withdrawn, created, now, version);
    }

    /** The user deleted by the client: as one who is not active any more. */
    public PushedUser withdraw(Instant now) {
        return new PushedUser(
                id, source, workerId, document, inactiveSince.or(() -> Optional.of(now)), true, created, now, version);
    }

    /** The user at the version that it was saved with. */
    public PushedUser at(long saved) {
        return new PushedUser(id, source, workerId, document, inactiveSince, withdrawn, created, lastModified, saved);
    }

    /** The name that the user signs in with; unique for each client, without regard to case. */
    public String userName() {
        return PushedFacts.of(document).userName;
    }

    /** The client's own id of the user. */
    public Optional<String> externalId() {
        return PushedFacts.of(document).externalId;
    }

    /**
     * What this says of the worker.
     *
     * @param client the source
     * @param workerIdOf the worker id of another user of the same client, by the resource's id; anything else as it is
     */
    public WorkerRecord record(WorkerSource client, UnaryOperator<String> workerIdOf) {
        PushedFacts facts = PushedFacts.of(document);
        ZoneId zone = facts.zone.orElse(client.zone());
        Profile profile = new Profile(
                facts.kind,
                facts.givenName,
                facts.familyName,
                facts.email,
                facts.department,
                facts.title,
                facts.manager.map(workerIdOf),
                facts.location,
                zone);
        LocalDate start = facts.startDate.orElseGet(() -> earliest(facts, day(created, zone)));
        EmploymentTerms terms = new EmploymentTerms(
                start,
                termination(facts, client, zone, start),
                facts.leaveFrom.map(from -> new Leave(from, facts.leaveUntil)),
                facts.hireCancelled,
                facts.sponsor.map(workerIdOf));
        // That a client deletes a user is news of the moment, whatever moment its last description was of.
        return new WorkerRecord(
                new WorkerKey(source, workerId), profile, terms, withdrawn ? Optional.empty() : facts.asOf);
    }

    /** A client that starts to push today tells of people who have left already, and of their first day it says nothing. */
    private static LocalDate earliest(PushedFacts facts, LocalDate created) {
        return facts.lastWorkingDay
                .or(() -> facts.effectiveDate)
                .filter(created::isAfter)
                .orElse(created);
    }

    /** What the client says of an ending; where it names no day and says inactive, the ending is there and then. */
    private Optional<Termination> termination(PushedFacts facts, WorkerSource client, ZoneId zone, LocalDate start) {
        if (facts.namesAnEnding()) {
            LocalDate last = facts.lastWorkingDay
                    .or(() -> facts.effectiveDate)
                    .or(() -> facts.immediateNoticeAt.map(moment -> day(moment, zone)))
                    .orElse(start);
            Optional<Instant> notice = withdrawn && inactiveSince.isPresent()
                    ? Optional.of(facts.immediateNoticeAt
                            .filter(inactiveSince.get()::isAfter)
                            .orElse(inactiveSince.get()))
                    : facts.immediateNoticeAt;
            return Optional.of(new Termination(last, facts.effectiveDate, notice, facts.enteredAt, client.clock()));
        }
        return inactiveSince.map(moment -> {
            LocalDate day = day(moment, zone);
            LocalDate last = day.isBefore(start) ? start : day;
            return new Termination(last, Optional.empty(), Optional.of(moment), facts.enteredAt, client.clock());
        });
    }

    private static LocalDate day(Instant moment, ZoneId zone) {
        return moment.atZone(zone).toLocalDate();
    }
}
