package dev.tenure.rest.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.lifecycle.StatementJson.StatementCallJson;
import dev.tenure.rest.problem.RequestRefused;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a statement is about is a step on an account, or a system, and never both or neither. */
class StatementCallTest {

    private static final UUID ID = UUID.fromString("0197a6e2-7d3c-7c11-9e55-0242ac120002");

    private static StatementCallJson about(@Nullable UUID account, @Nullable String step, @Nullable UUID system) {
        return new StatementCallJson(
                ID, account, step, system, "2026-03-02T17:00:00Z", "seen", null, "The vendor is gone");
    }

    @Test
    void aStepOnAnAccountOrASystemIsTaken() {
        assertEquals(
                new StateStep.What.TakenStep(new AccountId(ID), Step.END_SESSIONS),
                about(ID, "end-sessions", null).checked().what());
        assertEquals(
                new StateStep.What.Listing(new SystemId(ID)),
                about(null, null, ID).checked().what());
    }

    @Test
    void whatIsNeitherOrBothIsRefused() {
        for (StatementCallJson wrong : new StatementCallJson[] {
            about(null, null, null),
            about(ID, null, null),
            about(null, "end-sessions", null),
            about(ID, "end-sessions", ID),
            about(ID, "END_SESSIONS", null),
            new StatementCallJson(null, ID, "end-sessions", null, null, null, null, null)
        }) {
            assertThrows(RequestRefused.class, wrong::checked, wrong::toString);
        }
    }
}
