package dev.tenure.rest.identity;

import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Termination;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a person stands with the company.
 *
 * @param status expected, active, termination-scheduled or ended
 * @param startDate the first day of the present tenure
 * @param termination what HR says of the ending
 * @param receivedAt when the product learnt of the ending
 * @param endedAt when the product let it take effect
 */
@RegisterForReflection
@Schema(
        name = "Employment",
        description = "Where a person stands with the company.",
        requiredProperties = {"status", "startDate"})
public record EmploymentJson(
        @Schema(enumeration = {"expected", "active", "termination-scheduled", "ended"})
        String status,

        LocalDate startDate,
        @Nullable TerminationJson termination,

        @Schema(description = "When the product learnt of the ending.") @Nullable
        Instant receivedAt,

        @Schema(description = "When the product let it take effect.") @Nullable
        Instant endedAt) {

    /**
     * What HR says of an ending, each fact apart.
     *
     * @param lastWorkingDay the last day on which the person works
     * @param effectiveDate the day on which the contract ends
     * @param immediateNoticeAt when the person is to be shut out at once
     * @param enteredAt when somebody typed it into the HR system
     */
    @RegisterForReflection
    @Schema(
            name = "Termination",
            description = "What HR says of an ending, each fact apart.",
            requiredProperties = "lastWorkingDay")
    public record TerminationJson(
            LocalDate lastWorkingDay,
            @Nullable LocalDate effectiveDate,
            @Nullable Instant immediateNoticeAt,
            @Nullable Instant enteredAt) {

        /** As the API shows it. */
        public static TerminationJson of(Termination termination) {
            return new TerminationJson(
                    termination.lastWorkingDay(),
                    termination.effectiveDate().orElse(null),
                    termination.immediateNoticeAt().orElse(null),
                    termination.enteredAt().orElse(null));
        }
    }

    /** As the API shows it. */
    static EmploymentJson of(Employment employment) {
        return switch (employment) {
            case Employment.Expected expected -> new EmploymentJson("expected", expected.startDate(), null, null, null);
            case Employment.Active active -> new EmploymentJson("active", active.startDate(), null, null, null);
            case Employment.TerminationScheduled scheduled ->
                new EmploymentJson(
                        "termination-scheduled",
                        scheduled.startDate(),
                        TerminationJson.of(scheduled.termination()),
                        scheduled.receivedAt(),
                        null);
            case Employment.Ended ended ->
                new EmploymentJson(
                        "ended",
                        ended.startDate(),
                        TerminationJson.of(ended.termination()),
                        ended.receivedAt(),
                        ended.endedAt());
        };
    }
}
