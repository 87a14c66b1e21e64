package dev.tenure.domain.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EngagementTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final LocalDate END = LocalDate.parse("2026-04-01");

    private static Engaged person(IdentityKind kind, String email) {
        return new Engaged(
                kind,
                "Cy",
                "Sample",
                email,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ZoneId.of("America/Los_Angeles"));
    }

    private static Engagement.Ask ask(LocalDate until) {
        return new Engagement.Ask(until, new IdentityId(new UUID(0, 1)), "to build a bridge", "requester", NOW);
    }

    private static Engagement.Requested requested() {
        return new Engagement.Requested(
                new Engagement.Terms(
                        new EngagementId(new UUID(0, 2)),
                        person(IdentityKind.VENDOR, "cy@vendor.example"),
                        LocalDate.parse("2026-03-02")),
                ask(END));
    }

    @Test
    void nobodyApprovesWhatTheyAskedFor() {
        Engagement.Requested requested = requested();
        assertThrows(IllegalArgumentException.class, () -> requested.approve("requester", NOW));
        Engagement.ExtensionRequested extension =
                requested.approve("approver", NOW).extend(ask(END.plusDays(1)));
        assertThrows(IllegalArgumentException.class, () -> extension.approve("requester", NOW));
    }

    @Test
    void theLastDayEndsInThePersonsZone() {
        Engagement.Approved approved = requested().approve("approver", NOW);
        Instant over = Instant.parse("2026-04-02T07:00:00Z");
        assertFalse(approved.hasLapsed(over.minusMillis(1)));
        assertTrue(approved.hasLapsed(over));
    }

    @Test
    void anExtensionChangesTheEndOnceItIsApproved() {
        Engagement.ExtensionRequested extension =
                requested().approve("approver", NOW).extend(ask(END.plusDays(30)));
        assertEquals(END, extension.end());
        Engagement.Approved longer = extension.approve("another", NOW);
        assertEquals(END.plusDays(30), longer.end());
        assertEquals(2, longer.approved().size(), "both approvals stay on record");
        assertEquals(
                END,
                assertInstanceOf(Engagement.Approved.class, extension.decline("another", NOW, "no"))
                        .end());
    }

    @Test
    void whatIsInForceHoldsATerm() {
        Engagement.Terms terms = requested().terms();
        assertThrows(IllegalArgumentException.class, () -> new Engagement.Approved(terms, List.of()));
    }

    @Test
    void theRegisterHoldsNoEmployeesAndNoAddressesThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> person(IdentityKind.EMPLOYEE, "cy@vendor.example"));
        for (String email : List.of("", "cy", "cy@", "@vendor.example", "c y@vendor.example", "cy@a@b")) {
            assertThrows(IllegalArgumentException.class, () -> person(IdentityKind.VENDOR, email), email);
        }
    }

    @Test
    void aPolicyAsksForNoMoreThanItAllows() {
        assertThrows(IllegalArgumentException.class, () -> new EngagementPolicy(100, 101, 14));
        assertEquals(180, new EngagementPolicy(365, 180, 14).usualDays());
    }
}
