package dev.tenure.rest.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.webhook.VendorPeople.Reading;
import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.rest.request.ApiMapper;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People are read over real HTTP, from vendors that answer and from vendors that do not. */
class HttpVendorPeopleTest {

    private static final String JSON = "application/json; charset=utf-8";

    private final StandInVendor vendor = new StandInVendor();
    private final HttpVendorPeople people = new HttpVendorPeople(ApiMapper.create(), () -> false);

    @AfterEach
    void close() {
        vendor.close();
    }

    private WebhookSource source(Vendor whose) {
        return at(whose, vendor.address() + (whose == Vendor.GENERIC ? "/people/{worker}/now" : ""));
    }

    private static WebhookSource at(Vendor whose, String address) {
        return new WebhookSource(
                WorkerSource.named("people", ZoneId.of("Europe/Berlin")),
                whose,
                List.of("env:TENURE_SECRET_HOOK"),
                WebhookSource.USUAL_TOLERANCE,
                Optional.of(new VendorApi(address, "file:token")),
                whose == Vendor.GENERIC ? WebhookSource.usualPointers() : Map.of(),
                true,
                1);
    }

    private Reading read(Vendor whose, String worker) {
        return people.read(source(whose), Secret.of("to:ken"), worker);
    }

    private Map<Fact, String> found(Vendor whose, String body) {
        vendor.gives(200, JSON, body);
        return assertInstanceOf(Reading.Found.class, read(whose, "7")).facts();
    }

    @Test
    void bambooHrShowsAnEmployee() {
        Map<Fact, String> facts = found(Vendor.BAMBOOHR, """
                {"id":"7","firstName":"Ada","lastName":"Sample","workEmail":"ada@sample.example","department":"Sales",
                "jobTitle":"Lead","supervisorEId":"3","location":"Berlin","hireDate":"2024-01-01",
                "terminationDate":"0000-00-00","status":"Active","employmentHistoryStatus":"Full-Time"}""");
        assertEquals(
                Map.of(
                        Fact.WORKER_ID, "7",
                        Fact.GIVEN_NAME, "Ada",
                        Fact.FAMILY_NAME, "Sample",
                        Fact.EMAIL, "ada@sample.example",
                        Fact.DEPARTMENT, "Sales",
                        Fact.TITLE, "Lead",
                        Fact.MANAGER_ID, "3",
                        Fact.LOCATION, "Berlin",
                        Fact.START_DATE, "2024-01-01"),
                facts);
        String asked = vendor.asked().getFirst();
        assertTrue(asked.startsWith("GET /v1/employees/7?onlyCurrent=false&fields=firstName,lastName,"), asked);
        // to:ken:x
        assertTrue(asked.contains("Basic dG86a2VuOng="), asked);
        assertEquals(
                "2026-03-31",
                found(Vendor.BAMBOOHR, "{\"terminationDate\":\"2026-03-31\",\"status\":\"Active\"}")
                        .get(Fact.LAST_WORKING_DAY));
        assertEquals(
                "contractor",
                found(Vendor.BAMBOOHR, "{\"employmentHistoryStatus\":\"Contractor\"}")
                        .get(Fact.WORKER_TYPE));
    }

    @Test
    void gustoShowsAnEmployeeAndWhichEndingCounts() {
        String person = """
                {"uuid":"7","first_name":"Ada","last_name":"Sample","email":"home@sample.example",
                "work_email":"ada@sample.example","manager_uuid":"m","department":"Sales","terminated":%s,
                "jobs":[{"primary":false,"title":"Old","hire_date":"2020-01-01"},
                {"primary":true,"title":"Lead","hire_date":"2024-01-01"}],"terminations":%s}""";
        Map<Fact, String> active = found(Vendor.GUSTO, person.formatted("false", "[]"));
        assertEquals("ada@sample.example", active.get(Fact.EMAIL));
        assertEquals("Lead", active.get(Fact.TITLE));
        assertEquals("2024-01-01", active.get(Fact.START_DATE));
        assertTrue(vendor.asked().getFirst().startsWith("GET /v1/employees/7 Bearer to:ken"));
        assertEquals(
                Optional.of("2026-03-31"),
                ending(person.formatted("false", "[{\"effective_date\":\"2026-03-31\",\"active\":false}]")));
        assertEquals(
                Optional.of("2026-03-31"),
                ending(person.formatted(
                        "true",
                        "[{\"effective_date\":\"2026-03-31\",\"active\":true},{\"effective_date\":\"2022-03-31\"}]")));
        // One that took effect, of somebody who is not terminated: they came back.
        assertEquals(
                Optional.empty(),
                ending(person.formatted("false", "[{\"effective_date\":\"2023-03-31\",\"active\":true}]")));
    }

