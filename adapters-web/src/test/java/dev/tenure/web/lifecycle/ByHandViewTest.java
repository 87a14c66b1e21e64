package dev.tenure.web.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.page.Page;
import dev.tenure.web.page.RenderedPage;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ByHandViewTest {

    private static final UUID ID = UUID.fromString("01958a00-0000-7000-8000-00000000dddd");

    private final Map<String, Page> pages = SampleStatements.pages();

    private RenderedPage rendered(String name) {
        return RenderedPage.of(Objects.requireNonNull(pages.get(name)));
    }

    private long buttons(String name, String decision) {
        return rendered(name).all("button").stream()
                .filter(button -> button.getAttribute("value").equals(decision))
                .count();
    }

    @Test
    void whoStatedItIsOfferedToTakeItBackAndNotToConfirmIt() {
        assertEquals(1, buttons("by-hand", "confirm"));
        assertEquals(1, buttons("by-hand", "decline"));
        assertEquals(0, buttons("by-hand-own", "confirm"));
        assertEquals(1, buttons("by-hand-own", "decline"));
        assertEquals(0, buttons("by-hand-read-only", "decline"));
    }

    @Test
    void whatTheTargetsHaveNotShownCanBeChosenAndNothingOfWhatIsProtected() {
        String choices = rendered("by-hand-none").text();
        assertTrue(choices.contains("Corporate directory, nora.sample: remove second factors"), choices);
        assertTrue(choices.contains("Drawing archive: looked through"), choices);
        assertFalse(choices.contains("break-glass-1"), choices);
        assertEquals(0, rendered("by-hand-closed").all("select").size());
        assertEquals(0, rendered("by-hand-read-only").all("select").size());
    }

    @Test
    void whatIsChosenIsReadAndNothingElse() {
        assertEquals(
                Optional.of(new StateStep.What.TakenStep(new AccountId(ID), Step.END_SESSIONS)),
                ByHandView.chosen("end-sessions:" + ID));
        assertEquals(Optional.of(new StateStep.What.Listing(new SystemId(ID))), ByHandView.chosen("listing:" + ID));
        for (String wrong : new String[] {"", "end-sessions", ":", "nothing:" + ID, "listing:no"}) {
            assertEquals(Optional.empty(), ByHandView.chosen(wrong), wrong);
        }
    }

    @Test
    void theCertificateNamesWhoStatesItAndSaysThatNoTargetShowedIt() {
        String text = rendered("certificate-stated").text();
        assertTrue(text.contains("stated by ada.sample at"), text);
        assertTrue(text.contains("confirmed by boris.sample at"), text);
        assertTrue(text.contains("not shown by the target"), text);
        assertTrue(text.contains("looked through by hand"), text);
    }

    @Test
    void theCaseSaysThatAMilestoneIsStatedAndNotVerified() {
        String text = rendered("leaver-stated").text();
        assertTrue(text.contains("stated by two people, not verified"), text);
    }
}
