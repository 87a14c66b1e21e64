package dev.tenure.rest.identity;

import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.Termination;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a person stands with the company.
 *
 * @param status expected, active, on-leave, termination-scheduled, garden-leave, ended or cancelled
 * @param meanwhile how the person stands until the ending: expected, active or on-leave
 * @param tenure which tenure it is, from 1
 * @param origin how the tenure began
 * @param startDate the first day of the present tenure
 * @param leave the leave of absence the person is on
 * @param termination what HR says of the ending
 * @param receivedAt when the product learnt of the ending
 * @param endedAt when the product let it take effect
 */
@RegisterForReflection
@Schema(
        name = "Employment",
        description = "Where a person stands with the company.",
        requiredProperties = {"status", "tenure", "origin", "startDate"})
public record EmploymentJson(
        @Schema(
                enumeration = {
                    "expected",
                    "active",
                    "on-leave",
                    "termination-scheduled",
                    "garden-leave",
                    "ended",
                    "cancelled"
                })
        String status,

        @Schema(
                enumeration = {"expected", "active", "on-leave"},
                description = "How the person stands until the ending.")
        @Nullable
        String meanwhile,

        @Schema(description = "Which tenure it is, from 1. Who leaves and comes back has another one.")
        int tenure,

        @Schema(
                enumeration = {"hired", "rehired", "converted"},
                description = "How the tenure began.")
        String origin,

        LocalDate startDate,
        @Nullable LeaveJson leave,
        @Nullable TerminationJson termination,

        @Schema(description = "When the product learnt of the ending.") @Nullable
        Instant receivedAt,

        @Schema(description = "When the product let it take effect.") @Nullable
        Instant endedAt) {

    /**
     * A leave of absence.
     *
     * @param from its first day
     * @param until its last day, where it is known
     */
    @RegisterForReflection
    @Schema(name = "Leave", description = "A leave of absence.", requiredProperties = "from")
    public record LeaveJson(LocalDate from, @Nullable LocalDate until) {

        static LeaveJson of(Leave leave) {
            return new LeaveJson(leave.from(), leave.until().orElse(null));
        }
    }

    /**
     * What HR says of an ending, each fact apart.
     *
     * @param lastWorkingDay the last day on which the person works
     * @param effectiveDate the day on which the contract ends
     * @param immediateNoticeAt when the person is to be shut out at once
     * @param enteredAt when somebody typed it into the HR system
     * @param clock which of these facts starts the clock
     */
    @RegisterForReflection
    @Schema(
            name = "Termination",
            description = "What HR says of an ending, each fact apart.",
            requiredProperties = {"lastWorkingDay", "clock"})
    public record TerminationJson(
            LocalDate lastWorkingDay,
            @Nullable LocalDate effectiveDate,
            @Nullable Instant immediateNoticeAt,
            @Nullable Instant enteredAt,

            @Schema(
                    enumeration = {"last-working-day-or-notice", "effective-date-or-notice"},
                    description = "Which of these facts starts the leaver's clock.")
            String clock) {

        /** As the API shows it. */
        public static TerminationJson of(Termination termination) {
            return new TerminationJson(
                    termination.lastWorkingDay(),
                    termination.effectiveDate().orElse(null),
                    termination.immediateNoticeAt().orElse(null),
                    termination.enteredAt().orElse(null),
                    Wire.name(termination.policy()));
        }
    }

    /** As the API shows it. */
    static EmploymentJson of(Employment employment) {
        return switch (employment) {
            case Employment.Expected expected -> employed("expected", null, expected, null);
            case Employment.Active active -> employed("active", null, active, null);
            case Employment.OnLeave onLeave -> employed("on-leave", null, onLeave, onLeave.leave());
            case Employment.TerminationScheduled scheduled -> scheduled(scheduled);
            case Employment.GardenLeave gardenLeave -> out("garden-leave", gardenLeave, gardenLeave.termination());
            case Employment.Ended ended -> out("ended", ended, ended.termination());
            case Employment.Cancelled cancelled -> out("cancelled", cancelled, null);
        };
    }

    private static EmploymentJson scheduled(Employment.TerminationScheduled scheduled) {
        EmploymentJson until =
                switch (scheduled.meanwhile()) {
                    case Employment.Meanwhile.BeforeStart before ->
                        employed("termination-scheduled", "expected", scheduled, null);
                    case Employment.Meanwhile.Working working ->
                        employed("termination-scheduled", "active", scheduled, null);
                    case Employment.Meanwhile.Absent absent ->
                        employed("termination-scheduled", "on-leave", scheduled, absent.leave());
                };
        return new EmploymentJson(
                until.status(),
                until.meanwhile(),
                until.tenure(),
                until.origin(),
                until.startDate(),
                until.leave(),
                TerminationJson.of(scheduled.termination()),
                scheduled.receivedAt(),
                null);
    }

    private static EmploymentJson employed(
            String status, @Nullable String meanwhile, Employment.Employed employed, @Nullable Leave leave) {
        return new EmploymentJson(
                status,
                meanwhile,
                employed.tenure().number(),
                Wire.name(employed.tenure().origin()),
                employed.startDate(),
                leave == null ? null : LeaveJson.of(leave),
                null,
                null,
                null);
    }

    private static EmploymentJson out(String status, Employment.Out out, @Nullable Termination termination) {
        return new EmploymentJson(
                status,
                null,
                out.tenure().number(),
                Wire.name(out.tenure().origin()),
                out.startDate(),
                null,
                termination == null ? null : TerminationJson.of(termination),
                out.receivedAt(),
                out.outAt());
    }
}