    private Optional<String> ending(String body) {
        return Optional.ofNullable(found(Vendor.GUSTO, body).get(Fact.LAST_WORKING_DAY));
    }

    @Test
    void hiBobShowsAnEmployeeInEitherOfItsShapes() {
        Map<Fact, String> nested = found(Vendor.HIBOB, """
                {"employees":[{"id":"6","firstName":"Bob"},{"id":"7","firstName":"Ada","surname":"Sample",
                "email":"ada@sample.example","work":{"title":"Lead","site":"Berlin","startDate":"2024-01-01",
                "reportsTo":{"id":"3"},"department":"Sales"},"internal":{"status":"Active",
                "terminationDate":"2026-03-31"},"employee":{"lastDayOfWork":"2026-03-15"}}]}""");
        Map<Fact, String> flat = found(Vendor.HIBOB, """
                {"employees":[{"#root#id":{"value":"7"},"#root#firstName":{"value":"Ada"},"#root#surname":{"value":"Sample"},
                "#root#email":{"value":"ada@sample.example"},"#work#title":{"value":"Lead"},"#work#site":{"value":"Berlin"},
                "#work#startDate":{"value":"2024-01-01"},"#work#reportsTo#id":{"value":"3"},
                "#work#department":{"value":"Sales"},"#internal#status":{"value":"Active"},
                "#internal#terminationDate":{"value":"2026-03-31"},"#employee#lastDayOfWork":{"value":"2026-03-15"}}]}""".replace('#', '/'));
        assertEquals(nested, flat);
        assertEquals("Ada", nested.get(Fact.GIVEN_NAME));
        assertEquals("2026-03-31", nested.get(Fact.EFFECTIVE_DATE));
        assertEquals("2026-03-15", nested.get(Fact.LAST_WORKING_DAY));
        String asked = vendor.asked().getFirst();
        assertTrue(asked.startsWith("POST /v1/people/search Basic dG86a2Vu "), asked);
        assertTrue(asked.contains("\"values\":[\"7\"]") && asked.contains("\"showInactive\":true"), asked);
        vendor.gives(200, JSON, "{\"employees\":[{\"id\":\"6\",\"firstName\":\"Bob\"}]}");
        assertInstanceOf(Reading.Absent.class, read(Vendor.HIBOB, "7"));
    }

    @Test
    void aGenericPersonIsReadAtItsOwnAddress() {
        vendor.gives(200, JSON, "{\"worker_id\":\"a/b c\",\"given_name\":\"Ada\"}");
        Reading.Found found = assertInstanceOf(Reading.Found.class, read(Vendor.GENERIC, "a/b c"));
        assertEquals(Map.of(Fact.WORKER_ID, "a/b c", Fact.GIVEN_NAME, "Ada"), found.facts());
        assertTrue(vendor.asked().getFirst().startsWith("GET /people/a%2Fb%20c/now Bearer to:ken"));
    }

