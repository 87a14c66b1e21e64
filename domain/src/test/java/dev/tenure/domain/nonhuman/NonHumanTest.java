package dev.tenure.domain.nonhuman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.IdentityId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class NonHumanTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final IdentityId ADA = new IdentityId(new UUID(0, 1));
    private static final IdentityId EVE = new IdentityId(new UUID(0, 2));

    private static NonHuman.Requested requested(String name) {
        return new NonHuman.Requested(
                new NonHuman.Terms(
                        new NonHumanId(new UUID(0, 3)),
                        NonHumanKind.BOT,
                        name,
                        "to carry mail",
                        Optional.empty(),
                        "requester",
                        NOW),
                ADA);
    }

    private static NonHuman.Active active(String by) {
        return requested("gateway").approve(new NonHuman.Approval(new IdentityId(new UUID(0, 4)), by, NOW));
    }

    @Test
    void nobodyApprovesWhatTheyAskedFor() {
        assertThrows(IllegalArgumentException.class, () -> active("requester"));
    }

    @Test
    void oneOwnerFollowsAnother() {
        NonHuman.Active transferred = active("approver").transfer(EVE);
        assertEquals(EVE, transferred.owner());
        assertEquals(active("approver").approval(), transferred.approval());
    }

    @Test
    void whatIsRetiredKeepsItsOwnerAndItsApproval() {
        NonHuman.Closing closing = new NonHuman.Closing("operator", NOW, "no more");
        NonHuman.Retired retired = active("approver").retire(closing);
        assertEquals(ADA, retired.owner());
        assertEquals(active("approver").approval(), retired.approval());
        assertEquals("retired", retired.label());
    }

    @Test
    void aNameIsOneLineOfText() {
        assertTrue(NonHuman.Terms.isName("Mail gateway"));
        assertFalse(NonHuman.Terms.isName(" "));
        assertFalse(NonHuman.Terms.isName("two\nlines"));
        assertFalse(NonHuman.Terms.isName(" gateway"));
        assertFalse(NonHuman.Terms.isName("x".repeat(201)));
        assertThrows(IllegalArgumentException.class, () -> requested(""));
    }
}
