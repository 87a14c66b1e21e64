package dev.tenure.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.web.audit.SampleEvents;
import dev.tenure.web.engagement.SampleEngagements;
import dev.tenure.web.finding.SampleFindings;
import dev.tenure.web.identity.SamplePeople;
import dev.tenure.web.inspection.SampleCredentials;
import dev.tenure.web.inventory.SampleSystems;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.lifecycle.SampleStatements;
import dev.tenure.web.lifecycle.SampleSuspensions;
import dev.tenure.web.lifecycle.SampleUndos;
import dev.tenure.web.nonhuman.SampleNonHumans;
import dev.tenure.web.ownership.SampleHandOvers;
import dev.tenure.web.preservation.SampleLegalHolds;
import dev.tenure.web.privilege.SampleReviews;
import dev.tenure.web.provisioning.SampleHolds;
import dev.tenure.web.secrets.SampleSecrets;
import dev.tenure.web.wave.SampleWaves;
import dev.tenure.web.webhook.SampleWebhooks;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/** What holds of every page, looked for on one of every kind and state. */
class EveryPageTest {

    private static final Set<String> NO_PAGES = Set.of(
            "page/layout.html",
            "page/moment.html",
            "identity/lines.html",
            "identity/tabs.html",
            "lifecycle/files.html",
            "lifecycle/leaver-live.html",
            "lifecycle/sign-ins.html");
    private static final Set<String> CLASSES_WITHOUT_STYLE = Set.of("page");

