package dev.tenure.application.nonhuman;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.lifecycle.WorkerDesk;
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
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells of non-human identities as a source of identities like any other, with the owner as the sponsor. So there is one inventory
 * with one history, and what is retired loses its access as a leaver does.
 */
public final class NonHumanSource {

    /** The name among the sources. */
    public static final String NAME = "non-human";

    private static final WorkerSource SOURCE =
            new WorkerSource(NAME, ZoneOffset.UTC, ClockPolicy.LAST_WORKING_DAY_OR_NOTICE, WorkerSource.Join.NONE);

    private final Identities identities;
    private final WorkerSources sources;
    private final WorkerDesk workers;

    public NonHumanSource(Identities identities, WorkerSources sources, WorkerDesk workers) {
        this.identities = identities;
        this.sources = sources;
        this.workers = workers;
    }

    /** Who answers for an identity that this source told of; empty where it is another's. */
    public static Optional<IdentityId> ownerOf(Identity identity) {
        return identity.ties()
                .sponsor()
                .filter(sponsor -> sponsor.feed().equals(NAME))
                .map(sponsor -> new IdentityId(UUID.fromString(sponsor.workerId())));
    }

    /** Whether somebody can answer for it. */
    boolean canOwn(IdentityId owner, Instant now) {
        return identities.find(owner).filter(person -> person.canAnswer(now)).isPresent();
    }

    /** Whether the caller is this person. */
    boolean isOwner(String subject, IdentityId owner) {
        return identities
                .find(owner)
                .filter(person -> person.isSubject(subject))
                .isPresent();
    }

    /** Tells of one that was approved just now. */
    IdentityId begin(NonHuman.Requested requested, Instant now) {
        return say(requested, EmploymentTerms.from(day(now)), now);
    }

    /** Tells that somebody else answers for it. */
    void transfer(NonHuman.Active active, Instant now) {
        say(active, EmploymentTerms.from(day(active.approval().at())), now);
    }

    /** Tells that it is over, at once. */
    void end(NonHuman.Retired retired, Instant now) {
        say(
                retired,
                EmploymentTerms.from(day(retired.approval().at()))
                        .ending(Optional.of(
                                new Termination(day(now), Optional.empty(), Optional.of(now), Optional.of(now)))),
                now);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private IdentityId say(NonHuman nonHuman, EmploymentTerms terms, Instant now) {
        if (!sources.claim(NAME, WorkerSources.Kind.NON_HUMAN)) {
            throw new IllegalStateException("a source of another kind is called " + NAME);
        }
        EmploymentTerms owned = new EmploymentTerms(
                terms.startDate(),
                terms.termination(),
                terms.leave(),
                terms.cancelled(),
                Optional.of(nonHuman.owner().value().toString()));
        WorkerRecord record = new WorkerRecord(
                new WorkerKey(NAME, nonHuman.terms().id().value().toString()),
                new Profile(
                        IdentityKind.NON_HUMAN,
                        nonHuman.terms().name(),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(title(nonHuman.terms().kind())),
                        Optional.empty(),
                        Optional.empty(),
                        ZoneOffset.UTC),
                owned,
                Optional.of(now));
        Identity told = workers.take(SOURCE, record, now, now);
        return told.id();
    }

    private static String title(NonHumanKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
