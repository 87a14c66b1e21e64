package dev.tenure.web.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.web.page.RenderedPage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UndoViewTest {

    private static RenderedPage page(String name) {
        return RenderedPage.of(Objects.requireNonNull(SampleUndos.pages().get(name), name));
    }

    private static List<String> decisions(String name) {
        return page(name).all("button").stream()
                .filter(button -> button.getAttribute("name").equals("decision"))
                .map(button -> button.getAttribute("value"))
                .toList();
    }

    private static boolean proposes(String name) {
        return page(name).all("form").stream()
                .anyMatch(form -> form.getAttribute("action").endsWith("/undo"));
    }

    @Test
    void aSecondPersonConfirmsOrDeclines() {
        assertEquals(List.of("confirm", "decline"), decisions("undo-proposed"));
        assertTrue(page("undo-proposed").text().contains("a second person has to decide by"));
    }

    @Test
    void whoProposedIsToldWhyAnotherPersonHasToConfirm() {
        assertEquals(List.of("decline"), decisions("undo-proposed-by-me"));
        assertTrue(page("undo-proposed-by-me").text().contains("You proposed it, so another"));
    }

    @Test
    void whoMayNotActIsShownItAllAndOfferedNothing() {
        assertEquals(List.of(), decisions("undo-read-only"));
        assertFalse(proposes("undo-read-only"));
        assertTrue(page("undo-read-only").text().contains("member of Drawings 1"));
    }

    @Test
    void oneProposalAtATimeIsMade() {
        assertTrue(proposes("undo-none"));
        assertFalse(proposes("undo-proposed"));
        assertFalse(proposes("undo-under-way"));
        assertTrue(proposes("undo-lapsed"));
        assertTrue(proposes("undo-completed"));
        assertEquals(List.of(), decisions("undo-lapsed"));
    }

    @Test
    void aProposalSaysWhatWouldComeBackAndWhatIsGone() {
        String text = page("undo-proposed").text();
        assertTrue(text.contains("sign-in"), text);
        assertTrue(text.contains("Gone for good, to be issued anew"), text);
        assertTrue(text.contains("the password"), text);
        assertTrue(text.contains("second factors"), text);
    }

    @Test
    void howFarItIsShowsPartByPart() {
        UndoPage page = (UndoPage) Objects.requireNonNull(SampleUndos.pages().get("undo-under-way"));
        assertEquals("1 of 4 given back, 1 left alone", page.undos().getFirst().progress());
        assertEquals(
                List.of("good", "wait", "late", "held"),
                page.undos().getFirst().parts().stream()
                        .map(UndoPage.PartLine::tone)
                        .toList());
        assertEquals("", page.undos().getLast().progress());
        assertNull(page.undos().getLast().decideHref());
    }

    @Test
    void whatTheCaseTookIsToldBeforeAnythingIsProposed() {
        UndoPage page = SampleUndos.undo(Role.OPERATOR, "", false);
        assertEquals(
                List.of(new UndoPage.TakenLine("nora.sample", "Corporate directory", "sign-in, memberships", "")),
                page.taken());
    }

    @Test
    void aReasonThatIsNoneIsShownAgainWithWhatIsWrong() {
        RenderedPage page = page("undo-wrong");
        assertTrue(page.all("textarea").stream()
                .anyMatch(field -> field.getAttribute("aria-invalid").equals("true")
                        && field.getTextContent().equals(SampleLeavers.HOSTILE)));
    }

    @Test
    void theCaseSaysWhereItsUndoStands() {
        assertTrue(page("leaver-undo-proposed").text().contains("a second person has to decide"));
        assertTrue(page("leaver-undo-lapsed").text().contains("has lapsed"));
        assertTrue(page("leaver-undo-under-way").text().contains("is being given back"));
        assertTrue(page("leaver-undo-given-back").text().contains("was given back"));
        assertFalse(page("leaver-undo-declined").html().contains("look-undo"));
        assertTrue(page("leaver-undo-declined").html().contains("to-undo"));
    }

    @Test
    void whoMayNotSeeUndosIsShownNoWayToThem() {
        Caller hr = new Caller("hanna.sample", "Hanna Sample", Set.of(Role.CONFIDENTIAL_HR));
        LeaverPage page =
                LeaverView.of(SampleLeavers.shown(SampleLeavers.open(), List.of(), List.of()), Optional.empty(), hr);
        assertNull(page.undo());
        assertFalse(RenderedPage.of(page).html().contains("/undo"));
    }

    @Test
    void anAttemptNowIsAskedForWithAReasonByThoseWhoMay() {
        RenderedPage page = page("retry");
        assertTrue(page.html().contains(SampleUndos.waiting() + "/retry\""));
        assertTrue(page.all("textarea").stream()
                .anyMatch(field -> field.getAttribute("name").equals("reason")));
        assertTrue(page("retry-wrong").text().contains("Write 1 to 500 characters"));
        assertEquals(List.of(), page("retry-read-only").all("textarea"));
    }

    @Test
    void anOperationOfAnotherCaseIsNone() {
        assertEquals(
                Optional.empty(),
                LeaverView.retry(
                        SampleLeavers.shown(SampleLeavers.open(), List.of(), List.of()),
                        RenderedPage.ADMINISTRATOR,
                        SampleUndos.waiting(),
                        "",
                        false));
    }
}
