package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.bootstrap.http.Api.Answer;
import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.Given;
import dev.tenure.bootstrap.testing.Provider;
import dev.tenure.bootstrap.testing.ProviderForTests;
import dev.tenure.domain.authorization.Role;
import dev.tenure.persistence.testing.DatabaseForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SCIM server, asked word for word as RFC 7644 has it and as Okta and Entra ID speak. */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class ScimServerTest {

    private static final String SCIM = "application/scim+json";
    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String WORKER = "urn:tenure:params:scim:schemas:extension:worker:1.0:User";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final String BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    private static final String SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    /** The contract lasts to the end of the day on which somebody is shut out. */
    private static final Set<String> OUT = Set.of("ended", "garden-leave");

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    private Api api = new Api(URI.create("http://localhost"));
    private String name = "";
    private String token = "";

    @BeforeEach
    void aClient() {
        api = new Api(address);
        name = "scim-" + UUID.randomUUID();
        token = client(name);
    }

    private String client(String client) {
        Answer made = api.send(
                "PUT",
                "/api/v1/scim-clients/" + client,
                provider.token("admin", Role.ADMINISTRATOR),
                "application/json",
                "{\"subject\":\"subject-" + client + "\",\"timeZone\":\"Europe/Berlin\"}",
                "If-None-Match",
                "*");
        assertEquals(201, made.status(), made.body());
        return provider.token("subject-" + client, Role.HR_SOURCE);
    }

    private Answer get(String path) {
        return api.get("/scim/v2" + path, token);
    }

    private Answer send(String method, String path, String body, String... headers) {
        return api.send(method, "/scim/v2" + path, token, SCIM, body, headers);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer find(String filter) {
        return get("/Users?filter=" + encoded(filter));
    }

    private Set<String> names(String filter) {
        Answer found = find(filter);
        assertEquals(200, found.status(), filter + " " + found.body());
        Set<String> names = elements(found.json().path("Resources"))
                .map(user -> user.path("userName").asText())
                .collect(Collectors.toSet());
        assertEquals(names.size(), found.json().path("totalResults").asInt(), filter);
        return names;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String user(String userName, String more) {
        return "{\"schemas\":[\"" + USER + "\"],\"userName\":\"" + userName + "\"" + (more.isEmpty() ? "" : "," + more)
                + "}";
    }

    private JsonNode created(String userName, String more) {
        Answer made = send("POST", "/Users", user(userName, more));
        assertEquals(201, made.status(), made.body());
        return made.json();
    }

    private static String patch(String... operations) {
        return "{\"schemas\":[\"" + PATCH + "\"],\"Operations\":[" + String.join(",", operations) + "]}";
    }

    private JsonNode patched(JsonNode user, String... operations) {
        Answer done = send("PATCH", "/Users/" + user.path("id").asText(), patch(operations));
        assertEquals(200, done.status(), done.body());
        return done.json();
    }

    private void refused(int status, String scimType, Answer answer) {
        assertEquals(status, answer.status(), answer.body());
        assertTrue(answer.contentType().startsWith(SCIM), answer.contentType());
        assertEquals(
                "urn:ietf:params:scim:api:messages:2.0:Error",
                answer.json().path("schemas").path(0).asText());
        assertEquals(Integer.toString(status), answer.json().path("status").asText());
        assertEquals(scimType, answer.json().path("scimType").asText(), answer.body());
        assertFalse(answer.json().path("detail").asText().isEmpty());
    }

    private static String header(Answer answer, String name) {
        return Objects.requireNonNull(answer.headers().get(name), name).getFirst();
    }

    private static JsonNode there(Map<String, JsonNode> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    @Test
    void everythingThatIsListedExistsAndStandsWhereItSays() {
        JsonNode config = get("/ServiceProviderConfig").json();
        assertTrue(config.path("patch").path("supported").asBoolean());
        assertTrue(config.path("pagination").path("cursor").asBoolean());
        assertEquals(
                "oauthbearertoken",
                config.path("authenticationSchemes").path(0).path("type").asText());
        Set<String> schemas = new HashSet<>();
        for (JsonNode schema : get("/Schemas").json().path("Resources")) {
            schemas.add(schema.path("id").asText());
            assertEquals(schema, follow(schema), schema.path("id").asText());
            assertTrue(schema.path("attributes").size() > 1);
        }
        assertEquals(Set.of(USER, ENTERPRISE, WORKER, GROUP), schemas);
        for (JsonNode type : get("/ResourceTypes").json().path("Resources")) {
            assertEquals(type, follow(type));
            assertTrue(schemas.contains(type.path("schema").asText()));
            assertEquals(200, get(type.path("endpoint").asText()).status());
            elements(type.path("schemaExtensions"))
                    .forEach(extension ->
                            assertTrue(schemas.contains(extension.path("schema").asText())));
        }
        assertEquals(config, follow(config));
        refused(404, "", get("/Schemas/urn:nothing"));
        refused(404, "", get("/ResourceTypes/Device"));
        refused(403, "", get("/Schemas?filter=" + encoded("id pr")));
        refused(501, "", get("/Me"));
    }

    private JsonNode follow(JsonNode resource) {
        String location = resource.path("meta").path("location").asText();
        assertTrue(location.startsWith(address.toString()), location);
        return api.get(
                        location.substring(address.toString().length()
                                - (address.toString().endsWith("/") ? 1 : 0)),
                        token)
                .json();
    }

    @Test
    void aUserLivesFromCreationToDeletion() {
        Answer made = send(
                "POST",
                "/Users",
                "{\"SCHEMAS\":[\"" + USER + "\",\"" + ENTERPRISE
                        + "\"],\"USERNAME\":\"Ada@example.com\",\"externalId\":\"x1\","
                        + "\"id\":\"mine\",\"password\":\"never kept\",\"Name\":{\"GIVENNAME\":\"Ada\",\"familyName\":\"Byron\"},"
                        + "\"emails\":[{\"value\":\"ada@example.com\",\"type\":\"work\",\"primary\":true}],\"active\":\"True\",\""
                        + ENTERPRISE + "\":{\"department\":\"Engines\",\"manager\":\"boss\"}}");
        assertEquals(201, made.status(), made.body());
        JsonNode user = made.json();
        String id = user.path("id").asText();
        String location = user.path("meta").path("location").asText();
        assertEquals(location, header(made, "location"));
        assertTrue(location.endsWith("/scim/v2/Users/" + id));
        assertEquals("W/\"1\"", header(made, "etag"));
        assertEquals("Ada", user.path("name").path("givenName").asText());
        assertEquals("boss", user.path(ENTERPRISE).path("manager").path("value").asText());
        assertFalse(made.body().contains("never kept"));
        assertEquals(user, follow(user));
        refused(409, "uniqueness", send("POST", "/Users", user("ADA@EXAMPLE.COM", "")));
        refused(409, "uniqueness", send("POST", "/Users", user("other", "\"externalId\":\"x1\"")));
        assertEquals(
                304,
                api.send("GET", "/scim/v2/Users/" + id, token, "", "", "If-None-Match", "W/\"1\"")
                        .status());
        refused(412, "", send("PUT", "/Users/" + id, user("ada2", ""), "If-Match", "W/\"9\""));
        Answer same = send("PUT", "/Users/" + id, made.body(), "If-Match", "W/\"1\"");
        assertEquals(200, same.status(), same.body());
        assertEquals("W/\"1\"", same.json().path("meta").path("version").asText());
        Answer changed = send("PUT", "/Users/" + id, user("ada2", ""), "If-Match", "*");
        assertEquals("W/\"2\"", changed.json().path("meta").path("version").asText());
        assertFalse(changed.json().has("emails"));
        assertEquals(204, send("DELETE", "/Users/" + id, "").status());
        refused(404, "", get("/Users/" + id));
        refused(404, "", send("DELETE", "/Users/" + id, ""));
        assertEquals(0, find("userName eq \"ada2\"").json().path("totalResults").asInt());
        assertNotEquals(id, created("ada2", "").path("id").asText());
    }

    @Test
    void filtersFindWhatTheySay() {
        String schemas = "\"schemas\":[\"" + USER + "\",\"" + ENTERPRISE + "\",\"" + WORKER + "\"]";
        List<String> bodies = List.of(
                "{" + schemas + ",\"userName\":\"Anna\",\"name\":{\"familyName\":\"Ärmel\"},\"title\":\"Dr\","
                        + "\"emails\":[{\"type\":\"work\",\"value\":\"a@x.example\"},{\"type\":\"home\",\"value\":\"A@Home.example\"}],\""
                        + ENTERPRISE + "\":{\"employeeNumber\":\"7\",\"department\":\"Sales\"}}",
                "{" + schemas
                        + ",\"userName\":\"bert\",\"active\":false,\"externalId\":\"Ext\",\"userType\":\"Contractor\","
                        + "\"emails\":[{\"type\":\"home\",\"value\":\"b@x.example\"}],\"" + WORKER
                        + "\":{\"startDate\":\"2026-01-01\",\"asOf\":\"2026-01-02T00:00:00+01:00\"}}",
                "{" + schemas + ",\"userName\":\"c_%\",\"profileUrl\":\"https://x.example/C\",\"nickName\":\"Cee\"}");
        for (String body : bodies) {
            assertEquals(201, send("POST", "/Users", body).status());
        }
        Set<String> all = Set.of("Anna", "bert", "c_%");
        Map<String, Set<String>> wanted = Map.ofEntries(
                Map.entry("userName eq \"ANNA\"", Set.of("Anna")),
                Map.entry(USER + ":userName eq \"anna\"", Set.of("Anna")),
                Map.entry("userName sw \"c_%\"", Set.of("c_%")),
                Map.entry("userName co \"_\"", Set.of("c_%")),
                Map.entry("userName ew \"T\"", Set.of("bert")),
                Map.entry("userName gt \"b\"", Set.of("bert", "c_%")),
                Map.entry("userName le \"bert\"", Set.of("Anna", "bert")),
                Map.entry("userName ne \"bert\"", Set.of("Anna", "c_%")),
                Map.entry("title pr", Set.of("Anna")),
                Map.entry("not (title pr)", Set.of("bert", "c_%")),
                Map.entry("title ne \"x\"", all),
                Map.entry("title eq null", Set.of("bert", "c_%")),
                Map.entry("active eq true", Set.of("Anna", "c_%")),
                Map.entry("active eq false", Set.of("bert")),
                Map.entry("active ne true", Set.of("bert")),
                Map.entry("externalId eq \"Ext\"", Set.of("bert")),
                Map.entry("externalId eq \"ext\"", Set.of()),
                Map.entry("name.familyName eq \"äRMEL\"", Set.of("Anna")),
                Map.entry("name[familyName sw \"ä\"]", Set.of("Anna")),
                Map.entry("name pr", Set.of("Anna")),
                Map.entry("emails.value eq \"a@home.example\"", Set.of("Anna")),
                Map.entry("emails eq \"B@X.example\"", Set.of("bert")),
                Map.entry("emails.value co \"x.ex\"", Set.of("Anna", "bert")),
                Map.entry("emails[type eq \"work\" and value ew \"x.example\"]", Set.of("Anna")),
                Map.entry("emails[type eq \"home\" and value ew \"x.example\"]", Set.of("bert")),
                Map.entry("emails[not (type eq \"home\")]", Set.of("Anna")),
                Map.entry("emails pr", Set.of("Anna", "bert")),
                Map.entry("emails.type pr and active eq true", Set.of("Anna")),
                Map.entry(ENTERPRISE + ":department eq \"sales\"", Set.of("Anna")),
                Map.entry(ENTERPRISE + ":employeeNumber eq \"7\"", Set.of("Anna")),
                Map.entry(WORKER + ":startDate lt \"2026-02-01\"", Set.of("bert")),
                Map.entry(WORKER + ":asOf eq \"2026-01-01T23:00:00Z\"", Set.of("bert")),
                Map.entry("schemas eq \"" + ENTERPRISE + "\"", Set.of("Anna")),
                Map.entry("meta.created gt \"2020-01-01T00:00:00Z\"", all),
                Map.entry("meta.lastModified lt \"2020-01-01T00:00:00Z\"", Set.of()),
                Map.entry("meta.resourceType eq \"User\"", all),
                Map.entry("meta.version eq \"W/\\\"1\\\"\"", all),
                Map.entry("profileUrl eq \"https://x.example/c\"", Set.of()),
                Map.entry("nickName eq \"CEE\"", Set.of("c_%")),
                Map.entry("userType eq \"contractor\" or (title eq \"DR\" and active eq true)", Set.of("Anna", "bert")),
                Map.entry("groups.value eq \"" + UUID.randomUUID() + "\"", Set.of()),
                Map.entry("id eq \"nothing\"", Set.of()));
        wanted.forEach((filter, found) -> assertEquals(found, names(filter), filter));
        String id = find("userName eq \"anna\"")
                .json()
                .path("Resources")
                .path(0)
                .path("id")
                .asText();
        assertEquals(Set.of("Anna"), names("id eq \"" + id + "\""));
    }

    @Test
    void aFilterThatCannotBeReadIsRefused() {
        for (String filter : List.of(
                "userName",
                "userName eq",
                "userName eq 'x'",
                "userName is \"x\"",
                "nothing eq \"x\"",
                "name.nothing eq \"x\"",
                "urn:none:2.0:User:x pr",
                "userName eq 5",
                "userName gt null",
                "active eq \"perhaps\"",
                "active gt true",
                "meta.created eq \"yesterday\"",
                "name eq \"x\"",
                "emails[nothing eq \"x\"]",
                "(userName pr",
                "userName pr and",
                "(".repeat(10_000 / 2) + "title pr" + ")".repeat(1_000),
                "userName eq \"" + "x".repeat(9_000) + "\"",
                "title pr" + " or title pr".repeat(150))) {
            refused(400, "invalidFilter", searched(filter));
        }
        refused(403, "sensitive", find("password eq \"x\""));
        refused(400, "invalidFilter", searched("(".repeat(10_000) + "title pr" + ")".repeat(10_000)));
        refused(400, "invalidFilter", searched("not (".repeat(10_000) + "title pr" + ")".repeat(10_000)));
        refused(400, "invalidPath", get("/Users?sortBy=nothing"));
        refused(400, "invalidValue", get("/Users?startIndex=first"));
        refused(400, "invalidCount", get("/Users?cursor&count=-1"));
        refused(400, "invalidCursor", get("/Users?cursor=abc"));
        refused(400, "invalidValue", get("/Users?attributes=id&excludedAttributes=name"));
    }

    private Answer searched(String filter) {
        ObjectNode body = Api.JSON.createObjectNode();
        body.putArray("schemas").add(SEARCH);
        body.put("filter", filter);
        return send("POST", "/Users/.search", body.toString());
    }

    @Test
    void listsAreSortedAndCutByPositionAndByCursor() {
        IntStream.range(0, 7).forEach(i -> created("page" + i, i % 2 == 0 ? "\"title\":\"T" + (7 - i) + "\"" : ""));
        List<String> descending = List.of("page5", "page3", "page1", "page0", "page2", "page4", "page6");
        assertEquals(
                descending,
                listed(get("/Users?sortBy=title&sortOrder=descending").json()));
        assertEquals(descending.reversed(), walk("/Users?sortBy=title&count=2"));
        assertEquals(descending, walk("/Users?sortBy=title&sortOrder=descending&count=3"));
        assertEquals(List.of("page0", "page1", "page2", "page3", "page4", "page5", "page6"), walk("/Users?count=2"));
        JsonNode part = get("/Users?startIndex=6&count=5").json();
        assertEquals(List.of("page5", "page6"), listed(part));
        assertEquals(7, part.path("totalResults").asInt());
        assertEquals(6, part.path("startIndex").asInt());
        assertEquals(2, part.path("itemsPerPage").asInt());
        assertEquals(0, get("/Users?count=0").json().path("Resources").size());
        assertEquals(
                1, get("/Users?startIndex=-4&count=1").json().path("startIndex").asInt());
    }

    private static List<String> listed(JsonNode list) {
        return elements(list.path("Resources"))
                .map(user -> user.path("userName").asText())
                .toList();
    }

    private List<String> walk(String path) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer part = get(path + "&cursor=" + cursor);
            assertEquals(200, part.status(), part.body());
            all.addAll(listed(part.json()));
            cursor = part.json().path("nextCursor").asText();
        } while (!cursor.isEmpty());
        return all;
    }

    @Test
    void aWalkByCursorLosesNobodyWhileOthersComeAndGo() {
        List<JsonNode> users = IntStream.range(0, 6)
                .mapToObj(i -> created("walk" + i, "\"title\":\"T" + i + "\""))
                .toList();
        JsonNode first = get("/Users?cursor&count=2").json();
        assertEquals(
                204,
                send("DELETE", "/Users/" + users.get(1).path("id").asText(), "").status());
        created("late", "");
        String cursor = first.path("nextCursor").asText();
        assertEquals(
                List.of("walk2", "walk3", "walk4", "walk5", "late"),
                listed(get("/Users?count=10&cursor=" + cursor).json()));
        refused(400, "invalidCursor", get("/Users?sortBy=title&cursor=" + cursor));
        JsonNode sorted = get("/Users?sortBy=title&cursor&count=2").json();
        patched(users.get(2), "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"Z\"}");
        refused(
                400,
                "expiredCursor",
                get("/Users?sortBy=title&cursor=" + sorted.path("nextCursor").asText()));
    }

    @Test
    void onlyTheAttributesThatAreAskedForAreShown() {
        JsonNode user = created(
                "shown",
                "\"name\":{\"givenName\":\"G\",\"familyName\":\"F\"},\"emails\":[{\"type\":\"work\",\"value\":\"v\"}]");
        String path = "/Users/" + user.path("id").asText();
        JsonNode part = get(path + "?attributes=userName,name.givenName").json();
        assertEquals(Set.of("schemas", "id", "userName", "name"), names(part));
        assertEquals(Set.of("givenName"), names(part.path("name")));
        JsonNode rest =
                get(path + "?excludedAttributes=name.givenName,emails,id").json();
        assertEquals(Set.of("schemas", "id", "userName", "name", "active", "meta"), names(rest));
        assertEquals(Set.of("familyName"), names(rest.path("name")));
        assertEquals(
                Set.of("schemas", "id", "userName"),
                names(get("/Users?attributes=USERNAME").json().path("Resources").path(0)));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void changesAreMadeAsTheRfcHasThem() {
        JsonNode user = created(
                "change",
                "\"emails\":[{\"type\":\"work\",\"value\":\"w\",\"primary\":true},{\"type\":\"home\",\"value\":\"h\"}]");
        user = patched(
                user,
                "{\"op\":\"add\",\"path\":\"name.familyName\",\"value\":\"F\"}",
                "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"w2\"}",
                "{\"op\":\"add\",\"path\":\"emails\",\"value\":[{\"type\":\"other\",\"value\":\"o\",\"primary\":true}]}",
                "{\"op\":\"remove\",\"path\":\"emails[type eq \\\"home\\\"]\"}",
                "{\"op\":\"add\",\"value\":{\"nickName\":\"N\",\"name\":{\"givenName\":\"G\"}}}",
                "{\"op\":\"replace\",\"path\":\"" + ENTERPRISE + ":department\",\"value\":\"D\"}");
        assertEquals("F", user.path("name").path("familyName").asText());
        assertEquals("G", user.path("name").path("givenName").asText());
        assertEquals(2, user.path("emails").size());
        assertEquals("w2", user.path("emails").path(0).path("value").asText());
        assertFalse(user.path("emails").path(0).path("primary").asBoolean());
        assertTrue(user.path("emails").path(1).path("primary").asBoolean());
        assertEquals("D", user.path(ENTERPRISE).path("department").asText());
        assertEquals("W/\"2\"", user.path("meta").path("version").asText());
        assertEquals(
                user,
                patched(user, "{\"op\":\"replace\",\"path\":\"nickName\",\"value\":\"N\"}"),
                "nothing has changed");
        String path = "/Users/" + user.path("id").asText();
        refused(400, "noTarget", send("PATCH", path, patch("{\"op\":\"remove\"}")));
        refused(
                400,
                "noTarget",
                send(
                        "PATCH",
                        path,
                        patch("{\"op\":\"replace\",\"path\":\"emails[type eq \\\"fax\\\"].value\",\"value\":\"x\"}")));
        refused(
                400,
                "invalidPath",
                send("PATCH", path, patch("{\"op\":\"add\",\"path\":\"nothing\",\"value\":\"x\"}")));
        refused(
                400,
                "invalidPath",
                send("PATCH", path, patch("{\"op\":\"add\",\"path\":\"emails[\",\"value\":\"x\"}")));
        refused(
                400,
                "invalidPath",
                send("PATCH", path, patch("{\"op\":\"add\",\"path\":\"title[value eq \\\"x\\\"]\",\"value\":\"x\"}")));
        refused(400, "mutability", send("PATCH", path, patch("{\"op\":\"replace\",\"path\":\"id\",\"value\":\"x\"}")));
        refused(400, "mutability", send("PATCH", path, patch("{\"op\":\"remove\",\"path\":\"userName\"}")));
        refused(400, "mutability", send("PATCH", path, patch("{\"op\":\"add\",\"path\":\"groups\",\"value\":[]}")));
        refused(
                400,
                "invalidSyntax",
                send("PATCH", path, patch("{\"op\":\"move\",\"path\":\"title\",\"value\":\"x\"}")));
        refused(400, "invalidSyntax", send("PATCH", path, "{\"Operations\":[]}"));
        refused(
                400,
                "invalidValue",
                send("PATCH", path, patch("{\"op\":\"add\",\"path\":\"active\",\"value\":\"maybe\"}")));
        refused(400, "invalidValue", send("PATCH", path, patch("{\"op\":\"add\",\"path\":\"title\"}")));
        String bomb = "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"x\"}";
        refused(
                413,
                "",
                send(
                        "PATCH",
                        path,
                        patch(IntStream.range(0, 10_000).mapToObj(i -> bomb).toArray(String[]::new))));
        assertEquals(user, follow(user), "what was refused has changed nothing");
    }

    @Test
    void oktaAndEntraAreUnderstood() {
        JsonNode user = created("dialect", "\"active\":true,\"title\":\"T\"");
        user = patched(
                user,
                "{\"op\":\"replace\",\"value\":{\"id\":\"" + user.path("id").asText() + "\",\"active\":false}}");
        assertFalse(user.path("active").asBoolean(true));
        user = patched(
                user,
                "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"True\"}",
                "{\"op\":\"Add\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"e@x.example\"}",
                "{\"op\":\"Replace\",\"value\":{\"name.givenName\":\"G\",\"" + ENTERPRISE + ":department\":\"D\",\""
                        + ENTERPRISE + "\":{\"costCenter\":\"C\"}}}",
                "{\"op\":\"Add\",\"path\":\"" + ENTERPRISE + ":manager\",\"value\":\"m-1\"}",
                "{\"op\":\"Replace\",\"path\":\"title\",\"value\":\"\"}");
        assertTrue(user.path("active").asBoolean());
        assertEquals("work", user.path("emails").path(0).path("type").asText());
        assertEquals("e@x.example", user.path("emails").path(0).path("value").asText());
        assertEquals("G", user.path("name").path("givenName").asText());
        assertEquals("D", user.path(ENTERPRISE).path("department").asText());
        assertEquals("C", user.path(ENTERPRISE).path("costCenter").asText());
        assertEquals("m-1", user.path(ENTERPRISE).path("manager").path("value").asText());
        assertFalse(user.has("title"));
        user = patched(user, "{\"op\":\"Remove\",\"path\":\"" + ENTERPRISE + ":manager\"}");
        assertFalse(user.path(ENTERPRISE).has("manager"));
        user = patched(user, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}");
        Answer put = send("PUT", "/Users/" + user.path("id").asText(), user("dialect", ""));
        assertFalse(put.json().path("active").asBoolean(true), "who was shut out does not come back by silence");
    }

    @Test
    void groupsHoldUsersOfTheirClient() {
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(i -> created("member" + i, "").path("id").asText())
                .toList();
        String body = "{\"schemas\":[\"" + GROUP + "\"],\"displayName\":\"Crew\",\"members\":[{\"value\":\""
                + ids.get(0) + "\",\"display\":\"any\"}]}";
        Answer made = send("POST", "/Groups", body);
        assertEquals(201, made.status(), made.body());
        String path = "/Groups/" + made.json().path("id").asText();
        assertEquals(List.of(ids.get(0)), members(get(path)));
        assertEquals(
                "Crew",
                get("/Users/" + ids.get(0))
                        .json()
                        .path("groups")
                        .path(0)
                        .path("display")
                        .asText());
        assertEquals(
                List.of(ids.get(0), ids.get(1), ids.get(2)),
                members(send(
                        "PATCH",
                        path,
                        patch("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + ids.get(1)
                                + "\"},{\"value\":\"" + ids.get(2) + "\"},{\"value\":\"" + ids.get(0) + "\"}]}"))));
        assertEquals(
                List.of(ids.get(0), ids.get(2)),
                members(send(
                        "PATCH",
                        path,
                        patch("{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + ids.get(1) + "\\\"]\"}"))));
        assertEquals(
                List.of(ids.get(2)),
                members(send(
                        "PATCH",
                        path,
                        patch("{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + ids.get(0)
                                + "\"}]}"))));
        assertEquals(
                Set.of("member2"),
                names("groups.value eq \"" + made.json().path("id").asText() + "\""));
        assertEquals(Set.of("member2"), names("groups.display eq \"crew\""));
        assertEquals(
                1,
                get("/Groups?filter=" + encoded("members.value eq \"" + ids.get(2) + "\" and displayName co \"rE\""))
                        .json()
                        .path("totalResults")
                        .asInt());
        assertFalse(get("/Groups?excludedAttributes=members").body().contains(ids.get(2)));
        refused(
                400,
                "invalidValue",
                send(
                        "PATCH",
                        path,
                        patch("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + UUID.randomUUID()
                                + "\"}]}")));
        refused(400, "invalidValue", send("POST", "/Groups", "{\"schemas\":[\"" + GROUP + "\"]}"));
        long version = get(path).json().path("meta").path("version").asText().hashCode();
        assertEquals(204, send("DELETE", "/Users/" + ids.get(2), "").status());
        assertEquals(List.of(), members(get(path)));
        assertNotEquals(
                version, get(path).json().path("meta").path("version").asText().hashCode());
        assertEquals(
                "Renamed",
                send(
                                "PATCH",
                                path,
                                patch("{\"op\":\"replace\",\"value\":{\"id\":\""
                                        + made.json().path("id").asText() + "\",\"displayName\":\"Renamed\"}}"))
                        .json()
                        .path("displayName")
                        .asText());
        assertEquals(204, send("DELETE", path, "").status());
        refused(404, "", get(path));
    }

    private static List<String> members(Answer group) {
        assertEquals(200, group.status(), group.body());
        return elements(group.json().path("members"))
                .map(member -> member.path("value").asText())
                .toList();
    }

    @Test
    void everythingIsSearchedAtOnce() {
        created("both", "\"displayName\":\"Common\"");
        send("POST", "/Groups", "{\"schemas\":[\"" + GROUP + "\"],\"displayName\":\"common\"}");
        ObjectNode body = Api.JSON.createObjectNode();
        body.putArray("schemas").add(SEARCH);
        body.put("filter", "displayName eq \"COMMON\"").put("count", 5);
        body.putArray("attributes").add("displayName");
        JsonNode found = send("POST", "/.search", body.toString()).json();
        assertEquals(2, found.path("totalResults").asInt(), found.toString());
        assertEquals(2, found.path("Resources").size());
        JsonNode second = get("?startIndex=2&count=1&filter=" + encoded("displayName eq \"common\""))
                .json();
        assertEquals(
                GROUP, second.path("Resources").path(0).path("schemas").path(0).asText());
        assertEquals(
                1,
                get("?filter=" + encoded("userName pr"))
                        .json()
                        .path("totalResults")
                        .asInt());
        refused(400, "invalidFilter", get("?filter=" + encoded("nothing pr")));
    }

    @Test
    void manyOperationsGoInOneRequest() {
        String body = "{\"schemas\":[\"" + BULK + "\"],\"Operations\":["
                + "{\"method\":\"POST\",\"path\":\"/Groups\",\"bulkId\":\"g\",\"data\":{\"schemas\":[\"" + GROUP
                + "\"],\"displayName\":\"B\",\"members\":[{\"value\":\"bulkId:u\"}]}},"
                + "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"u\",\"data\":" + user("bulk", "") + "},"
                + "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"bad\",\"data\":" + user("", "") + "},"
                + "{\"method\":\"PATCH\",\"path\":\"/Users/bulkId:u\",\"data\":"
                + patch("{\"op\":\"add\",\"path\":\"title\",\"value\":\"T\"}") + "}]}";
        Answer done = send("POST", "/Bulk", body);
        assertEquals(200, done.status(), done.body());
        Map<String, JsonNode> byId = elements(done.json().path("Operations"))
                .collect(Collectors.toMap(
                        one -> one.path("bulkId").asText(one.path("method").asText()), one -> one));
        assertEquals("201", there(byId, "g").path("status").asText(), done.body());
        assertEquals("201", there(byId, "u").path("status").asText());
        assertEquals("400", there(byId, "bad").path("status").asText());
        assertEquals(
                "invalidValue",
                there(byId, "bad").path("response").path("scimType").asText());
        assertEquals("200", there(byId, "PATCH").path("status").asText());
        assertEquals(Set.of("bulk"), names("title eq \"t\" and groups pr"));
        String circle = "{\"schemas\":[\"" + BULK + "\"],\"Operations\":["
                + "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"a\",\"data\":"
                + user("c1", "\"externalId\":\"bulkId:b\"")
                + "},{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"b\",\"data\":"
                + user("c2", "\"externalId\":\"bulkId:a\"") + "}]}";
        for (JsonNode one : send("POST", "/Bulk", circle).json().path("Operations")) {
            assertEquals("409", one.path("status").asText(), one.toString());
        }
        String stops = "{\"schemas\":[\"" + BULK + "\"],\"failOnErrors\":1,\"Operations\":["
                + IntStream.range(0, 3)
                        .mapToObj(i -> "{\"method\":\"DELETE\",\"path\":\"/Users/" + UUID.randomUUID() + "\"}")
                        .collect(Collectors.joining(","))
                + "]}";
        assertEquals(1, send("POST", "/Bulk", stops).json().path("Operations").size());
        String many = "{\"schemas\":[\"" + BULK + "\"],\"Operations\":["
                + IntStream.range(0, 1_001)
                        .mapToObj(i -> "{\"method\":\"DELETE\",\"path\":\"/Users/x\"}")
                        .collect(Collectors.joining(","))
                + "]}";
        refused(413, "", send("POST", "/Bulk", many));
        refused(413, "", send("POST", "/Bulk", "{" + " ".repeat(1 << 20) + "}"));
    }

    @Test
    void aThousandOperationsGoInOneRequest() {
        String many = "{\"schemas\":[\"" + BULK + "\"],\"Operations\":["
                + IntStream.range(0, 1_000)
                        .mapToObj(i -> "{\"method\":\"POST\",\"bulkId\":\"b" + i + "\",\"path\":\"/Users\",\"data\":"
                                + user("many" + i, "") + "}")
                        .collect(Collectors.joining(","))
                + "]}";
        JsonNode done = send("POST", "/Bulk", many).json();
        assertEquals(
                1_000,
                elements(done.path("Operations"))
                        .filter(one -> one.path("status").asText().equals("201"))
                        .count());
        String members = elements(done.path("Operations"))
                .map(one -> one.path("location").asText())
                .map(location -> "{\"value\":\"" + location.substring(location.lastIndexOf('/') + 1) + "\"}")
                .collect(Collectors.joining(","));
        Answer group = send(
                "POST",
                "/Groups",
                "{\"schemas\":[\"" + GROUP + "\"],\"displayName\":\"All\",\"members\":[" + members + "]}");
        assertEquals(
                1_000,
                members(get("/Groups/" + group.json().path("id").asText())).size());
    }

    @Test
    void aClientSeesItsOwnRecordsAlone() {
        JsonNode user = created("mine", "");
        String path = "/Users/" + user.path("id").asText();
        String mine = token;
        token = client("scim-" + UUID.randomUUID());
        refused(404, "", get(path));
        refused(404, "", send("PUT", path, user("mine", "")));
        refused(404, "", send("PATCH", path, patch("{\"op\":\"add\",\"path\":\"title\",\"value\":\"x\"}")));
        refused(404, "", send("DELETE", path, ""));
        assertEquals(0, get("/Users").json().path("totalResults").asInt());
        refused(
                400,
                "invalidValue",
                send(
                        "POST",
                        "/Groups",
                        "{\"schemas\":[\"" + GROUP + "\"],\"displayName\":\"X\",\"members\":[{\"value\":\""
                                + user.path("id").asText() + "\"}]}"));
        created("mine", "");
        token = mine;
        assertEquals(1, get("/Users").json().path("totalResults").asInt());
    }

    @Test
    void badBodiesAreRefusedInTheFormOfScim() {
        String deep = "[".repeat(200) + "]".repeat(200);
        Map<String, String> bad = Map.ofEntries(
                Map.entry("", "invalidSyntax"),
                Map.entry("nothing", "invalidSyntax"),
                Map.entry("{", "invalidSyntax"),
                Map.entry("[]", "invalidSyntax"),
                Map.entry("{}", "invalidSyntax"),
                Map.entry("{\"schemas\":[\"urn:x\"],\"userName\":\"x\"}", "invalidSyntax"),
                Map.entry("{\"schemas\":[\"" + USER + "\",\"urn:x\"],\"userName\":\"x\"}", "invalidSyntax"),
                Map.entry("{\"userName\":\"x\"}", "invalidSyntax"),
                Map.entry(user("x", "\"userName\":\"y\""), "invalidSyntax"),
                Map.entry(user("x", "\"USERNAME\":\"y\""), "invalidSyntax"),
                Map.entry(user("x", "\"nothing\":1"), "invalidSyntax"),
                Map.entry(user("x", "\"name\":{\"nothing\":1}"), "invalidSyntax"),
                Map.entry(user("x", "\"title\":" + deep), "invalidSyntax"),
                Map.entry(user("x", "\"title\":\"" + "y".repeat(200_000) + "\""), "invalidSyntax"),
                Map.entry(user("x", "\"\\u0000\":1"), "invalidSyntax"),
                Map.entry(user("", ""), "invalidValue"),
                Map.entry(user("x\\u0000", ""), "invalidValue"),
                Map.entry(user("x\\ud800", ""), "invalidValue"),
                Map.entry(user("x", "\"title\":5"), "invalidValue"),
                Map.entry(user("x", "\"name\":\"N\""), "invalidValue"),
                Map.entry(user("x", "\"title\":[\"a\",\"b\"]"), "invalidValue"),
                Map.entry(user("x".repeat(401), ""), "invalidValue"),
                Map.entry(user("x", "\"title\":\"" + "y".repeat(25_000) + "\""), "invalidValue"),
                Map.entry(user("x", "\"timezone\":\"Mars/Olympus\""), "invalidValue"),
                Map.entry(
                        user("x", "\"emails\":[{\"primary\":true,\"value\":\"a\"},{\"primary\":true,\"value\":\"b\"}]"),
                        "invalidValue"));
        bad.forEach((body, type) -> {
            Answer answer = body.isEmpty()
                    ? api.send("POST", "/scim/v2/Users", token, SCIM, " ")
                    : send("POST", "/Users", body);
            refused(400, type, answer);
        });
        refused(415, "", api.send("POST", "/scim/v2/Users", token, "text/plain", "x"));
        refused(404, "", get("/Nothing"));
        refused(404, "", get("/Users/no-id"));
        refused(405, "", send("PUT", "/Users", "{}"));
        assertEquals(0, get("/Users").json().path("totalResults").asInt());
    }

    @Test
    void aPushedUserIsSomebodyWhoWorksHereUntilTheClientSaysOtherwise() {
        String number = UUID.randomUUID().toString();
        String person = "{\"schemas\":[\"" + USER + "\",\"" + ENTERPRISE
                + "\"],\"userName\":\"loop\",\"name\":{\"givenName\":\"Lo\"," + "\"familyName\":\"" + number + "\"},\""
                + ENTERPRISE + "\":{\"employeeNumber\":\"" + number + "\"}}";
        JsonNode user = send("POST", "/Users", person).json();
        assertEquals("active", state(number));
        patched(user, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
        assertTrue(OUT.contains(state(number)));
        patched(user, "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}");
        assertEquals("active", state(number));
        patched(user, "{\"op\":\"add\",\"path\":\"" + WORKER + ":lastWorkingDay\",\"value\":\"2199-01-01\"}");
        assertEquals("active", state(number), "what is to come is confidential");
        assertEquals(
                204, send("DELETE", "/Users/" + user.path("id").asText(), "").status());
        assertTrue(OUT.contains(state(number)));
        assertEquals(201, send("POST", "/Users", person).status());
        assertEquals("active", state(number), "who is hired again is the same person");
    }

    private String state(String number) {
        JsonNode found = api.get("/api/v1/identities?text=" + number, provider.token("op", Role.OPERATOR))
                .json();
        assertEquals(1, found.path("items").size(), found.toString());
        return found.path("items").path(0).path("employment").path("status").asText();
    }
}
