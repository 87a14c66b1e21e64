package dev.tenure.web.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.RenderedPage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretViewTest {

    private static RenderedPage page(String name) {
        return RenderedPage.of(Objects.requireNonNull(SampleSecrets.pages().get(name), name));
    }

    /** Where the forms of a page go that change something of it, without the ids in between. */
    private static List<String> forms(String name) {
        return page(name).all("form").stream()
                .filter(form -> form.getAttribute("method").equals("post"))
                .map(form -> form.getAttribute("action"))
                .filter(action -> action.startsWith("/ui/secret"))
                .map(action -> action.replaceAll("[0-9a-f]{8}-[0-9a-f-]*", "ID"))
                .distinct()
                .toList();
    }

    private static List<String> decisions(String name) {
        return page(name).all("button").stream()
                .filter(button -> button.getAttribute("name").equals("decision"))
                .map(button -> button.getAttribute("value"))
                .toList();
    }

    private static List<String> wrongFields(String name) {
        RenderedPage page = page(name);
        return Stream.of("input", "textarea", "select")
                .flatMap(kind -> page.all(kind).stream())
                .filter(field -> field.getAttribute("aria-invalid").equals("true"))
                .map(field -> field.getAttribute("id"))
                .toList();
    }

    @Test
    void everyoneIsOfferedWhatTheyMayDoWithASecret() {
        assertEquals(
                List.of("/ui/secrets/ID/knowers/ID/strike", "/ui/secrets/ID/knowers", "/ui/secrets/ID/retire"),
                forms("secret"));
        assertEquals(List.of("/ui/secrets/ID/knowers"), forms("secret-of-owner"));
        assertEquals(List.of(), forms("secret-read-only"));
        assertEquals(List.of(), forms("secret-retired"));
        assertTrue(page("secrets").html().contains("/ui/secrets/new"));
        assertFalse(page("secrets-read-only").html().contains("/ui/secrets/new"));
    }

    @Test
    void anOwnerWithoutARoleIsShownNoWayWhereTheyMayNotGo() {
        for (String name : List.of("secret-of-owner", "rotation-revoking")) {
            for (String closed : List.of("/ui/people/", "/ui/systems/", "/ui/leavers/", "/ui/secret-rotations\"")) {
                assertFalse(
                        page(name)
                                .html()
                                .replaceAll("(?s)<header.*?</header>", "")
                                .contains("href=" + closed),
                        name);
                assertFalse(
                        page(name)
                                .html()
                                .replaceAll("(?s)<header.*?</header>", "")
                                .contains("href=\"" + closed),
                        name + " " + closed);
            }
        }
    }

    @Test
    void whatIsWrongStandsAtItsField() {
        assertEquals(List.of("name"), wrongFields("secret-wrong-name"));
        assertEquals(List.of("system"), wrongFields("secret-wrong-system"));
        assertEquals(List.of("account"), wrongFields("secret-wrong-account"));
        assertEquals(List.of("owner"), wrongFields("secret-wrong-owner"));
        assertEquals(List.of("keptAt"), wrongFields("secret-wrong-keptAt"));
        assertEquals(List.of("days"), wrongFields("secret-wrong-days"));
        assertTrue(page("secret-wrong-consumers").html().contains("id=\"consumers-wrong\""));
        assertEquals(List.of("retire-reason"), wrongFields("secret-wrong-form-retire"));
        assertEquals(List.of("person"), wrongFields("secret-of-owner-wrong"));
        assertTrue(page("secret-wrong-form-person").text().contains("There is no such person."));
        assertEquals(List.of("strike-0"), wrongFields("secret-wrong-form-000000"));
        assertEquals(List.of("reference"), wrongFields("rotation-wrong-reference"));
        assertEquals(List.of("until", "reason"), wrongFields("rotation-wrong-delay"));
    }

    @Test
    void aFormThatIsSentAsItIsKeepsTheSystemThatTheListDoesNotHold() {
        SecretFormPage page = SecretView.form(
                Optional.of(SampleSecrets.kept()),
                SecretForm.of(SampleSecrets.kept().description()),
                Map.of(),
                "",
                Optional.empty());
        assertEquals(
                List.of(SampleSecrets.SYSTEM.value().toString()),
                page.systems().stream()
                        .filter(SecretFormPage.Option::chosen)
                        .map(SecretFormPage.Option::id)
                        .toList());
    }

    @Test
    void theNextStepOfARotationIsOffered() {
        assertEquals(List.of("/ui/secret-rotations/ID/value", "/ui/secret-rotations/ID/delay"), forms("rotation-due"));
        assertEquals(
                List.of("/ui/secret-rotations/ID/value", "/ui/secret-rotations/ID/delay"), forms("rotation-new-added"));
        assertEquals(
                List.of("/ui/secret-rotations/ID/revocation", "/ui/secret-rotations/ID/delay"),
                forms("rotation-in-use"));
        assertEquals(
                List.of("/ui/secret-rotations/ID/revocation", "/ui/secret-rotations/ID/delay"),
                forms("rotation-revoking"));
        assertEquals(
                List.of("/ui/secret-rotations/ID/revocation/decision", "/ui/secret-rotations/ID/delay"),
                forms("rotation-stated"));
        for (String over : List.of("rotation-done-by-target", "rotation-done-by-two", "rotation-cancelled")) {
            assertEquals(List.of(), forms(over), over);
        }
        assertEquals(List.of(), forms("rotation-read-only"));
    }

    @Test
    void theOldCredentialIsSwitchedOnWhileItIsOffAndOffWhileItStays() {
        assertEquals(
                List.of("/ui/secret-rotations/ID/old-credential", "/ui/secret-rotations/ID/delay"),
                forms("rotation-old-off"));
        assertEquals(List.of("on"), decisions("rotation-old-off"));
        assertEquals(List.of("off"), decisions("rotation-switched-on"));
        assertEquals(List.of(), decisions("rotation-still-used"));
        assertTrue(page("rotation-still-used").text().contains("so it stays on. Find who does."));
    }

    @Test
    void onlyTheContactSaysThatAConsumerUsesItAndNotWhoAddedIt() {
        assertEquals(List.of("/ui/secret-rotations/ID/confirmations"), forms("rotation-of-contact"));
        assertEquals(List.of(), forms("rotation-of-adder"));
        assertTrue(page("rotation-of-adder").text().contains("You added the value"));
    }

    @Test
    void aSecondPersonLooksWhetherTheOldValueWorks() {
        assertEquals(List.of("worthless", "works"), decisions("rotation-stated"));
        assertEquals(List.of(), decisions("rotation-stated-by-me"));
        assertTrue(page("rotation-stated-by-me").text().contains("You said so, so another person has to look."));
        assertEquals(List.of(), decisions("rotation-stated-read-only"));
    }

    @Test
    void aSecondPersonGrantsALaterTime() {
        assertEquals(List.of("grant", "decline"), decisions("rotation-asked"));
        assertEquals(List.of(), decisions("rotation-asked-by-me"));
        assertTrue(page("rotation-asked-by-me").text().contains("You asked for it"));
        assertEquals(List.of(), decisions("rotation-read-only"));
        assertTrue(page("rotation-granted").text().contains("granted by ada.sample"));
    }

    @Test
    void whatIsLateIsLoudAndWhatIsOverIsNot() {
        assertEquals(
                "late",
                SampleSecrets.rotation(SampleSecrets.late(), SampleSecrets.caller(Role.AUDITOR))
                        .tone());
        assertTrue(page("rotation-due-late").text().contains("late by 1 min"));
        RotationsPage list = SampleSecrets.list(
                RotationsShown.ALL, "", false, Optional.empty(), SampleSecrets.late(), SampleSecrets.revoking());
        assertEquals(
                List.of("late", "wait"),
                list.rotations().stream().map(RotationLine::tone).toList());
        assertTrue(page("rotation-done-by-two").text().contains("after its deadline"));
        assertTrue(page("rotation-done-by-two").text().contains("ada.sample saw it"));
        assertFalse(page("rotation-done-by-target").text().contains("after its deadline"));
    }

    @Test
    void whoLeftLeadsToTheirCaseOrWhereItHadClosedToTheirPage() {
        RotationPage page = SampleSecrets.rotation(SampleSecrets.due(), SampleSecrets.caller(Role.AUDITOR));
        assertEquals(
                List.of(SampleLeavers.HOSTILE, "a leaver"),
                page.leavers().stream().map(RotationPage.Leaver::person).toList());
        assertTrue(Objects.requireNonNull(page.leavers().getFirst().href()).startsWith("/ui/leavers/"));
        assertTrue(Objects.requireNonNull(page.leavers().getLast().href()).startsWith("/ui/people/"));
        assertNull(SampleSecrets.rotation(SampleSecrets.due(), SampleSecrets.NOBODY)
                .leavers()
                .getFirst()
                .href());
    }

    /** The names are those by which the list is asked for, so none may be missing or misspelt. */
    @Test
    void everyStateCanBeAskedForAndOpenIsAllThatIsNotOver() {
        List<SecretRotation> open = List.of(
                SampleSecrets.due(),
                SampleSecrets.newAdded(),
                SampleSecrets.inUse(),
                SampleSecrets.revoking(),
                SampleSecrets.inUse().stateRevoked("boris.sample", SampleSecrets.NOW));
        assertEquals(
                open.stream().map(SecretRotation::label).toList(),
                RotationsShown.STATES_OF_OPEN.stream()
                        .map(one -> one.state().orElseThrow())
                        .toList());
        for (RotationsShown one : RotationsShown.values()) {
            assertEquals(one, RotationsShown.of(one.key()));
        }
        assertEquals(RotationsShown.OPEN, RotationsShown.of("nothing"));
    }
}
