package dev.tenure.web.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.web.page.Page;
import dev.tenure.web.page.RenderedPage;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SystemsViewTest {

    private static RenderedPage page(String name) {
        Page page = Objects.requireNonNull(SampleSystems.pages().get(name));
        return RenderedPage.of(page);
    }

    private static List<String> actions(RenderedPage page) {
        return page.all("form").stream()
                .map(form -> form.getAttribute("action"))
                .filter(action -> action.startsWith("/ui/systems/"))
                .map(action -> action.substring(action.lastIndexOf('/') + 1))
                .toList();
    }

    @Test
    void aQuarantinedConnectorSaysHowItBrokeItsContractAndIsLiftedFromThePage() {
        RenderedPage page = page("system-quarantined");
        assertTrue(page.text().contains("It broke its contract: it answered null"), page.text());
        assertEquals("lift", actions(page).getFirst());
        assertFalse(page("system-acting").text().contains("contract"));
    }

    @Test
    void aTargetThatDoesNotAnswerSaysWhyAndWhenItIsTriedAgain() {
        String text = page("system-resting").text();
        assertTrue(text.contains("The target does not answer: connection refused"), text);
        assertTrue(text.contains("7 calls in a row"), text);
        assertTrue(page("systems").text().contains("quarantined"));
        assertTrue(page("systems").text().contains("does not answer"));
    }

    @Test
    void theNextStepIsOfferedAndNoOther() {
        SystemPage observed = SampleSystems.system(new SystemMode.Observe(), List.of(), true);
        assertNotNull(observed.promotion());
        assertEquals("notify", observed.promotion().mode());
        assertEquals(List.of(), observed.stepsBack());
    }

    @Test
    void onlyAMarkThatCountsCanBeEnded() {
        RenderedPage page = page("privilege");
        assertEquals(List.of("end", "privilege"), actions(page));
        assertTrue(page.text().contains("the keys are elsewhere"), page.text());
    }

    @Test
    void anAccountIsLinkedByAPersonAndUnlinkedOnlyWhereThereIsSomebody() {
        RenderedPage page = page("links");
        assertEquals(7, Collections.frequency(actions(page), "link"));
        assertEquals(4, Collections.frequency(actions(page), "unlink"));
        assertTrue(page.text().contains("suggested by rule 2"), page.text());
        assertTrue(page.text().contains("3 people fit by rule 2"), page.text());
        assertTrue(page("links-none").text().contains("These are no rules"));
    }

    @Test
    void rulesAreReadAsTheyAreWritten() {
        Correlation rules = new Correlation(List.of(
                new Correlation.Rule(
                        "uid = x", Correlation.IdentityAttribute.EMAIL_NAME, Correlation.Confidence.CERTAIN),
                new Correlation.Rule("cn", Correlation.IdentityAttribute.FULL_NAME, Correlation.Confidence.PROBABLE)));
        assertEquals(Optional.of(rules), RuleLines.read("\r\n" + RuleLines.write(rules) + "\n"));
        assertEquals(Optional.empty(), RuleLines.read("cn = full-name, certain"));
        assertEquals(Optional.empty(), RuleLines.read("cn = shoe-size, certain"));
        assertEquals(Optional.empty(), RuleLines.read("cn"));
        assertEquals(Optional.empty(), RuleLines.read(""));
    }

    @Test
    void whatIsInActStepsBackOnly() {
        SystemPage acting = SampleSystems.system(new SystemMode.Act(), List.of(), true);
        assertNull(acting.promotion());
        assertNull(acting.preview());
        assertEquals(
                List.of("observe", "notify"),
                acting.stepsBack().stream().map(SystemPage.Step::mode).toList());
    }

    @Test
    void anotherAdministratorConfirmsOrDeclines() {
        assertEquals(List.of("confirm", "decline", "mode-changes"), actions(page("system-proposed")));
    }

    @Test
    void whoProposedIsNotOfferedToConfirm() {
        RenderedPage page = page("system-proposed-by-me");
        assertEquals(List.of("decline", "mode-changes"), actions(page));
        assertTrue(page.text().contains("another administrator has to confirm"), page.text());
    }

    @Test
    void aSystemThatWasNeverReadSaysWhatToDo() {
        String text = page("system-observed").text();
        assertTrue(text.contains("not read to its end since"), text);
        assertTrue(text.contains("Ask for a read"), text);
    }

    @Test
    void aReadThatIsUnderWayIsNotAskedForAgain() {
        assertFalse(actions(page("system-proposed")).contains("reads"));
        assertTrue(actions(page("system-observed")).contains("reads"));
    }

    @Test
    void everyFormThatMakesSomethingHasANameOfItsOwn() {
        for (Element form : page("system-observed").all("form")) {
            String action = form.getAttribute("action");
            if (action.endsWith("/reads") || action.endsWith("/mode-changes")) {
                assertTrue(form.getElementsByTagName("input").getLength() >= 2, action);
                assertTrue(page("system-observed").html().contains(SampleSystems.REQUEST), action);
            }
        }
    }
}
