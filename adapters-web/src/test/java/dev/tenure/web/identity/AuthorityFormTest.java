package dev.tenure.web.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.web.page.RenderedPage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class AuthorityFormTest {

    @Test
    void whatIsInForceIsWrittenAndReadBack() {
        assertEquals(
                Optional.of(SamplePeople.DECIDED),
                AuthorityForm.of(SamplePeople.DECIDED).read());
    }

    @Test
    void namesMayBeWrittenWithCommasSpaceOrLinesBetween() {
        AuthorityForm form =
                new AuthorityForm(7, " hr ,idp;hook\n\u0000 ", Map.of(Attribute.TITLE, "idp", Attribute.NAME, " , "));
        assertEquals(
                Optional.of(new AttributeAuthority(
                        List.of("hr", "idp", "hook"), Map.of(Attribute.TITLE, List.of("idp")), 7)),
                form.read());
    }

    @Test
    void aSourceThatIsNamedTwiceIsNotTaken() {
        assertEquals(Optional.empty(), new AuthorityForm(0, "hr hr", Map.of()).read());
        assertEquals(Optional.empty(), new AuthorityForm(0, "", Map.of(Attribute.EMAIL, "hr, idp, hr")).read());
    }

    @Test
    void whatNoBrowserSendsIsNotRead() {
        assertTrue(new AuthorityForm(0, "a".repeat(8_000), Map.of()).isReadable());
        assertFalse(new AuthorityForm(0, "a".repeat(8_001), Map.of()).isReadable());
        assertFalse(new AuthorityForm(0, "", Map.of(Attribute.EMAIL, "a".repeat(8_001))).isReadable());
    }

    @Test
    void everyAttributeShowsWhoIsBelievedAboutIt() {
        AuthorityPage page = SamplePeople.authority(SamplePeople.DECIDED, 0, SamplePeople.AUDITOR);
        assertEquals(
                List.of("employment", "name", "email", "department", "title", "manager", "location"),
                page.attributes().stream()
                        .map(AuthorityPage.Believed::attribute)
                        .toList());
        assertEquals(
                new AuthorityPage.Believed("employment", List.of("hr", "register", "idp", "hook"), true),
                page.attributes().getFirst());
        assertEquals(
                new AuthorityPage.Believed("name", List.of("idp", "hr", "hook", "register"), false),
                page.attributes().get(1));
    }

    @Test
    void anAdministratorAloneIsOfferedToDecide() {
        assertEquals(List.of("/ui/people/authority"), forms("authority"));
        assertEquals(List.of(), forms("authority-undecided"));
        assertEquals(List.of(), forms("authority-confidential"));
    }

    @Test
    void theLogIsNamedToThoseWhoMayReadIt() {
        assertTrue(page("authority-undecided").html().contains("/ui/audit?kind=attribute-authority"));
        assertFalse(page("authority-confidential").html().contains("/ui/audit?kind=attribute-authority"));
    }

    @Test
    void whatIsWrongStandsBesideItsField() {
        RenderedPage page = page("authority-wrong");
        List<String> wrong = page.all("input").stream()
                .filter(input -> input.getAttribute("aria-invalid").equals("true"))
                .map(input -> input.getAttribute("name"))
                .toList();
        assertEquals(List.of("order", "title"), wrong);
        assertTrue(page.text().contains("Names a source twice"), page.text());
        assertTrue(page.text().contains("No source is called"), page.text());
    }

    @Test
    void whatIsRightHasNothingBesideIt() {
        AuthorityPage page = SamplePeople.authority(SamplePeople.DECIDED, 0, RenderedPage.ADMINISTRATOR);
        assertNull(page.order().wrong());
        page.exceptions().forEach(field -> assertNull(field.wrong(), field.name()));
        assertEquals("idp, hr", page.order().value());
        assertEquals("hr, register", page.exceptions().getFirst().value());
    }

    private static RenderedPage page(String name) {
        return RenderedPage.of(Objects.requireNonNull(SamplePeople.pages().get(name)));
    }

    private static List<String> forms(String name) {
        return page(name).all("form").stream()
                .map((Element form) -> form.getAttribute("action"))
                .filter(action -> action.startsWith("/ui/people/"))
                .toList();
    }
}
