package dev.tenure.domain.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What sources say in a test, one statement after the other. */
final class Told {

    private final List<WorkerStatement> statements = new ArrayList<>();
    private WorkerKey key = SamplePeople.KEY;
    private Profile profile = SamplePeople.PROFILE;

    /** From now on another id, or another source's. */
    Told by(String feed, String workerId) {
        key = new WorkerKey(feed, workerId);
        return this;
    }

    Told as(IdentityKind kind) {
        profile = profile.as(kind, profile.zone());
        return this;
    }

    Told in(String zone) {
        profile = profile.as(profile.kind(), ZoneId.of(zone));
        return this;
    }

    Told describing(Profile described) {
        profile = described;
        return this;
    }

    /** Says terms on a day, at noon UTC, which the source tells too. */
    Told on(String day, EmploymentTerms terms) {
        return at(day + "T12:00:00Z", terms);
    }

    Told at(String moment, EmploymentTerms terms) {
        Instant said = Instant.parse(moment);
        WorkerRecord record = new WorkerRecord(key, profile, terms, Optional.of(said));
        statements.add(new WorkerStatement(statements.size() + 1, record, said.plusSeconds(1)));
        return this;
    }

    List<WorkerStatement> statements() {
        return List.copyOf(statements);
    }

    Timeline timeline() {
        return Timeline.of(statements);
    }

    Dossier dossier() {
        return Dossier.of(statements, AttributeAuthority.UNDECIDED);
    }

    /** The state at a moment, in short. */
    String stands(String moment) {
        Instant now = Instant.parse(moment);
        return inShort(timeline().at(now, now));
    }

    /** A state with its tenure's number, origin and first day. */
    static String inShort(Employment employment) {
        String state =
                switch (employment) {
                    case Employment.Expected expected -> "expected";
                    case Employment.Active active -> "active";
                    case Employment.OnLeave onLeave -> "on leave";
                    case Employment.TerminationScheduled scheduled ->
                        inShort(scheduled.withoutEnding()).split(" \\(", 2)[0] + ", ends "
                                + scheduled.termination().lastWorkingDay();
                    case Employment.GardenLeave gardenLeave -> "garden leave";
                    case Employment.Ended ended -> "ended";
                    case Employment.Cancelled cancelled -> "cancelled";
                };
        Tenure tenure = employment.tenure();
        return state + " (" + tenure.number() + " " + tenure.origin() + " " + tenure.startDate() + ")";
    }

    static EmploymentTerms since(String start) {
        return EmploymentTerms.from(LocalDate.parse(start));
    }

    static EmploymentTerms fromTo(String start, String lastDay) {
        return since(start).ending(Optional.of(SamplePeople.lastDay(LocalDate.parse(lastDay))));
    }

    static EmploymentTerms fromTo(String start, String lastDay, String contractEnd) {
        return since(start)
                .ending(Optional.of(new Termination(
                        LocalDate.parse(lastDay),
                        Optional.of(LocalDate.parse(contractEnd)),
                        Optional.empty(),
                        Optional.empty())));
    }

    static EmploymentTerms shutAt(String start, String lastDay, String notice) {
        return since(start).ending(Optional.of(SamplePeople.noticeAt(LocalDate.parse(lastDay), Instant.parse(notice))));
    }

    static Leave leave(String from) {
        return new Leave(LocalDate.parse(from), Optional.empty());
    }

    static Leave leave(String from, String until) {
        return new Leave(LocalDate.parse(from), Optional.of(LocalDate.parse(until)));
    }
}
