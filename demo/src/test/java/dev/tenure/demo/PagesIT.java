package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages as people see them: the packaged product after a day of leavers, every role, every link (PLT-2). */
class PagesIT {

    private static final Path ROOT = Path.of(System.getProperty("tenure.root", ".."));
    private static final int PAGES_AT_MOST = 150;

    private static final OpenThings OPEN = new OpenThings();
    private static RunningDemo demo;

    @BeforeAll
    static void playADay(@TempDir Path folder) throws Exception {
        demo = RunningDemo.start(
                new PackagedApplication(ROOT.resolve("bootstrap/target/quarkus-app/quarkus-run.jar")),
                DemoFolder.at(folder.resolve("data")),
                ROOT.resolve("demo/target/postgresql"),
                FreePort.any(),
                Clock.systemUTC(),
                OPEN);
        CompanySetup setup = new CompanySetup(demo.api(), demo.company(), demo.directories(), demo.workspace());
        setup.run();
        SampleDay.Result day = new SampleDay(
                        demo,
                        setup,
                        ROOT.resolve("evidence-verifier/target/evidence-verifier.jar"),
                        folder.resolve("results"),
                        Clock.systemUTC(),
                        new PrintStream(PrintStream.nullOutputStream()))
                .play();
        assertEquals(List.of(), day.untrue());
    }

    @AfterAll
    static void stop() {
        OPEN.close();
    }

