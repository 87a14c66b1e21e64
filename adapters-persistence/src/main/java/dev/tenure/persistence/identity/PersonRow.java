package dev.tenure.persistence.identity;

import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Termination;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a person, as the columns of {@code identity} and {@code identity_history} alike. */
@MappedSuperclass
class PersonRow {

    private static final String EXPECTED = "expected";
    private static final String ACTIVE = "active";
    private static final String TERMINATION_SCHEDULED = "termination-scheduled";
    private static final String ENDED = "ended";

    @Column(name = "kind")
    String kind;

    @Column(name = "given_name")
    String givenName;

    @Column(name = "family_name")
    String familyName;

    @Column(name = "email")
    @Nullable
    String email;

    @Column(name = "department")
    @Nullable
    String department;

    @Column(name = "title")
    @Nullable
    String title;

    @Column(name = "manager_worker_id")
    @Nullable
    String managerWorkerId;

    @Column(name = "location")
    @Nullable
    String location;

    @Column(name = "zone")
    String zone;

    @Column(name = "state")
    String state;

    @Column(name = "start_date")
    LocalDate startDate;

    @Column(name = "last_working_day")
    @Nullable
    LocalDate lastWorkingDay;

    @Column(name = "effective_date")
    @Nullable
    LocalDate effectiveDate;

    @Column(name = "immediate_notice_at")
    @Nullable
    Instant immediateNoticeAt;

    @Column(name = "entered_at")
    @Nullable
    Instant enteredAt;

    @Column(name = "received_at")
    @Nullable
    Instant receivedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    final void describe(Profile profile, Employment employment) {
        kind = profile.kind().name();
        givenName = profile.givenName();
        familyName = profile.familyName();
        email = profile.email().orElse(null);
        department = profile.department().orElse(null);
        title = profile.title().orElse(null);
        managerWorkerId = profile.managerWorkerId().orElse(null);
        location = profile.location().orElse(null);
        zone = profile.zone().getId();
        startDate = employment.startDate();
        switch (employment) {
            case Employment.Expected expected -> state = EXPECTED;
            case Employment.Active active -> state = ACTIVE;
            case Employment.TerminationScheduled scheduled -> {
                state = TERMINATION_SCHEDULED;
                terminate(scheduled.termination(), scheduled.receivedAt());
            }
            case Employment.Ended ended -> {
                state = ENDED;
                terminate(ended.termination(), ended.receivedAt());
                endedAt = ended.endedAt();
            }
        }
    }

    private void terminate(Termination termination, Instant received) {
        lastWorkingDay = termination.lastWorkingDay();
        effectiveDate = termination.effectiveDate().orElse(null);
        immediateNoticeAt = termination.immediateNoticeAt().orElse(null);
        enteredAt = termination.enteredAt().orElse(null);
        receivedAt = received;
    }

    final Profile profile() {
        return new Profile(
                IdentityKind.valueOf(kind),
                givenName,
                familyName,
                Optional.ofNullable(email),
                Optional.ofNullable(department),
                Optional.ofNullable(title),
                Optional.ofNullable(managerWorkerId),
                Optional.ofNullable(location),
                ZoneId.of(zone));
    }

    final Employment employment() {
        return switch (state) {
            case EXPECTED -> new Employment.Expected(startDate);
            case ACTIVE -> new Employment.Active(startDate);
            case TERMINATION_SCHEDULED ->
                new Employment.TerminationScheduled(startDate, termination(), Objects.requireNonNull(receivedAt));
            case ENDED ->
                new Employment.Ended(
                        startDate, termination(), Objects.requireNonNull(receivedAt), Objects.requireNonNull(endedAt));
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private Termination termination() {
        return new Termination(
                Objects.requireNonNull(lastWorkingDay),
                Optional.ofNullable(effectiveDate),
                Optional.ofNullable(immediateNoticeAt),
                Optional.ofNullable(enteredAt));
    }
}
