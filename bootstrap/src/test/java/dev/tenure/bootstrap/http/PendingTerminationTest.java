package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.bootstrap.http.Description.Operation;
import dev.tenure.bootstrap.http.Description.Parameter;
import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.DirectoriesForTests.Directories;
import dev.tenure.bootstrap.testing.Given;
import dev.tenure.bootstrap.testing.Provider;
import dev.tenure.bootstrap.testing.ProviderForTests;
import dev.tenure.connectors.ldap.directories.NewAccount;
import dev.tenure.domain.authorization.Role;
import dev.tenure.persistence.testing.DatabaseForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A pending termination is told to nobody but confidential HR before its time (JML-6, PLT-2). People who leave and twins of
 * theirs who do not come in by the same files. Everything that the service puts out is searched for what only the endings
 * hold, and everything that it says of the one must be what it says of the other.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class PendingTerminationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGES_OF_A_LIST = 40;
    private static final int PAGES_AT_MOST = 400;

    /** The last working day, the contract's end, the notice and the moment of entry, in any form that starts with the date. */
    private static final Pattern MARKER = Pattern.compile("2031-0[5-9]|2024-11-05|July 2031");

    private static final String LAST_DAY = "2031-07-23";
    private static final String ENDING = LAST_DAY + ",2031-08-17,2031-06-19T13:37:42Z,2024-11-05T17:23:31Z";
    private static final String NO_ENDING = ",,,";
    private static final String HEADER =
            "worker_id,given_name,family_name,email,title,start_date,leave_from,leave_until,last_working_day,"
                    + "effective_date,immediate_notice_at,hr_entered_at\n";

    private static final String LEAVES = "Quilla";
    private static final String STAYS = "Quirin";
    private static final List<String> STORIES = List.of("Pendingly", "Rescindly", "Onleavely", "Expectedly");

    /** Operations about one thing of a kind that does not exist while an ending is pending: there is nothing to ask for. */
    private static final Map<String, String> NOT_FILLED = Map.ofEntries(
            Map.entry("/api/v1/account-links/{id}", "what it tells of somebody is swept as a list"),
            Map.entry("/api/v1/privileged-accounts/{id}", "what it tells of somebody is swept as a list"),
            Map.entry("/api/v1/leaver-cases/{id}", "no case exists before the ending takes effect"),
            Map.entry("/api/v1/leaver-cases/{id}/certificate", "no case exists before the ending takes effect"),
            Map.entry("/api/v1/leaver-cases/{id}/undos", "no case exists before the ending takes effect"),
            Map.entry(
                    "/api/v1/engagements/{id}",
                    "the register says when it ends whom it holds to everybody who runs it"),
            Map.entry("/api/v1/non-human-identities/{id}", "it tells of its owner only whether they are out by now"),
            Map.entry("/api/v1/findings/{id}", "an ending that has not come opens none; their list is swept"),
            Map.entry("/api/v1/waves/{id}", "a wave is of findings, and an ending that has not come opens none"),
            Map.entry("/api/v1/waves/{id}/items", "a wave is of findings, and an ending that has not come opens none"),
            Map.entry("/api/v1/webhook-sources/{name}", "none is configured; what it delivers is swept as a list"),
            Map.entry("/api/v1/holds/{id}", "nothing is held for an ending that has not taken effect"),
            Map.entry("/api/v1/holds/{id}/accounts", "nothing is held for an ending that has not taken effect"),
            Map.entry("/api/v1/secret-rotations/{id}", "no rotation is due before the ending takes effect"));

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    @Given
    Directories directories;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            Object[] parameters = line.getParameters();
            log.add(line.getMessage() + " " + (parameters == null ? "" : Arrays.toString(parameters)) + " "
                    + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Api api = new Api(URI.create("http://localhost"));
    private String run = "";
    private String system = "";
    private final List<String> snapshots = new ArrayList<>();
    private final Map<String, String> ids = new TreeMap<>();
    private final Map<String, String> secrets = new TreeMap<>();
    private final List<String> told = new ArrayList<>();
    private int searched;
    private int compared;

    /** The round whose file waits for a person. */
    private static final int PREVIEWED = 4;

    /** Somebody of a story: who leaves, or the twin. */
    private record Person(String given, String story, String workerId, String id) {}

    @BeforeEach
    void peopleLeaveAndTheirTwinsDoNot() throws Exception {
        Logger.getLogger("").addHandler(listener);
        api = new Api(address);
        run = UUID.randomUUID().toString().substring(24);
        String admin = provider.token("admin-" + run, Role.ADMINISTRATOR, Role.OPERATOR);
        Api.Answer feed = api.send(
                "PUT",
                "/api/v1/worker-feeds/pending-" + run,
                admin,
                "application/json",
                "{\"timeZone\": \"UTC\", \"headers\": {"
                        + Arrays.stream(HEADER.strip().split(","))
                                .map(name -> "\"" + name + "\": \"" + name + "\"")
                                .collect(Collectors.joining(", "))
                        + "}}",
                "If-None-Match",
                "*");
        assertEquals(201, feed.status(), feed.body());
        register(admin);
        take(admin, 1);
        for (JsonNode one : items("/api/v1/identities?limit=500&text=" + run, admin)) {
            ids.put(one.path("workerId").asText(), one.path("id").asText());
        }
        assertEquals(2 * STORIES.size(), ids.size(), ids.toString());
        ids.forEach((workerId, person) -> secrets.put(workerId, secretKnownTo(admin, workerId, person)));
        take(admin, 2);
        take(admin, 3);
        preview(admin);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger("").removeHandler(listener);
    }

    /**
     * HR's file of a round: 1 before most endings, 2 with all of them, 3 with one of them taken back, and one that waits for a
     * person and whose only news is that ending again.
     */
    private String file(int round) {
        StringBuilder file = new StringBuilder(HEADER);
        for (String story : STORIES) {
            for (String given : List.of(LEAVES, STAYS)) {
                boolean ends = given.equals(LEAVES)
                        && switch (story) {
                            case "Rescindly" -> round == 2 || round == PREVIEWED;
                            case "Expectedly" -> true;
                            default -> round >= 2;
                        };
                file.append(workerId(given, story))
                        .append(",")
                        .append(given)
                        .append(",")
                        .append(story)
                        .append(run)
                        .append(",")
                        .append(workerId(given, story))
                        .append("@sample.example,Title")
                        .append(Math.min(round, 3))
                        .append(story.equals("Expectedly") ? ",2030-02-03," : ",2020-01-01,")
                        .append(story.equals("Onleavely") ? "2025-01-01,2030-12-31," : ",,")
                        .append(ends ? ENDING : NO_ENDING)
                        .append("\n");
            }
        }
        return file.toString();
    }

    private String workerId(String given, String story) {
        return (given.equals(LEAVES) ? "a" : "b") + STORIES.indexOf(story) + "-" + run;
    }

    private void take(String admin, int round) {
        String id = send(admin, round, "");
        JsonNode applied = until("/api/v1/worker-snapshots/" + id, admin, "applied");
        assertEquals(0, applied.path("rejected").asInt(), applied.toString());
    }

    /** A file that waits: what it would bring is an ending to come. */
    private void preview(String admin) {
        String id = send(admin, PREVIEWED, "?preview=true");
        until("/api/v1/worker-snapshots/" + id, admin, "previewed");
    }

    private String send(String admin, int round, String query) {
        Api.Answer sent = api.send(
                "POST",
                "/api/v1/worker-feeds/pending-" + run + "/snapshots" + query,
                admin,
                "text/csv; charset=utf-8",
                file(round),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertEquals(202, sent.status(), sent.body());
        String id = sent.json().path("id").asText();
        snapshots.add(id);
        return id;
    }

    /** A directory in act, in which everybody has an account: a call too early would reach it. */
    private void register(String admin) {
        for (String story : STORIES) {
            for (String given : List.of(LEAVES, STAYS)) {
                String workerId = workerId(given, story);
                directories
                        .corporate()
                        .addAccount(new NewAccount(
                                workerId,
                                given + " " + story + run,
                                "Sample-pass-1",
                                Map.of("employeeNumber", workerId)));
            }
        }
        Api.Answer made = api.post("/api/v1/systems", admin, """
                {"name": "Directory %s", "owner": "owner", "identityProvider": true,
                 "classification": {"sensitivity": "restricted", "criticality": "critical", "frameworks": [],
                                    "provisioning": "automatic", "reviewCadenceDays": 90},
                 "connector": {"kind": "ldap",
                               "settings": {"url": "%s", "certificatePin": "%s", "bindDn": "%s", "baseDn": "%s",
                                            "style": "active-directory", "attributes": "mail employeeNumber"},
                               "secretReferences": {"bindPassword": "file:corporate"}},
                 "correlation": {"accountAttribute": "employeeNumber", "identityAttribute": "worker-id"}}
                """.formatted(
                        run,
                        directories.corporate().encryptedUrl(),
                        directories.corporate().certificateSha256(),
                        directories.corporate().bindDn(),
                        directories.corporate().baseDn()));
        assertEquals(201, made.status(), made.body());
        system = made.json().path("id").asText();
        Api.Answer asked = api.post("/api/v1/systems/" + system + "/reads", admin, "");
        assertEquals(202, asked.status(), asked.body());
        awaitRead(admin);
        for (String mode : List.of("notify", "act")) {
            Api.Answer proposed =
                    api.post("/api/v1/systems/" + system + "/mode-changes", admin, "{\"to\": \"" + mode + "\"}");
            Api.Answer confirmed = api.post(
                    "/api/v1/mode-changes/" + proposed.json().path("id").asText() + "/confirmation",
                    provider.token("second-" + run, Role.ADMINISTRATOR),
                    "");
            assertEquals(200, confirmed.status(), confirmed.body());
        }
    }

    /** Whoever leaves knows a secret that is shared: before its time its rotation is as due as the twin's. */
    private String secretKnownTo(String admin, String workerId, String person) {
        Api.Answer made = api.post("/api/v1/shared-secrets", admin, """
                {"name": "Secret of %s", "owner": "owner", "consumers": [{"name": "Backup", "contact": "contact"}],
                 "keptAt": "file:shared/backup", "rotateEveryDays": 90}
                """.formatted(workerId));
        assertEquals(201, made.status(), made.body());
        String id = made.json().path("id").asText();
        Api.Answer known =
                api.post("/api/v1/shared-secrets/" + id + "/knowers", admin, "{\"identity\": \"" + person + "\"}");
        assertEquals(200, known.status(), known.body());
        return id;
    }

    private void awaitRead(String admin) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode read = items("/api/v1/systems/" + system + "/reads", admin).getFirst();
            if (read.path("state").asText().equals("complete")) {
                return;
            }
            assertTrue(System.nanoTime() < end, read.toString());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** The log gives an event its place a moment after it is written: every event has one when two are compared. */
    private void awaitPlaces() {
        String auditor = provider.token("auditor-" + run, Role.AUDITOR);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!items("/api/v1/audit/events?limit=500", auditor).stream().allMatch(event -> event.has("leafIndex"))) {
            assertTrue(System.nanoTime() < end, "the log has no place for an event within " + PATIENCE);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private JsonNode until(String path, String token, String state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode now = api.get(path, token).json();
            if (now.path("state").asText().equals(state)) {
                return now;
            }
            assertTrue(System.nanoTime() < end, "not " + state + " within " + PATIENCE + ": " + now);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private List<Person> people(String given) {
        return STORIES.stream()
                .map(story -> new Person(
                        given, story, workerId(given, story), ids.getOrDefault(workerId(given, story), "missing")))
                .toList();
    }

    @Test
    void nothingThatIsPutOutTellsOfIt() throws Exception {
        int effects = directories.corporate().effects().size();
        Map<String, Operation> operations = new TreeMap<>(Description.of(api).operations());
        operations.values().removeIf(one -> !one.method().equals("GET"));
        assertEquals(
                Set.of(),
                NOT_FILLED.keySet().stream()
                        .filter(path -> !operations.containsKey("GET " + path))
                        .collect(Collectors.toSet()),
                "reasons for operations that do not exist");
        assertTrue(operations.size() >= 25, "found " + operations.keySet());
        awaitPlaces();
        for (Map.Entry<String, String> reader : readers().entrySet()) {
            operations.values().forEach(operation -> sweep(operation, reader.getKey(), reader.getValue()));
        }
        for (String path : List.of("/q/metrics", "/q/health", "/openapi")) {
            search(path, api.get(path, ""));
        }
        browse();
        for (String line : log) {
            if (MARKER.matcher(line).find() || line.contains(LEAVES)) {
                told.add("the log: " + line);
            }
        }
        assertEquals("", told.stream().distinct().limit(30).collect(Collectors.joining("\n")), told.size() + " tell");
        assertTrue(searched >= 300, "only " + searched + " answers were searched");
        assertTrue(compared >= 40, "only " + compared + " answers were compared");
        String auditor = provider.token("auditor-" + run, Role.AUDITOR);
        assertEquals(List.of(), items("/api/v1/operations?system=" + system, auditor));
        assertEquals(effects, directories.corporate().effects().size(), "the directory was written to");
    }

    /** Without this a search that looks at nothing would pass. */
    @Test
    void confidentialHrSeesIt() {
        String hr = provider.token("hr-" + run, Role.CONFIDENTIAL_HR);
        String both = provider.token("both-" + run, Role.CONFIDENTIAL_HR, Role.AUDITOR);
        List<Boolean> pending = people(LEAVES).stream()
                .map(person -> api.get("/api/v1/identities/" + person.id(), hr))
                .map(answer -> MARKER.matcher(answer.body()).find())
                .toList();
        assertEquals(List.of(true, false, true, true), pending, "one of the endings was taken back");
        people(LEAVES)
                .forEach(person -> assertTrue(
                        MARKER.matcher(api.get("/api/v1/identities/" + person.id() + "/history", hr)
                                        .body())
                                .find(),
                        person.story()));
        assertTrue(MARKER.matcher(api.get(
                                "/api/v1/audit/events?limit=500&subjectId="
                                        + people(LEAVES).getFirst().id(),
                                both)
                        .body())
                .find());
    }

    /** Tokens of everybody but confidential HR, and of somebody who is all the others at once. */
    private Map<String, String> readers() {
        Map<String, String> readers = new LinkedHashMap<>();
        Role[] all = Arrays.stream(Role.values())
                .filter(role -> role != Role.CONFIDENTIAL_HR)
                .toArray(Role[]::new);
        for (Role role : all) {
            readers.put(role.name(), provider.token(role + "-" + run, role));
        }
        readers.put("all of them", provider.token("all-" + run, all));
        return readers;
    }

    // The API
    // ----------------------------------------------------------------------------------------------------------

    private void sweep(Operation operation, String reader, String token) {
        for (String path : paths(operation)) {
            String needed = operation.neededQuery();
            same(operation, path + needed, reader, token);
            for (Parameter parameter : operation.parameters("query")) {
                for (String value : values(parameter)) {
                    String separator = needed.isEmpty() ? "?" : "&";
                    same(operation, path + needed + separator + parameter.name() + "=" + value, reader, token);
                }
            }
        }
    }

    /**
     * Where the operation can be asked; {@code WHO} stands for the id of somebody of each story, {@code NAME} for a name, {@code
     * SECRET} for the id of the secret that they know.
     */
    private List<String> paths(Operation operation) {
        String path = operation.path();
        if (!path.contains("{")) {
            return List.of(path);
        }
        if (path.startsWith("/api/v1/identities/{id}")) {
            return List.of(path.replace("{id}", "WHO"));
        }
        if (path.startsWith("/api/v1/shared-secrets/{id}")) {
            return List.of(path.replace("{id}", "SECRET"));
        }
        if (path.startsWith("/api/v1/worker-snapshots/{id}")) {
            return snapshots.stream().map(id -> path.replace("{id}", id)).toList();
        }
        if (path.startsWith("/api/v1/worker-feeds/{name}")) {
            return List.of(path.replace("{name}", "pending-" + run));
        }
        if (path.startsWith("/api/v1/systems/{id}")) {
            return List.of(path.replace("{id}", system));
        }
        assertTrue(
                NOT_FILLED.containsKey(path),
                path + ": say here which ids to fill in, or in NOT_FILLED why there is nothing to ask for");
        return List.of();
    }

    private List<String> values(Parameter parameter) {
        List<String> values = new ArrayList<>();
        parameter.schema().path("enum").forEach(value -> values.add(value.asText()));
        if (parameter.schema().path("type").asText().equals("boolean")) {
            values.addAll(List.of("true", "false"));
        }
        switch (parameter.name()) {
            case "limit" -> values.add("500");
            case "text" -> values.add("NAME");
            case "system" -> values.add(system);
            case "identity", "subjectId", "person" -> values.add("WHO");
            default -> {
                if (parameter.schema().path("format").asText().equals("uuid")) {
                    values.add("WHO");
                }
            }
        }
        return values;
    }

    /** Asks about those who leave and their twins, searches both answers, and holds one against the other. */
    private void same(Operation operation, String request, String reader, String token) {
        String what = operation.name() + " " + request + " as " + reader;
        if (Stream.of("WHO", "NAME", "SECRET").noneMatch(request::contains)) {
            List<Api.Answer> pages = pagesOf(request, token);
            pages.forEach(page -> search(what, page));
            for (int story = 0; story < STORIES.size(); story++) {
                Person leaves = people(LEAVES).get(story);
                Person stays = people(STAYS).get(story);
                compare(what, mentions(pages, leaves), mentions(pages, stays));
            }
            return;
        }
        for (int story = 0; story < STORIES.size(); story++) {
            Person leaves = people(LEAVES).get(story);
            Person stays = people(STAYS).get(story);
            Api.Answer one = api.get(of(request, leaves), token);
            Api.Answer other = api.get(of(request, stays), token);
            search(what, one);
            compare(what + " of " + leaves.story(), whole(one, leaves), whole(other, stays));
        }
    }

    private String of(String request, Person person) {
        return request.replace("WHO", person.id())
                .replace("NAME", person.workerId())
                .replace("SECRET", secrets.getOrDefault(person.workerId(), "missing"));
    }

    private void compare(String what, List<String> one, List<String> other) {
        compared += one.isEmpty() ? 0 : 1;
        if (!one.equals(other)) {
            told.add(what + " differs:\n   " + one + "\n   " + other);
        }
    }

    private List<String> whole(Api.Answer answer, Person person) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.keySet().removeIf(name -> Set.of("date", "content-length", "x-correlation-id")
                .contains(name));
        return List.of(answer.status() + " " + plain(headers.toString(), person), plain(answer.body(), person));
    }

    /** The items, or the parts of an answer line by line, that mention somebody. */
    private List<String> mentions(List<Api.Answer> pages, Person person) {
        List<String> found = new ArrayList<>();
        for (Api.Answer page : pages) {
            List<String> parts = new ArrayList<>();
            if (page.contentType().contains("json") && page.json().path("items").isArray()) {
                page.json().path("items").forEach(item -> parts.add(item.toString()));
            } else {
                parts.addAll(page.body().lines().toList());
            }
            parts.stream()
                    .filter(part -> part.contains(person.id()) || part.contains(person.workerId()))
                    .map(part -> plain(part, person))
                    .forEach(found::add);
        }
        return found;
    }

    /** Without what tells one person from another: names, ids, and what is drawn or counted for each event. */
    private static String plain(String text, Person person) {
        String same = text.replace(person.id(), "WHO")
                .replace(person.workerId(), "WORKER")
                .replace(person.given(), "GIVEN")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("[A-Za-z0-9+/_-]{40,}={0,2}", "DRAWN")
                .replaceAll("\"(asOf|since|rotateBy|registeredAt|passwordSetAt)\":\"[^\"]+\"", "\"$1\":THEN")
                .replaceAll("\"(leafIndex|index|version)\":\\d+", "\"$1\":N");
        // The secrets were registered and the accounts made one after the other, what HR tells comes at once.
        return same.contains("shared-secret-")
                ? same.replaceAll("(occurredAt\\\\?\":\\\\?\")[^\"\\\\]+", "$1THEN")
                : same;
    }

    private List<Api.Answer> pagesOf(String request, String token) {
        List<Api.Answer> pages = new ArrayList<>();
        String next = request;
        while (!next.isEmpty() && pages.size() < PAGES_OF_A_LIST) {
            Api.Answer page = api.get(next, token);
            pages.add(page);
            String cursor = page.status() == 200 && page.contentType().contains("json")
                    ? page.json().path("next").asText("")
                    : "";
            next = cursor.isEmpty()
                    ? ""
                    : request + (request.contains("?") ? "&" : "?") + "after="
                            + java.net.URLEncoder.encode(cursor, java.nio.charset.StandardCharsets.UTF_8);
        }
        return pages;
    }

    private List<JsonNode> items(String request, String token) {
        List<JsonNode> items = new ArrayList<>();
        pagesOf(request, token).forEach(page -> page.json().path("items").forEach(items::add));
        return items;
    }

    private void search(String what, Api.Answer answer) {
        searched += answer.status() == 200 ? 1 : 0;
        if (answer.status() >= 500) {
            told.add(what + " gives " + answer.status());
        }
        search(what, answer.body() + answer.headers());
    }

    private void search(String what, String text) {
        Matcher found = MARKER.matcher(text);
        if (found.find()) {
            told.add(what + " tells "
                    + text.substring(Math.max(0, found.start() - 80), Math.min(text.length(), found.end() + 40)));
        }
    }

    // The pages
    // --------------------------------------------------------------------------------------------------------

    private void browse() throws IOException, InterruptedException {
        for (Role role : List.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR)) {
            provider.nextSignInIs("browser-" + role + "-" + run, role);
            try (HttpClient browser = HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build()) {
                HttpResponse<String> front = open(browser, "/ui");
                assertEquals(200, front.statusCode(), front.body());
                assertTrue(front.body().contains("Leavers"), front.body());
                crawl(browser, role);
                for (int story = 0; story < STORIES.size(); story++) {
                    Person leaves = people(LEAVES).get(story);
                    Person stays = people(STAYS).get(story);
                    for (String page : List.of(
                            "/ui?q=NAME&show=all",
                            "/ui/suspensions?q=NAME&state=all",
                            "/ui/suspensions/people/WHO",
                            "/ui/people?q=NAME",
                            "/ui/people/WHO",
                            "/ui/suspected-leavers?state=all")) {
                        compare(
                                page + " as " + role,
                                List.of(page(browser, page, leaves)),
                                List.of(page(browser, page, stays)));
                    }
                    for (String list : List.of(
                            "/ui/people/findings/without-manager",
                            "/ui/people/findings/non-employees?missing=sponsor",
                            "/ui/people/conflicts",
                            "/ui/webhooks")) {
                        compare(list + " as " + role, lines(browser, list, leaves), lines(browser, list, stays));
                    }
                }
            }
        }
    }

    private String page(HttpClient browser, String path, Person person) throws IOException, InterruptedException {
        HttpResponse<String> page = open(browser, of(path, person));
        search(path, page.body());
        return page.statusCode() + timeless(plain(page.body(), person));
    }

    /** One page was made a little later than the other. */
    private static String timeless(String html) {
        return html.replaceAll("<time.*?</time>", "TIME").replaceAll("due in [0-9a-z ]+", "due in TIME");
    }

    /** The lines about somebody in a list, all of its pages. */
    private List<String> lines(HttpClient browser, String path, Person person)
            throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        String next = path;
        for (int pages = 0; !next.isEmpty() && pages < PAGES_OF_A_LIST; pages++) {
            String html = open(browser, next).body();
            search(path, html);
            html.lines()
                    .filter(line -> line.contains(person.id()) || line.contains(person.workerId()))
                    .map(line -> timeless(plain(line, person)))
                    .forEach(found::add);
            Matcher more = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(html);
            next = more.find() ? more.group(1).replace("&amp;", "&") : "";
        }
        return found;
    }

    private void crawl(HttpClient browser, Role role) throws IOException, InterruptedException {
        Set<String> seen = new TreeSet<>(Set.of("/ui"));
        Deque<String> ahead = new ArrayDeque<>(seen);
        while (!ahead.isEmpty() && seen.size() < PAGES_AT_MOST) {
            String path = ahead.remove();
            HttpResponse<String> page = open(browser, path);
            search("page " + path + " as " + role, page.body());
            searched++;
            Matcher links = Pattern.compile("href=\"(/ui[^\"#]*)\"").matcher(page.body());
            while (links.find()) {
                String link = links.group(1).replace("&amp;", "&");
                if (seen.add(link)) {
                    ahead.add(link);
                }
            }
        }
        for (String section : List.of(
                "/ui/suspected-leavers",
                "/ui/suspensions",
                "/ui/systems",
                "/ui/guard",
                "/ui/feeds",
                "/ui/webhooks",
                "/ui/people/findings/without-manager",
                "/ui/people/findings/non-employees?missing=sponsor",
                "/ui/people/conflicts",
                "/ui/people/authority",
                "/ui/audit")) {
            assertTrue(seen.contains(section), section + " is linked from nowhere");
        }
    }

    private HttpResponse<String> open(HttpClient browser, String path) throws IOException, InterruptedException {
        String base = address.toString().replaceAll("/$", "");
        return browser.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