    @ParameterizedTest
    @EnumSource(DemoUser.class)
    void everyLinkThatAPersonIsShownLeadsToAPage(DemoUser user) throws Exception {
        try (Browser browser = new Browser()) {
            Browser.Page start = signIn(browser, user);
            boolean seesPages = start.status() == 200;
            assertEquals(seesPages ? 200 : 403, start.status(), start.html());
            assertTrue(start.html().contains(user.displayName()), start.html());

            Map<URI, Browser.Page> seen = crawl(browser, start);
            assertTrue(!seesPages || seen.size() >= 3, () -> user + " saw " + seen.keySet());
            for (Browser.Page page : seen.values()) {
                for (Browser.Form form : page.forms()) {
                    assertTrue(
                            !form.changes() || form.fields().containsKey("csrf"),
                            () -> page.address() + " has a form without a token: " + form.address());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DemoUser.class)
    void whatAnAdministratorSeesIsAnsweredToEverybodyWithAPageOrARefusal(DemoUser user) throws Exception {
        try (Browser first = new Browser();
                Browser browser = new Browser()) {
            signIn(browser, user);
            for (URI address :
                    crawl(first, signIn(first, DemoUser.FIRST_ADMINISTRATOR)).keySet()) {
                Browser.Page page = browser.open(address);
                assertTrue(page.status() == 200 || page.status() == 403, () -> address + " " + page.status());
                assertTrue(page.html().contains("<html"), page.html());
            }
        }
    }

    @Test
    void whatIsNotThereIsSaidOnAPage() throws Exception {
        try (Browser browser = new Browser()) {
            signIn(browser, DemoUser.OPERATOR);
            List<String> wrong = new ArrayList<>();
            for (String path : List.of(
                    "/ui/nothing",
                    "/ui/leavers/nobody",
                    "/ui/leavers/" + UUID.randomUUID(),
                    "/ui/leavers/" + UUID.randomUUID() + "/certificate",
                    "/ui/leavers/" + UUID.randomUUID() + "/nothing",
                    "/ui/systems/" + UUID.randomUUID(),
                    "/ui/systems/x/y/z",
                    "/ui/people/findings/nothing",
                    "/ui/guard/systems/" + UUID.randomUUID(),
                    "/ui/feeds/sources/nothing",
                    "/ui/feeds/snapshots/" + UUID.randomUUID())) {
                Browser.Page page = browser.open(demo.application().address().resolve(path));
                if (page.status() != 404 || !page.html().contains("<html")) {
                    wrong.add(path + " gives " + page.status());
                }
            }
            assertEquals(List.of(), wrong);
            assertEquals(
                    demo.application().address().resolve("/ui"),
                    browser.open(demo.application().address().resolve("/ui/leavers"))
                            .address());
        }
    }

    @Test
    void anAddressThatNoPageMadeIsNoFault() throws Exception {
        try (Browser browser = new Browser()) {
            signIn(browser, DemoUser.OPERATOR);
            List<String> wrong = new ArrayList<>();
            for (String path : List.of(
                    "/ui",
                    "/ui/people",
                    "/ui/people/findings/without-manager",
                    "/ui/people/findings/non-employees",
                    "/ui/people/conflicts",
                    "/ui/systems",
                    "/ui/guard",
                    "/ui/feeds",
                    "/ui/webhooks",
                    "/ui/audit")) {
                for (String query : List.of(
                        "after=nonsense",
                        "after=%00",
                        "q=%00",
                        "q=%25_%5C'%22",
                        "q=" + "x".repeat(3000),
                        "show=nothing",
                        "notice=nothing",
                        "after=" + "A".repeat(3000))) {
                    int status = browser.open(demo.application().address().resolve(path + "?" + query))
                            .status();
                    if (status >= 500) {
                        wrong.add(path + "?" + query.substring(0, Math.min(20, query.length())) + " gives " + status);
                    }
                }
            }
            assertEquals(List.of(), wrong);
        }
    }

    @Test
    void anOperatorAsksForAReadAndIsToldSo() throws Exception {
        try (Browser browser = new Browser()) {
            Browser.Page systems = page(browser, signIn(browser, DemoUser.OPERATOR), "/ui/systems");
            URI system = systems.links().stream()
                    .filter(link -> link.getPath().matches("/ui/systems/[0-9a-f-]{36}"))
                    .findFirst()
                    .orElseThrow();
            Browser.Page before = browser.open(system);
            Browser.Form ask = before.form("/reads");
            int readsBefore = reads(system);

            assertEquals(
                    403, browser.submit(ask.with("csrf", "of another page")).status());
            Browser.Page after = browser.submit(ask);

            assertEquals(200, after.status(), after.html());
            assertEquals(system.getPath(), after.address().getPath());
            assertTrue(after.html().contains("role=\"status\""), after.html());
            // The same form once more, as a reload of the page would send it, is one request.
            assertEquals(200, browser.submit(ask).status());
            assertEquals(readsBefore + 1, reads(system));
        }
    }

    @Test
    void whyALeaverWasLateIsWrittenOnceInWordsThatCanBeKept() throws Exception {
        try (Browser browser = new Browser()) {
            Browser.Page start = signIn(browser, DemoUser.OPERATOR);
            URI exception = crawl(browser, start).keySet().stream()
                    .filter(address -> address.getPath().contains("/exceptions/"))
                    .findFirst()
                    .orElseThrow();
            Browser.Form form = browser.open(exception)
                    .form("/exceptions/")
                    .with("cause", "It opens the door when nothing else does.")
                    .with("impact", "Nobody used it\u0000");

            Browser.Page refused = browser.submit(form);
            assertEquals(400, refused.status(), refused.html());
            assertTrue(refused.html().contains("It opens the door when nothing else does."), refused.html());

            Browser.Page taken = browser.submit(form.with("impact", "Nobody used it."));
            assertEquals(200, taken.status(), taken.html());
            assertTrue(taken.html().contains("role=\"status\""), taken.html());
            assertTrue(browser.open(exception).html().contains("Nobody used it."), "the words stand on the page");
        }
    }

    /** How many reads of a system were asked for, by the address of its page. */
    private static int reads(URI system) throws IOException, InterruptedException {
        String path = system.getPath().replace("/ui/", "/api/v1/") + "/reads";
        return demo.api().get(DemoUser.OPERATOR, path).body().path("items").size();
    }

    private static Browser.Page signIn(Browser browser, DemoUser user) throws IOException, InterruptedException {
        Browser.Page asked = browser.open(demo.application().address().resolve("/ui"));
        return browser.submit(asked.forms().stream()
                .filter(form -> user.username().equals(form.fields().get("username")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(asked.address() + "\n" + asked.html())));
    }

    private static Browser.Page page(Browser browser, Browser.Page from, String path)
            throws IOException, InterruptedException {
        assertTrue(
                from.links().contains(from.address().resolve(path)),
                () -> from.address() + " does not lead to " + path);
        return browser.open(from.address().resolve(path));
    }

    /** Every page that can be reached by links, each of which must be there. */
    private static Map<URI, Browser.Page> crawl(Browser browser, Browser.Page start)
            throws IOException, InterruptedException {
        Map<URI, Browser.Page> seen = new TreeMap<>(Map.of(start.address(), start));
        Deque<Browser.Page> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty() && seen.size() < PAGES_AT_MOST) {
            for (URI link : new TreeSet<>(next.remove().links())) {
                if (seen.containsKey(link) || !link.getPath().startsWith("/ui")) {
                    continue;
                }
                Browser.Page page = browser.open(link);
                assertEquals(200, page.status(), () -> link + " as seen from " + start.address());
                seen.put(link, page);
                next.add(page);
            }
        }
        return seen;
    }
}
