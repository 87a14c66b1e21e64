package dev.tenure.persistence.identity;

import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Tenure;
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
    private static final String ON_LEAVE = "on-leave";
    private static final String GARDEN_LEAVE = "garden-leave";
    private static final String CANCELLED = "cancelled";
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

    @Column(name = "clock_policy")
    @Nullable
    String clockPolicy;

    @Column(name = "out_at")
    @Nullable
    Instant outAt;

    @Column(name = "meanwhile")
    @Nullable
    String meanwhile;

    @Column(name = "tenure_number")
    int tenureNumber;

    @Column(name = "tenure_origin")
    String tenureOrigin;

    @Column(name = "leave_from")
    @Nullable
    LocalDate leaveFrom;

    @Column(name = "leave_until")
    @Nullable
    LocalDate leaveUntil;

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
        tenureNumber = employment.tenure().number();
        tenureOrigin = employment.tenure().origin().name();
        startDate = employment.startDate();
        switch (employment) {
            case Employment.Expected expected -> state = EXPECTED;
            case Employment.Active active -> state = ACTIVE;
            case Employment.OnLeave onLeave -> {
                state = ON_LEAVE;
                absent(onLeave.leave());
            }
            case Employment.TerminationScheduled scheduled -> {
                state = TERMINATION_SCHEDULED;
                meanwhile(scheduled.meanwhile());
                terminate(scheduled.termination(), scheduled.receivedAt());
            }
            case Employment.GardenLeave gardenLeave -> {
                state = GARDEN_LEAVE;
                terminate(gardenLeave.termination(), gardenLeave.receivedAt());
                outAt = gardenLeave.outAt();
            }
            case Employment.Ended ended -> {
                state = ENDED;
                terminate(ended.termination(), ended.receivedAt());
                outAt = ended.outAt();
            }
            case Employment.Cancelled cancelled -> {
                state = CANCELLED;
                receivedAt = cancelled.receivedAt();
                outAt = cancelled.outAt();
            }
        }
    }

    private void meanwhile(Employment.Meanwhile standing) {
        switch (standing) {
            case Employment.Meanwhile.BeforeStart beforeStart -> meanwhile = EXPECTED;
            case Employment.Meanwhile.Working working -> meanwhile = ACTIVE;
            case Employment.Meanwhile.Absent absent -> {
                meanwhile = ON_LEAVE;
                absent(absent.leave());
            }
        }
    }

    private void absent(Leave leave) {
        leaveFrom = leave.from();
        leaveUntil = leave.until().orElse(null);
    }

    private void terminate(Termination termination, Instant received) {
        lastWorkingDay = termination.lastWorkingDay();
        effectiveDate = termination.effectiveDate().orElse(null);
        immediateNoticeAt = termination.immediateNoticeAt().orElse(null);
        enteredAt = termination.enteredAt().orElse(null);
        clockPolicy = termination.policy().name();
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
        Tenure tenure = new Tenure(tenureNumber, Tenure.Origin.valueOf(tenureOrigin), startDate);
        return switch (state) {
            case EXPECTED -> new Employment.Expected(tenure);
            case ACTIVE -> new Employment.Active(tenure);
            case ON_LEAVE -> new Employment.OnLeave(tenure, leave());
            case TERMINATION_SCHEDULED ->
                new Employment.TerminationScheduled(tenure, meanwhile(), termination(), known(receivedAt));
            case GARDEN_LEAVE -> new Employment.GardenLeave(tenure, termination(), known(receivedAt), known(outAt));
            case ENDED -> new Employment.Ended(tenure, termination(), known(receivedAt), known(outAt));
            case CANCELLED -> new Employment.Cancelled(tenure, known(receivedAt), known(outAt));
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private Employment.Meanwhile meanwhile() {
        return switch (known(meanwhile)) {
            case EXPECTED -> new Employment.Meanwhile.BeforeStart();
            case ACTIVE -> new Employment.Meanwhile.Working();
            case ON_LEAVE -> new Employment.Meanwhile.Absent(leave());
            default -> throw new IllegalStateException("meanwhile: holds what this version does not know");
        };
    }

    private Leave leave() {
        return new Leave(known(leaveFrom), Optional.ofNullable(leaveUntil));
    }

    private Termination termination() {
        return new Termination(
                known(lastWorkingDay),
                Optional.ofNullable(effectiveDate),
                Optional.ofNullable(immediateNoticeAt),
                Optional.ofNullable(enteredAt),
                ClockPolicy.valueOf(known(clockPolicy)));
    }

    private static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
