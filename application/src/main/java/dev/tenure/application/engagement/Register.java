package dev.tenure.application.engagement;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.lifecycle.WorkerDesk;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementPolicy;
import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.EmploymentTerms;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * Speaks for the register as a source of workers like any other, and knows its rules. What is approved is told with its end, so
 * that the leaver's loop does the rest on that day, and nobody has to remember it.
 */
public final class Register {

    /** The register's name among the sources. */
    public static final String NAME = "register";

    /** People come to the register from elsewhere and are known by their work address. */
    static final WorkerSource SOURCE =
            new WorkerSource(NAME, ZoneOffset.UTC, ClockPolicy.LAST_WORKING_DAY_OR_NOTICE, WorkerSource.Join.EMAIL);

    private final EngagementPolicy policy;
    private final Identities identities;
    private final WorkerSources sources;
    private final WorkerStatements statements;
    private final WorkerDesk workers;

    public Register(
            EngagementPolicy policy,
            Identities identities,
            WorkerSources sources,
            WorkerStatements statements,
            WorkerDesk workers) {
        this.policy = policy;
        this.identities = identities;
        this.sources = sources;
        this.statements = statements;
        this.workers = workers;
    }

    EngagementPolicy policy() {
        return policy;
    }

    /** Whether somebody can answer for others: a person whose first day has come and who has not left. */
    boolean canSponsor(IdentityId sponsor, Instant now) {
        return identities.find(sponsor).filter(person -> person.canAnswer(now)).isPresent();
    }

    /**
     * Whether the address is an employee's who is here. The register's end would then end an employment, or be overruled by it.
     */
    boolean isEmployed(Engagement.Terms terms) {
        WorkerRecord record = record(terms, EmploymentTerms.from(terms.start()), Instant.EPOCH);
        return statements
                .whose(record.key())
                .or(() -> statements.recognise(SOURCE, record))
                .flatMap(identities::find)
                .filter(person -> person.profile().kind() == IdentityKind.EMPLOYEE && !person.isOut())
                .isPresent();
    }

    /** Tells of what was approved. */
    Identity tell(Engagement.InForce approved, Instant now) {
        return say(
                approved.terms(),
                employment(approved)
                        .ending(Optional.of(
                                new Termination(approved.end(), Optional.empty(), Optional.empty(), Optional.of(now)))),
                now);
    }

    /** Tells of what ended before its time: at once, or before it began. */
    Identity tell(Engagement.Ended ended, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ended.terms().person().zone());
        EmploymentTerms employment = employment(ended.terms(), ended.approved().getLast());
        return say(
                ended.terms(),
                today.isBefore(ended.terms().start())
                        ? employment.cancel()
                        : employment.ending(Optional.of(
                                new Termination(today, Optional.empty(), Optional.of(now), Optional.of(now)))),
                now);
    }

    private static EmploymentTerms employment(Engagement.InForce approved) {
        return employment(approved.terms(), approved.current());
    }

    private static EmploymentTerms employment(Engagement.Terms terms, Engagement.Term current) {
        return new EmploymentTerms(
                terms.start(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(current.ask().sponsor().value().toString()));
    }

    private Identity say(Engagement.Terms terms, EmploymentTerms employment, Instant now) {
        if (!sources.claim(NAME, WorkerSources.Kind.REGISTER)) {
            throw new IllegalStateException("a source of another kind is called " + NAME);
        }
        return workers.take(SOURCE, record(terms, employment, now), now, now);
    }

    private static WorkerRecord record(Engagement.Terms terms, EmploymentTerms employment, Instant now) {
        Engaged person = terms.person();
        return new WorkerRecord(
                new WorkerKey(NAME, person.email().toLowerCase(Locale.ROOT)),
                new Profile(
                        person.kind(),
                        person.givenName(),
                        person.familyName(),
                        Optional.of(person.email()),
                        person.company(),
                        person.title(),
                        Optional.empty(),
                        person.location(),
                        person.zone()),
                employment,
                Optional.of(now));
    }
}
