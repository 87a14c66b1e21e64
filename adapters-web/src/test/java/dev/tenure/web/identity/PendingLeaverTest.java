package dev.tenure.web.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PendingLeaverTest {

    private static final Instant NOW = Instant.parse("2026-03-12T14:00:00Z");
    private static final LocalDate SINCE = LocalDate.of(2019, 5, 1);

    private static Identity identity(Employment employment) {
        return new Identity(
                new IdentityId(new UUID(1, 1)),
                new WorkerKey("main-hr", "10042"),
                new Profile(
                        IdentityKind.CONTRACTOR,
                        "Lene",
                        "Muster",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ZoneId.of("America/New_York")),
                employment,
                Optional.empty(),
                1);
    }

    @Test
    void theDayEndsInTheWorkersZone() {
        Termination termination =
                new Termination(LocalDate.of(2026, 3, 12), Optional.empty(), Optional.empty(), Optional.empty());
        PendingLeaver line = PendingLeaver.of(
                        identity(new Employment.TerminationScheduled(
                                Tenure.first(SINCE), new Employment.Meanwhile.Working(), termination, NOW)),
                        NOW)
                .orElseThrow();
        assertEquals("2026-03-12 in America/New_York", line.lastWorkingDay());
        assertEquals("2026-03-13 04:00Z", line.takesEffect().text());
        assertEquals("in 14 h", line.dueIn());
    }

    @Test
    void whoseEndingIsPublicOrNoneIsNotListed() {
        assertTrue(PendingLeaver.of(identity(new Employment.Active(Tenure.first(SINCE))), NOW)
                .isEmpty());
        assertTrue(PendingLeaver.of(identity(new Employment.Expected(Tenure.first(SINCE))), NOW)
                .isEmpty());
    }
}
