package dev.tenure.web.preservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.RenderedPage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LegalHoldsViewTest {

    private static RenderedPage page(String name) {
        return RenderedPage.of(Objects.requireNonNull(SampleLegalHolds.pages().get(name), name));
    }

    private static List<String> actions(String name) {
        return page(name).all("form").stream()
                .map(form -> form.getAttribute("action"))
                .filter(action -> action.startsWith("/ui/legal-holds/"))
                .map(action -> action.replaceAll("^/ui/legal-holds/[0-9a-f-]*", ""))
                .toList();
    }

    private static List<String> decisions(String name) {
        return page(name).all("button").stream()
                .filter(button -> button.getAttribute("name").equals("decision"))
                .map(button -> button.getAttribute("value"))
                .toList();
    }

    @Test
    void aHoldIsLiftedByTwoAndWhoProposedCanOnlyTakeItBack() {
        assertEquals(List.of("/lift", "/decision", "/decision"), actions("legal-holds"));
        assertEquals(List.of("confirm", "decline", "decline"), decisions("legal-holds"));
        assertTrue(page("legal-holds").text().contains("You proposed it, so another person has to confirm."));
    }

    @Test
    void whoMayNotActIsOfferedNothing() {
        assertEquals(List.of(), actions("legal-holds-read-only"));
        assertEquals(List.of(), actions("legal-hold-read-only"));
        assertTrue(page("legal-hold-read-only").text().contains("confidential HR can place a hold"));
    }

    @Test
    void whatWasSaidStandsWithWhoSaidIt() {
        String text = page("legal-holds").text();
        assertTrue(text.contains("proposed by boris.sample"), text);
        assertTrue(text.contains("confirmed by ada.sample"), text);
    }

    @Test
    void aReasonThatIsNoneIsShownAgainWithWhatIsWrong() {
        assertTrue(page("legal-hold-wrong").all("textarea").stream()
                .anyMatch(field -> field.getAttribute("aria-invalid").equals("true")
                        && field.getTextContent().equals(SampleLeavers.HOSTILE)));
    }

    /** The names are those by which the list is asked for, so none may be missing or misspelt. */
    @Test
    void everyStateCanBeAskedFor() {
        assertEquals(
                List.of("in-force", "lifting", "lifted"),
                Stream.of(LegalHoldsShown.values())
                        .map(LegalHoldsShown::state)
                        .flatMap(Optional::stream)
                        .toList());
        for (LegalHoldsShown one : LegalHoldsShown.values()) {
            assertEquals(one, LegalHoldsShown.of(one.key()));
        }
        assertEquals(LegalHoldsShown.ALL, LegalHoldsShown.of("nothing"));
        assertEquals(LegalHoldsShown.ALL, LegalHoldsShown.of(null));
    }
}