    @Test
    void whoIsGoneWithoutADayIsNotTakenForSomebodyWhoWorks() {
        for (Map<Fact, String> facts : List.of(
                found(Vendor.BAMBOOHR, "{\"firstName\":\"Ada\",\"hireDate\":\"2024-01-01\",\"status\":\"Inactive\"}"),
                found(Vendor.GUSTO, "{\"first_name\":\"Ada\",\"terminated\":true,\"terminations\":[]}"),
                found(Vendor.HIBOB, "{\"employees\":[{\"id\":\"7\",\"internal\":{\"status\":\"Inactive\"}}]}"))) {
            assertTrue(facts.containsKey(Fact.LAST_WORKING_DAY), facts::toString);
            assertInstanceOf(
                    dev.tenure.domain.identity.WorkerRow.Read.Bad.class,
                    at(Vendor.GUSTO, "https://hr.example").read(facts));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void aVendorInTroubleIsAskedLater(int status) {
        vendor.gives(status, JSON, "{}").with(Map.of("Retry-After", "120"));
        assertEquals(
                new Reading.Unreachable("the vendor answers with status " + status, Optional.of(Duration.ofMinutes(2))),
                read(Vendor.GUSTO, "7"));
        vendor.with(Map.of("Retry-After", "Tue, 31 Dec 2199 23:59:59 GMT"));
        Reading.Unreachable dated = assertInstanceOf(Reading.Unreachable.class, read(Vendor.GUSTO, "7"));
        assertTrue(dated.retryAfter().orElse(Duration.ZERO).compareTo(Duration.ofDays(1)) > 0);
        vendor.with(Map.of("Retry-After", "soon"));
        assertEquals(
                Optional.empty(),
                assertInstanceOf(Reading.Unreachable.class, read(Vendor.GUSTO, "7"))
                        .retryAfter());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 301, 302, 307})
    void aVendorThatSaysNoNeedsAPersonAndARedirectIsNotFollowed(int status) {
        try (StandInVendor elsewhere = new StandInVendor()) {
            vendor.gives(status, JSON, "{\"error\":\"Ada Sample\"}")
                    .with(Map.of("Location", elsewhere.address() + "/"));
            Reading.Denied denied = assertInstanceOf(Reading.Denied.class, read(Vendor.GUSTO, "7"));
            assertTrue(
                    denied.why().contains(Integer.toString(status))
                            && !denied.why().contains("Ada"),
                    denied.why());
            assertEquals(List.of(), elsewhere.asked());
        }
    }

    @Test
    void whomTheVendorDoesNotShowIsAbsent() {
        vendor.gives(404, JSON, "{}");
        assertInstanceOf(Reading.Absent.class, read(Vendor.GUSTO, "7"));
    }

    @Test
    void anAnswerThatCannotBeReadIsNoAnswer() {
        for (String body : List.of("{\"first_name\":", "[[[", "{\"first_name\":{\"a\":1}}", "{\"a\":1,\"a\":2}", "x")) {
            vendor.gives(200, JSON, body);
            assertInstanceOf(Reading.Unreachable.class, read(Vendor.GUSTO, "7"), body);
        }
        vendor.gives(200, "text/html", "{}");
        assertInstanceOf(Reading.Unreachable.class, read(Vendor.GUSTO, "7"));
        vendor.gives(200, JSON, "{\"a\":\"" + "x".repeat(HttpVendorPeople.LARGEST) + "\"}");
        assertInstanceOf(Reading.Unreachable.class, read(Vendor.GUSTO, "7"));
        vendor.gives(200, JSON, "{\"first_name\":\"Ada\"}").breaksOff();
        assertInstanceOf(Reading.Unreachable.class, read(Vendor.GUSTO, "7"));
    }

    @Test
    void aVendorThatHangsAfterItsHeadersIsLeftAlone() {
        vendor.gives(200, JSON, "{\"first_name\":\"Ada\"}").hangs();
        HttpVendorPeople impatient = new HttpVendorPeople(ApiMapper.create(), () -> false, Duration.ofMillis(300));
        assertEquals(
                new Reading.Unreachable("the vendor did not answer in time", Optional.empty()),
                impatient.read(source(Vendor.GUSTO), Secret.of("token"), "7"));
    }

    @Test
    void aVendorThatIsNotThereIsAskedLater() {
        vendor.close();
        assertInstanceOf(Reading.Unreachable.class, read(Vendor.GUSTO, "7"));
        assertInstanceOf(
                Reading.Unreachable.class,
                people.read(at(Vendor.GUSTO, "https://no-such-host.invalid"), Secret.of("token"), "7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hr.example",
                "https://169.254.169.254/latest",
                "https://metadata.google.internal",
                "https://[fe80::1]/",
                "https://user:password@hr.example",
                "ftp://hr.example",
                "hr.example",
                "https://",
                "file:///etc/passwd"
            })
    void anAddressThatIsNoVendorsIsNotConfigured(String address) {
        assertThrows(IllegalArgumentException.class, () -> at(Vendor.GUSTO, address));
    }

    @Test
    void nothingIsReadInsideATransaction() {
        HttpVendorPeople inside = new HttpVendorPeople(ApiMapper.create(), () -> true);
        assertThrows(IllegalStateException.class, () -> inside.read(source(Vendor.GUSTO), Secret.of("token"), "7"));
        assertEquals(List.of(), vendor.asked());
    }
}