    static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.putAll(SampleLeavers.pages());
        pages.putAll(SampleStatements.pages());
        pages.putAll(SampleSuspensions.pages());
        pages.putAll(SampleUndos.pages());
        pages.putAll(SampleLegalHolds.pages());
        pages.putAll(SampleFindings.pages());
        pages.putAll(SampleWaves.pages());
        pages.putAll(SampleCredentials.pages());
        pages.putAll(SampleReviews.pages());
        pages.putAll(SampleHandOvers.pages());
        pages.putAll(SampleSecrets.pages());
        pages.putAll(SampleSystems.pages());
        pages.putAll(SamplePeople.pages());
        pages.putAll(SampleEngagements.pages());
        pages.putAll(SampleNonHumans.pages());
        pages.putAll(SampleHolds.pages());
        pages.putAll(SampleWebhooks.pages());
        pages.putAll(SampleEvents.pages());
        for (Problem problem : Problem.values()) {
            List<String> needed = problem == Problem.NOT_ALLOWED ? List.of("operator", "auditor") : List.of();
            pages.put(
                    "problem-" + problem.name().toLowerCase(Locale.ROOT),
                    new ProblemPage(problem.status(), Words.heading(problem), Words.advice(problem), needed));
        }
        pages.put("signed-out", new SignedOutPage("https://id.example/end?id_token_hint=a&state=b"));
        pages.put("signed-out-here", new SignedOutPage(null));
        return pages;
    }

    static Stream<String> names() {
        return pages().keySet().stream();
    }

    private static RenderedPage render(String name) {
        return RenderedPage.of(Objects.requireNonNull(pages().get(name)));
    }

    @Test
    void everyTemplateIsLookedAt() throws IOException, URISyntaxException {
        URL layout = Objects.requireNonNull(EveryPageTest.class.getResource("/templates/page/layout.html"));
        Path root = Objects.requireNonNull(
                Objects.requireNonNull(Path.of(layout.toURI()).getParent()).getParent());
        Set<String> onDisk;
        try (Stream<Path> files = Files.walk(root)) {
            onDisk = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !NO_PAGES.contains(file))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> rendered =
                pages().values().stream().map(Page::template).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(onDisk, rendered);
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsInline(String name) {
        RenderedPage page = render(name);
        assertEquals(List.of(), page.all("style"));
        for (Element script : page.all("script")) {
            assertTrue(script.getTextContent().isBlank(), "a script with content");
            assertTrue(script.getAttribute("src").matches("/(assets|webjars)/.*"), script.getAttribute("src"));
        }
        assertEquals(2, page.all("script").size());
        for (Element element : page.all("*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) element.getAttributes().item(i);
                String attributeName = attribute.getName().toLowerCase(Locale.ROOT);
                assertFalse(attributeName.startsWith("on"), element.getTagName() + " has " + attributeName);
                assertFalse(attributeName.startsWith("hx-on"), element.getTagName() + " has " + attributeName);
                assertFalse(attributeName.equals("style"), element.getTagName() + " has a style");
                assertFalse(
                        attribute.getValue().strip().toLowerCase(Locale.ROOT).startsWith("javascript:"),
                        attribute.getValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingComesFromElsewhere(String name) {
        for (Element element : render(name).all("*")) {
            for (String attribute : List.of("src", "action", "hx-get", "hx-post")) {
                if (element.hasAttribute(attribute)) {
                    assertTrue(element.getAttribute(attribute).startsWith("/"), element.getAttribute(attribute));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyFormThatChangesSomethingCarriesTheToken(String name) {
        for (Element form : render(name).all("form")) {
            List<Element> tokens = inputs(form, CsrfFilter.FIELD);
            if (form.getAttribute("method").equals("get")) {
                assertEquals(List.of(), tokens, "a token in an address");
            } else {
                assertEquals("post", form.getAttribute("method"));
                assertEquals(1, tokens.size(), form.getAttribute("action"));
                assertEquals("hidden", tokens.get(0).getAttribute("type"));
                assertEquals(RenderedPage.TOKEN, tokens.get(0).getAttribute("value"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyTableHeadSaysWhatItHeads(String name) {
        RenderedPage page = render(name);
        for (Element table : page.all("table")) {
            assertTrue(table.getElementsByTagName("th").getLength() > 0, "a table without heads");
        }
        for (Element head : page.all("th")) {
            assertTrue(
                    Set.of("col", "row", "colgroup", "rowgroup").contains(head.getAttribute("scope")),
                    head.getTextContent());
            assertFalse(head.getTextContent().isBlank(), "an empty table head");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aReaderWithoutEyesFindsTheWay(String name) {
        RenderedPage page = render(name);
        assertEquals("en", page.all("html").get(0).getAttribute("lang"));
        assertEquals(1, page.all("main").size());
        assertEquals(1, page.all("h1").size());
        assertFalse(page.all("title").get(0).getTextContent().isBlank());
        page.all("img").forEach(image -> assertTrue(image.hasAttribute("alt")));
        Set<String> ids = new HashSet<>();
        for (Element element : page.all("*")) {
            if (element.hasAttribute("id")) {
                assertTrue(ids.add(element.getAttribute("id")), "twice: " + element.getAttribute("id"));
            }
        }
        for (Element element : page.all("*")) {
            for (String reference : List.of("aria-labelledby", "aria-describedby", "for")) {
                if (element.hasAttribute(reference)) {
                    assertTrue(ids.contains(element.getAttribute(reference)), element.getAttribute(reference));
                }
            }
        }
        Set<String> labelled = page.all("label").stream()
                .map(label -> label.getAttribute("for"))
                .collect(Collectors.toSet());
        Stream.of("input", "select", "textarea")
                .flatMap(kind -> page.all(kind).stream())
                .filter(field -> !field.getAttribute("type").equals("hidden"))
                .forEach(field -> assertTrue(labelled.contains(field.getAttribute("id")), field.getAttribute("name")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatHasASignHasAWord(String name) {
        for (Element element : render(name).all("span")) {
            if (element.getAttribute("class").equals("mark")) {
                assertEquals("true", element.getAttribute("aria-hidden"));
                assertFalse(
                        element.getParentNode().getTextContent().isBlank(), "a mark that nothing is written beside");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyClassHasAStyle(String name) throws IOException {
        String css;
        try (var in = Objects.requireNonNull(
                EveryPageTest.class.getResourceAsStream("/META-INF/resources/assets/tenure.css"))) {
            css = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        Set<String> styled = new HashSet<>(CLASSES_WITHOUT_STYLE);
        Matcher matcher = Pattern.compile("\\.([a-z][a-z-]*)").matcher(css);
        while (matcher.find()) {
            styled.add(matcher.group(1));
        }
        for (Element element : render(name).all("*")) {
            for (String one : element.getAttribute("class").strip().split("\\s+", -1)) {
                assertTrue(one.isEmpty() || styled.contains(one), "no style for ." + one);
            }
        }
    }

    @Test
    void whatComesFromOutsideIsText() {
        for (String name : List.of(
                "leavers",
                "leavers-not-found",
                "leaver-open",
                "certificate-open",
                "exception-wrong",
                "legal-holds",
                "findings",
                "credentials",
                "finding-key",
                "hand-overs",
                "hand-overs-lapsed",
                "finding-open",
                "finding-wrong",
                "finding-accepted",
                "legal-hold-wrong",
                "secrets",
                "secrets-not-found",
                "secret",
                "secret-wrong-name",
                "secret-of-owner-wrong",
                "rotations",
                "rotation-new-added",
                "rotation-wrong-reference",
                "undo-wrong",
                "undo-proposed",
                "undo-under-way",
                "retry-wrong",
                "snapshot",
                "preview",
                "feed",
                "limit",
                "guard",
                "suspected",
                "suspensions",
                "suspend-sure",
                "systems",
                "systems-not-found",
                "people",
                "person",
                "without-manager",
                "conflicts",
                "authority-wrong",
                "engagements",
                "engagement-ended",
                "non-humans",
                "non-human-retired",
                "webhooks",
                "audit")) {
            RenderedPage page = render(name);
            assertFalse(page.html().contains("<script>alert"), name);
            boolean shown = page.text().contains(SampleLeavers.HOSTILE)
                    || page.all("input").stream()
                            .anyMatch(input -> input.getAttribute("value").equals(SampleLeavers.HOSTILE));
            assertTrue(shown, name + " does not show the text as it is");
        }
    }

    @Test
    void everyNoticeIsShownInItsWords() {
        Page page = new SignedOutPage(null);
        for (Notice notice : Notice.values()) {
            String text = RenderedPage.of(page, notice).text();
            assertTrue(text.contains(Words.notice(notice).text()), notice.key());
        }
    }

    @Test
    void aNoticeIsOneOfOurs() {
        assertEquals(java.util.Optional.empty(), Notice.of("<b>You won</b>"));
        for (Notice notice : Notice.values()) {
            assertEquals(java.util.Optional.of(notice), Notice.of(notice.key()));
        }
    }

    @Test
    void aRefusalSaysWhichRoleIsNeeded() {
        String text = render("problem-not_allowed").text();
        assertTrue(text.contains("one of the roles operator, auditor"), text);
        assertTrue(text.contains("You are administrator, confidential HR"), text);
    }

    private static List<Element> inputs(Element form, String name) {
        return Stream.iterate(0, i -> i + 1)
                .limit(form.getElementsByTagName("input").getLength())
                .map(i -> (Element) form.getElementsByTagName("input").item(i))
                .filter(input -> input.getAttribute("name").equals(name))
                .toList();
    }
}
