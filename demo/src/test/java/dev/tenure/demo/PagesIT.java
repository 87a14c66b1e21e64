package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        CompanySetup setup =
                new CompanySetup(demo.api(), demo.company(), demo.directories(), demo.workspace(), demo.cloud());
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
                // That there is a finding of somebody else is not told.
                boolean notTold = address.getPath().startsWith("/ui/findings/") && page.status() == 404;
                assertTrue(
                        page.status() == 200 || page.status() == 403 || notTold, () -> address + " " + page.status());
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
                    "/ui/leavers/" + UUID.randomUUID() + "/undo",
                    "/ui/leavers/" + UUID.randomUUID() + "/operations/" + UUID.randomUUID() + "/retry",
                    "/ui/undos/" + UUID.randomUUID() + "?worker=1001",
                    "/ui/secrets/nothing",
                    "/ui/secrets/" + UUID.randomUUID(),
                    "/ui/secret-rotations/" + UUID.randomUUID(),
                    "/ui/legal-holds/people/" + UUID.randomUUID(),
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
                    "/ui/secrets",
                    "/ui/secret-rotations",
                    "/ui/legal-holds",
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
                        "state=nothing",
                        "state=all&after=nonsense",
                        "due=nothing",
                        "secret=nothing",
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

    @Test
    void aFindingIsHandedOverLetStayUntilADayOpenedAgainAndDownloaded() throws Exception {
        try (Browser assigner = new Browser();
                Browser browser = new Browser()) {
            Browser.Page list = page(assigner, signIn(assigner, DemoUser.FIRST_ADMINISTRATOR), "/ui/findings");
            URI finding = linkOf(list, "/ui/findings/[0-9a-f-]{36}");
            Browser.Form owner = assigner.open(finding).form("/owner");
            refused(assigner.submit(owner.with("owner", " ")), "Write 1 to 200 characters");
            Browser.Page assigned = assigner.submit(owner.with("owner", "directory-team"));
            done(assigned, "has another owner");
            assertFalse(assigned.html().contains("/acceptance"), "who named the owner lets nothing stay");

            signIn(browser, DemoUser.OPERATOR);
            Browser.Form accept = browser.open(finding).form("/acceptance").with("reason", "Known to the vendor");
            refused(browser.submit(accept.with("until", "2020-01-01")), "Choose a day of the year to come.");
            String until = LocalDate.now(ZoneOffset.UTC).plusDays(9).toString();
            Browser.Page accepted = browser.submit(accept.with("until", until));
            done(accepted, "may stay until that day");
            assertTrue(accepted.html().contains("Known to the vendor"), accepted.html());
            done(browser.submit(accepted.form("/reopening")), "open again");

            Browser.Page file = browser.open(finding.resolve("/ui/findings/csv?show=all"));
            assertEquals(200, file.status());
            assertTrue(file.html().startsWith("account,system,kind,about,severity,state,"), file.html());
            assertTrue(file.html().contains("\"directory-team\""), file.html());
        }
    }

    @Test
    void aWaveIsPreparedLookedAtAndWithdrawn() throws Exception {
        try (Browser browser = new Browser()) {
            Browser.Page list = page(browser, signIn(browser, DemoUser.OPERATOR), "/ui/findings");
            Browser.Form form = browser.open(linkOf(list, "/ui/waves/form"))
                    .form("/ui/waves")
                    .with("what", "disable");
            refused(browser.submit(form.with("name", "Spring cleaning").with("days", "181")), "Write 1 to 180.");
            refused(browser.submit(form.with("name", " ").with("days", "30")), "Write 1 to 100 characters");

            Browser.Page wave =
                    browser.submit(form.with("name", "Spring cleaning").with("days", "30"));
            done(wave, "The wave is prepared");
            assertTrue(wave.html().contains("What it would do if you started it now"), wave.html());
            assertTrue(wave.html().contains("another person has to start it"), wave.html());
            assertFalse(wave.html().contains("/start\""), "who prepared it does not start it");
            assertTrue(wave.html().contains("/csv\" download=\"wave.csv\""), wave.html());
            Browser.Page file =
                    browser.open(wave.address().resolve(wave.address().getPath() + "/csv"));
            assertTrue(file.html().startsWith("account,system,kind,severity,owner,state,why"), file.html());

            Browser.Form withdraw = wave.form("/withdrawal");
            done(browser.submit(withdraw.with("reason", " ")), "say why in 1 to 500 characters");
            Browser.Page withdrawn = browser.submit(withdraw.with("reason", "Only looked at"));
            done(withdrawn, "The wave is withdrawn.");
            assertTrue(withdrawn.html().contains("Only looked at"), withdrawn.html());
        }
    }

    @Test
    void aLegalHoldIsPlacedByOnePersonAndLiftedByTwo() throws Exception {
        try (Browser browser = new Browser();
                Browser second = new Browser();
                Browser operator = new Browser()) {
            Browser.Page start = signIn(browser, DemoUser.FIRST_ADMINISTRATOR);
            URI person = linkOf(page(browser, start, "/ui/people"), "/ui/people/[0-9a-f-]{36}");
            String place = person.getPath().replace("/ui/people/", "/ui/legal-holds/people/");
            Browser.Form form = browser.open(person.resolve(place)).form(place);

            refused(browser.submit(form.with("reason", " ")), "Write 1 to 500 characters");
            done(browser.submit(form.with("reason", "Matter of the test")), "The hold stands.");
            Browser.Page twice = browser.submit(form.with("reason", "Matter of the test"));
            assertEquals(2, twice.html().split("Matter of the test", -1).length, "the form sent twice places it once");

            refused(browser.submit(form.with("reason", "x").with("csrf", "of another page")), "no longer valid", 403);
            Browser.Form lift = twice.form("/lift");
            done(browser.submit(lift.with("reason", "")), "write 1 to 500 characters");
            Browser.Page proposed = browser.submit(lift.with("reason", "It is settled"));
            done(proposed, "You proposed it, so another person has to confirm.");
            Browser.Form decide = proposed.form("/decision");
            done(browser.submit(decide.with("decision", "confirm")), "Another person has to.");
            refused(browser.submit(decide.with("decision", "perhaps")), "The form is not complete");

            Browser.Page seen = page(second, signIn(second, DemoUser.SECOND_ADMINISTRATOR), "/ui/legal-holds");
            done(second.submit(seen.form("/decision").with("decision", "confirm")), "The hold is lifted.");
            done(browser.submit(decide.with("decision", "confirm")), "nobody wants the hold lifted");
            done(browser.submit(lift.with("reason", "Again")), "the hold was lifted before");

            Browser.Page other = signIn(operator, DemoUser.OPERATOR);
            assertEquals(
                    403,
                    operator.open(other.address().resolve("/ui/legal-holds")).status());
        }
    }

    @Test
    void aSecretThatALeaverKnewIsRotatedByThosePeopleWhoMay() throws Exception {
        try (Browser browser = new Browser();
                Browser auditor = new Browser()) {
            Browser.Page start = signIn(browser, DemoUser.OPERATOR);
            Browser.Page closed = browser.open(
                    linkOf(browser.open(start.address().resolve("/ui?show=closed")), "/ui/leavers/[0-9a-f-]{36}"));
            Matcher worker =
                    Pattern.compile("<h1>.*?<span class=\"id\">([^<]+)</span>").matcher(closed.html());
            assertTrue(worker.find(), closed.html());

            Browser.Form register = browser.open(start.address().resolve("/ui/secrets/new"))
                    .form("/ui/secrets")
                    .with("name", "Plotter of the test")
                    .with("owner", "olga.sample")
                    .with("keptAt", "env:TENURE_SECRET_SHARED_PLOTTER")
                    .with("days", "90")
                    .with("consumer", "Drawings")
                    .with("contact", "boris.sample");
            refused(browser.submit(register.with("name", "")), "Is empty or longer than 200 characters.");
            refused(browser.submit(register.with("keptAt", "hunter2")), "Is not a place of shared secrets");
            Browser.Page elsewhere =
                    browser.submit(register.with("system", UUID.randomUUID().toString()));
            refused(elsewhere, "There is no such account");
            // The form that is shown again is another one: what was refused does not stand in its way.
            register = register.with(
                    "request", elsewhere.form("/ui/secrets").fields().getOrDefault("request", ""));
            Browser.Page secret = browser.submit(register);
            done(secret, "The secret is registered.");
            Browser.Form again =
                    browser.open(start.address().resolve("/ui/secrets/new")).form("/ui/secrets");
            for (Map.Entry<String, String> field : register.fields().entrySet()) {
                if (!again.fields().containsKey(field.getKey())) {
                    again = again.with(field.getKey(), field.getValue());
                }
            }
            refused(browser.submit(again), "Another secret that is kept has this name");

            URI address = URI.create(secret.address().toString().replaceAll("[?].*", ""));
            Browser.Form revise =
                    browser.open(address.resolve(address.getPath() + "/revise")).form("/revise");
            for (String field : List.of("name", "owner", "keptAt", "consumer", "contact")) {
                revise = revise.with(field, register.fields().getOrDefault(field, ""));
            }
            refused(browser.submit(revise.with("days", "0")), "Is not 1 to 730 days");
            done(browser.submit(revise.with("days", "30")), "as described now");
            Browser.Page found = browser.open(URI.create(address + "?q=" + worker.group(1)));
            Browser.Form note = found.form("/knowers");
            refused(browser.submit(note.with("person", "nobody")), "There is no such person");
            refused(browser.submit(note.with("person", UUID.randomUUID().toString())), "There is no such person");
            Browser.Page known = browser.submit(note);
            done(known, "on record as knowing it");
            Browser.Form strike = known.form("/strike");
            refused(browser.submit(strike.with("reason", " ")), "Write 1 to 500 characters");
            done(browser.submit(strike.with("reason", "A mistake")), "It has to be rotated first");

            Browser.Page rotation = browser.open(linkOf(known, "/ui/secret-rotations/[0-9a-f-]{36}"));
            assertTrue(rotation.html().contains("new value wanted"), rotation.html());
            Browser.Form value = rotation.form("/value");
            refused(browser.submit(value.with("reference", "hunter2")), "Is not a place of shared secrets");
            refused(browser.submit(value.with("reference", "env:TENURE_SECRET_SHARED_NONE")), "which is not set");
            Browser.Form delay = rotation.form("/delay").with("reason", "The plotter is away");
            refused(browser.submit(delay.with("until", "")), "Write a day and a time.");
            refused(browser.submit(delay.with("until", "2001-01-01T00:00")), "Write a time to come");
            assertTrue(
                    browser.open(start.address().resolve("/ui/secret-rotations"))
                            .html()
                            .contains("Plotter of the test"),
                    "it is among the open ones");

            signIn(auditor, DemoUser.AUDITOR);
            Browser.Page read = auditor.open(rotation.address());
            assertEquals(200, read.status(), read.html());
            assertTrue(
                    read.forms().stream()
                            .noneMatch(form -> form.address().getPath().contains("/ui/secret")),
                    read.html());
        }
    }

    @Test
    void whatALeaverLostIsNotGivenBackWhileHrSaysThatTheyAreOut() throws Exception {
        try (Browser browser = new Browser()) {
            Browser.Page start = signIn(browser, DemoUser.OPERATOR);
            URI closed = linkOf(browser.open(start.address().resolve("/ui?show=closed")), "/ui/leavers/[0-9a-f-]{36}");
            Browser.Page page = browser.open(closed.resolve(closed.getPath() + "/undo"));
            assertEquals(200, page.status(), page.html());
            assertTrue(page.html().contains("Gone for good"), page.html());
            Browser.Form form = page.form("/undo");
            refused(browser.submit(form.with("reason", "")), "Write 1 to 500 characters");
            done(browser.submit(form.with("reason", "Taken for somebody else")), "the person is out");
        }
    }

    /** A form was taken, or turned down for a reason that stands on the page. */
    private static void done(Browser.Page page, String says) {
        assertEquals(200, page.status(), page.html());
        assertTrue(page.html().contains("role=\"status\"") && page.html().contains(says), page.html());
    }

    private static void refused(Browser.Page page, String says) {
        refused(page, says, 400);
    }

    private static void refused(Browser.Page page, String says, int status) {
        assertEquals(status, page.status(), page.html());
        assertTrue(page.html().contains(says), () -> says + " is missing in " + page.html());
    }

    private static URI linkOf(Browser.Page page, String path) {
        return page.links().stream()
                .filter(link -> link.getPath().matches(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(page.address() + " leads to no " + path + ":\n" + page.html()));
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
