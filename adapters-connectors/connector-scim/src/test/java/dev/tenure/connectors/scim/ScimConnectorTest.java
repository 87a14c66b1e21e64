package dev.tenure.connectors.scim;

import static dev.tenure.connectors.scim.Targets.open;
import static dev.tenure.connectors.scim.Targets.reason;
import static dev.tenure.connectors.scim.Targets.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Consequence;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.Session;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connectors.scim.targets.Canned;
import dev.tenure.connectors.scim.targets.EmbeddedScim;
import dev.tenure.connectors.scim.targets.Faults.Mode;
import dev.tenure.connectors.scim.targets.ScimManners;
import dev.tenure.connectors.testkit.OddNames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScimConnectorTest {

    private static final ChangeKey KEY = new ChangeKey("key");
    private static final String LIST = "\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"]";

    // The way to the target

    @Test
    void aPinnedCertificateIsEnough() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.overTls());
                Connector connector =
                        open(target, "unencrypted", "refuse", "certificatePin", target.certificateSha256())) {
            assertTrue(seen(connector.connect()).encrypted());
        }
    }

    @Test
    void anotherCertificateThanThePinnedOneIsNotTalkedTo() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.overTls());
                Connector connector = open(target, "certificatePin", "ab".repeat(32))) {
            assertInstanceOf(Observation.Unreachable.class, connector.connect());
            assertEquals(List.of(), target.requests());
        }
    }

    @Test
    void aGivenAuthorityIsBelievedAndAnUnknownOneIsNot(@TempDir Path files) throws Exception {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.overTls())) {
            String pem = Files.writeString(files.resolve("authority.pem"), target.certificatePem())
                    .toString();
            try (Connector connector = open(target, "trustedCertificate", pem)) {
                assertTrue(seen(connector.connect()).encrypted());
            }
            try (Connector connector = open(target)) {
                assertInstanceOf(Observation.Unreachable.class, connector.connect());
            }
        }
    }

    @Test
    void clientCredentialsAreChangedForATokenAndForAnotherWhenItIsRefused() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = byClient(target, EmbeddedScim.CLIENT_SECRET)) {
            String id = target.addUser("a", "1", "p");
            seen(connector.connect());
            target.expireTokens();
            assertInstanceOf(
                    ChangeOutcome.Applied.class, connector.apply(new Change.DisableAccount(new AccountRef(id)), KEY));
            assertEquals(
                    2, target.requests().stream().filter("POST /token"::equals).count());
        }
    }

    @Test
    void aWrongClientSecretIsARefusalThatDoesNotTellIt() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = byClient(target, "wrong-secret-99")) {
            Observation<?> answer = connector.connect();
            assertInstanceOf(Observation.Refused.class, answer);
            assertFalse(answer.toString().contains("wrong-secret-99"));
            assertTrue(reason(answer).contains("clientSecret"));
        }
    }

    private static Connector byClient(EmbeddedScim target, String secret) {
        Map<String, String> settings = Targets.settings(
                target,
                "tokenEndpoint",
                target.origin() + "/token",
                "clientId",
                EmbeddedScim.CLIENT_ID,
                "scope",
                "scim");
        return new ScimConnectorFactory()
                .open(new ConnectorConfiguration(settings, Map.of("clientSecret", Secret.of(secret))));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aTokenNeverFollowsARedirect(int status) {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                EmbeddedScim elsewhere = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, Targets.EVERYTHING)) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            String path = "/Users/" + account.nativeId();
            Canned away = new Canned(status, Map.of("Location", elsewhere.url() + path), "", false);
            seen(connector.connect());
            target.answerNext("/Users", away);
            assertInstanceOf(Observation.Refused.class, connector.accounts(Cursor.START));
            target.answerNext(path, away);
            assertInstanceOf(Observation.Refused.class, connector.read(account));
            target.answerNext(path, Canned.json(user(account.nativeId()).toString()));
            target.answerNext(path, away);
            assertInstanceOf(ChangeOutcome.Refused.class, connector.apply(new Change.DisableAccount(account), KEY));
            target.addHeld(EmbeddedScim.SESSIONS, account.nativeId());
            target.answerNext(path + "/sessions/reset", away);
            assertInstanceOf(ChangeOutcome.Refused.class, connector.apply(new Change.EndSessions(account), KEY));
            target.answerNext(path + "/sessions", away);
            assertInstanceOf(Observation.Refused.class, connector.sessions(account));
            assertEquals(List.of(), elsewhere.requests());
        }
    }

    @Test
    void aCertificateForAnotherHostIsNotBelievedThoughItsAuthorityIs(@TempDir Path files) throws Exception {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.overTlsAs("elsewhere.example"))) {
            String pem = Files.writeString(files.resolve("authority.pem"), target.certificatePem())
                    .toString();
            try (Connector connector = open(target, "trustedCertificate", pem)) {
                assertTrue(reason(connector.connect()).contains("certificate"));
                assertEquals(List.of(), target.requests());
            }
        }
    }

    // Lists

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void partsThatAreLeftOutOfAPageAreNoticed(boolean byIndex) {
        ScimManners manners = byIndex ? ScimManners.STANDARD : ScimManners.STANDARD.byCursor();
        try (EmbeddedScim target = EmbeddedScim.start(manners);
                Connector connector = open(target)) {
            Set<String> all = seed(target, 50);
            target.faults().failNext(1, Mode.PARTIAL_PAGE);
            Observation<List<ObservedAccount>> read = whole(connector::accounts);
            assertEquals(1, target.faults().fired(Mode.PARTIAL_PAGE));
            if (byIndex) {
                assertEquals(all, ids(seen(read)));
            } else {
                // By cursor there is no way back to what was left out.
                assertTrue(reason(read).contains("not whole"), read.toString());
            }
        }
    }

    @Test
    void aRepeatedCursorEndsTheListing() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.byCursor());
                Connector connector = open(target)) {
            seed(target, 90);
            Page<ObservedAccount> first = seen(connector.accounts(Cursor.START));
            target.faults().failNext(2, Mode.REPEAT_CURSOR);
            Observation<Page<ObservedAccount>> second =
                    connector.accounts(first.next().orElseThrow());
            assertInstanceOf(Observation.Unreachable.class, second);
            assertEquals(1, target.faults().fired(Mode.REPEAT_CURSOR));
        }
    }

    @Test
    void aTargetThatGivesTheSamePageForeverIsNotReadForever() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            seed(target, 50);
            target.faults().failNext(100, Mode.REPEAT_PAGE);
            assertTrue(reason(whole(connector::accounts)).contains("same resources"));
        }
    }

    @ParameterizedTest
    @CsvSource({"-30, 50", "-1, 50", "-100, 60", "-20, 40"})
    void aNumberThatIsTooSmallIsNotBelieved(int off, int accounts) {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.countingWrongBy(off));
                Connector connector = open(target)) {
            assertEquals(seed(target, accounts), ids(seen(whole(connector::accounts))));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNumberThatIsNeverReachedMakesAListingThatIsNotWholeUnlessSomebodySaysSo(boolean byIndex) {
        ScimManners manners = byIndex ? ScimManners.STANDARD : ScimManners.STANDARD.byCursor();
        try (EmbeddedScim target = EmbeddedScim.start(manners.countingWrongBy(5))) {
            Set<String> all = seed(target, 50);
            try (Connector connector = open(target)) {
                assertTrue(reason(whole(connector::accounts)).contains("totals"));
            }
            try (Connector connector = open(target, "totals", "ignore")) {
                assertEquals(all, ids(seen(whole(connector::accounts))));
            }
        }
    }

    @Test
    void nobodyIsPassedOverWhenOthersGoWhileTheListIsRead() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            Set<String> all = seed(target, 60);
            Page<ObservedAccount> first = seen(connector.accounts(Cursor.START));
            List<String> gone =
                    first.items().stream().limit(5).map(a -> a.ref().nativeId()).toList();
            Set<String> found = ids(first.items());
            Page<ObservedAccount> second = seen(connector.accounts(first.next().orElseThrow()));
            found.addAll(ids(second.items()));
            gone.forEach(target::remove);
            Optional<Cursor> next = second.next();
            while (next.isPresent()) {
                Page<ObservedAccount> page = seen(connector.accounts(next.get()));
                found.addAll(ids(page.items()));
                next = page.next();
            }
            gone.forEach(all::remove);
            assertTrue(found.containsAll(all), "passed over: " + missing(all, found));
        }
    }

    @Test
    void aListThatShrinksAgainAndAgainWhileItIsReadIsNotTakenForOneThatRepeatsItself() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            Set<String> all = seed(target, 200);
            Set<String> found = new HashSet<>();
            Optional<Cursor> next = Optional.of(Cursor.START);
            for (int page = 0; next.isPresent(); page++) {
                if (page >= 4 && page < 12) {
                    List<String> gone = found.stream()
                            .filter(all::contains)
                            .sorted()
                            .limit(5)
                            .toList();
                    gone.forEach(target::remove);
                    gone.forEach(all::remove);
                }
                Page<ObservedAccount> read = seen(connector.accounts(next.get()));
                found.addAll(ids(read.items()));
                next = read.next();
            }
            assertEquals(160, all.size());
            assertTrue(found.containsAll(all), "passed over: " + missing(all, found));
        }
    }

    private static Set<String> missing(Set<String> all, Set<String> found) {
        Set<String> missing = new HashSet<>(all);
        missing.removeAll(found);
        return missing;
    }

    @Test
    void aPageThatFailedCanBeAskedForAgain() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            Set<String> all = seed(target, 50);
            Page<ObservedAccount> first = seen(connector.accounts(Cursor.START));
            target.faults().failNext(1, Mode.BUSY_ON_READ);
            Observation<Page<ObservedAccount>> busy =
                    connector.accounts(first.next().orElseThrow());
            assertEquals(
                    Optional.of(Duration.ofSeconds(7)),
                    assertInstanceOf(Observation.Unreachable.class, busy).retryAfter());
            Set<String> found = ids(first.items());
            Optional<Cursor> next = first.next();
            while (next.isPresent()) {
                Page<ObservedAccount> page = seen(connector.accounts(next.get()));
                found.addAll(ids(page.items()));
                next = page.next();
            }
            assertEquals(all, found);
        }
    }

    @Test
    void aReadThatFailsForAMomentIsAskedForAgainAndNotForEver() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            AccountRef account = new AccountRef(target.addUser("passing", "k", "p"));
            target.faults().failNext(3, Mode.FAIL_ON_READ);
            assertTrue(seen(connector.read(account)).exists());
            assertEquals(3, target.faults().fired(Mode.FAIL_ON_READ));
            target.faults().failNext(100, Mode.FAIL_ON_READ);
            assertInstanceOf(Observation.Unreachable.class, connector.read(account));
            assertEquals(3 + 4, target.faults().fired(Mode.FAIL_ON_READ));
        }
    }

    @Test
    void aTargetThatPassesOverFiltersIsReadForTheOneThatWasMeant() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.ignoringFilters());
                Connector connector = open(target)) {
            seed(target, 50);
            List<AccountState> found = seen(connector.find("externalId", "key-33"));
            assertEquals(1, found.size());
            assertEquals("key-33", found.get(0).account().attributes().get("externalId"));
            assertEquals(
                    1,
                    seen(connector.find("emails.value", "LOGIN-7@corp.example")).size());
        }
    }

    @Test
    void whatCannotBeFilteredIsReadFromTheWholeList() {
        try (EmbeddedScim target =
                        EmbeddedScim.start(ScimManners.STANDARD.withoutFilter().silent());
                Connector connector = open(target)) {
            seed(target, 30);
            assertEquals(1, seen(connector.find("userName", "login-4")).size());
            assertTrue(target.requests().stream().anyMatch(r -> r.contains("filter=")), "it was asked");
        }
    }

    @Test
    void anAttributeThatWouldBeAFilterIsRefused() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            for (String attribute : List.of("userName pr or id", "a\"", "members[value eq 1]", "")) {
                assertInstanceOf(Observation.Refused.class, connector.find(attribute, "x"), attribute);
            }
            assertEquals(List.of(), target.requests());
        }
    }

    // Groups

    @Test
    void groupsThatHoldEachOtherAreMembersAndNoLoop() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            String one = target.addGroup("one");
            String two = target.addGroup("two");
            target.addMember(one, two, Optional.of("Group"));
            target.addMember(two, one, Optional.empty());
            target.addMember(one, one, Optional.empty());
            Map<EntitlementRef, ObservedEntitlement> listed = new HashMap<>();
            seen(whole(connector::entitlements)).forEach(e -> listed.put(e.ref(), e));
            EntitlementRef first = new EntitlementRef(one);
            assertEquals(
                    List.of(
                            new ObservedMember.Entitlement(new EntitlementRef(two)),
                            new ObservedMember.Entitlement(first)),
                    Objects.requireNonNull(listed.get(first)).members());
        }
    }

    @Test
    void aTargetWithoutGroupsHasNoneAndRevokesNothing() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.withoutGroupsForgettingTheInactive());
                Connector connector = open(target, "quirks", "github")) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            assertEquals(List.of(), seen(whole(connector::entitlements)));
            assertFalse(connector.capabilities().changes().contains(ChangeKind.REVOKE_MEMBERSHIPS));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.DisableAccount(account), KEY));
            assertFalse(seen(connector.read(account)).exists());
        }
    }

    // Hostile answers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"text\"",
                "{\"totalResults\":1,\"Resources\":{}}",
                "{\"Resources\":[],\"Resources\":[]}",
                "{\"Resources\":[]}{\"Resources\":[]}",
                "{\"Resources\":[",
                "<html><body>Sign in</body></html>",
                ""
            })
    void whatIsNoListIsNotTakenForAnEmptyOne(String body) {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            target.answerNext("/Users", Canned.json(body));
            assertInstanceOf(Observation.Unreachable.class, connector.accounts(Cursor.START), body);
        }
    }

    @Test
    void aDeepAnswerIsNotTaken() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            target.answerNext("/Users", Canned.json("{\"Resources\":" + "[".repeat(100_000)));
            assertInstanceOf(Observation.Unreachable.class, connector.accounts(Cursor.START));
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "largestAnswerMegabytes", "1")) {
            target.answerNext("/Users", new Canned(200, Map.of(), " ".repeat(10_000), true));
            assertTrue(reason(connector.accounts(Cursor.START)).contains("largestAnswerMegabytes"));
        }
    }

    @Test
    void everyCharacterOfANameIsTakenAsItIs() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "attributes", "displayName")) {
            List<String> names = new ArrayList<>(OddNames.all());
            names.removeIf(name -> name.indexOf('\0') >= 0);
            names.addAll(List.of(
                    "a\" or userName pr or userName eq \"b",
                    "x\"] or members[value pr",
                    "?startIndex=1&count=0#top",
                    "%2e%2e/%00",
                    "a%20b+c d;e=f:g@h!i$j'k(l)m*n,o",
                    "line\r\nX-Injected: yes",
                    "back\\\"slash\\\\"));
            for (String name : names) {
                Change create = new Change.CreateAccount("userName", name, Map.of("displayName", name));
                assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(create, KEY), name);
                List<AccountState> found = seen(connector.find("userName", name));
                assertEquals(1, found.size(), name);
                assertEquals(name, found.get(0).account().attributes().get("displayName"));
                AccountRef account = found.get(0).account().ref();
                EntitlementRef group = new EntitlementRef(target.addGroup(name));
                assertInstanceOf(
                        ChangeOutcome.Applied.class,
                        connector.apply(new Change.GrantEntitlement(account, group), KEY),
                        name);
                assertInstanceOf(
                        ChangeOutcome.Applied.class,
                        connector.apply(new Change.RevokeEntitlement(account, group), KEY),
                        name);
            }
            assertEquals(names.size(), seen(whole(connector::accounts)).size());
            assertEquals(
                    Set.copyOf(names),
                    seen(whole(connector::entitlements)).stream()
                            .map(ObservedEntitlement::name)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void aGroupOfHalfAMillionIsListedWholeAndOneLargerThanIsTakenIsRefused() {
        int members = 500_000;
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD)) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            String id = target.addGroup("Everybody");
            StringBuilder group = new StringBuilder(40 << 20)
                    .append("{\"id\":\"")
                    .append(id)
                    .append("\",\"displayName\":\"Everybody\",\"members\":[{\"value\":\"")
                    .append(account.nativeId())
                    .append("\",\"type\":\"User\"}");
            for (int i = 1; i < members; i++) {
                group.append(",{\"value\":\"00000000-0000-4000-8000-0000000")
                        .append(i)
                        .append("\",\"type\":\"User\"}");
            }
            String whole = group.append("]}").toString();
            String list = "{\"totalResults\":1,\"Resources\":[" + whole + "]}";
            try (Connector connector = open(target)) {
                // The first list of groups is of ids, the second has the members.
                target.answerNext(
                        "/Groups", Canned.json("{\"totalResults\":1,\"Resources\":[{\"id\":\"" + id + "\"}]}"));
                target.answerNext("/Groups", Canned.json(list));
                List<ObservedMember> listed = seen(connector.entitlements(Cursor.START))
                        .items()
                        .get(0)
                        .members();
                assertEquals(members, listed.size());
                assertEquals(new ObservedMember.Account(account), listed.get(0));
                assertInstanceOf(ObservedMember.Unresolvable.class, listed.get(members - 1));
                target.answerNext("/Groups/" + id, Canned.json(whole));
                assertInstanceOf(
                        ChangeOutcome.Unchanged.class,
                        connector.apply(new Change.GrantEntitlement(account, new EntitlementRef(id)), KEY));
            }
            try (Connector connector = open(target, "largestAnswerMegabytes", "8")) {
                target.answerNext(
                        "/Groups", Canned.json("{\"totalResults\":1,\"Resources\":[{\"id\":\"" + id + "\"}]}"));
                target.answerNext("/Groups", Canned.json(list));
                assertTrue(reason(connector.entitlements(Cursor.START)).contains("largestAnswerMegabytes"));
            }
            assertEquals(List.of(), target.effects());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Sign in</body></html>",
                "{\"id\":\"user-1\",\"active\":fal",
                "{\"id\":\"another\",\"active\":false}",
                "{}",
                "[]",
                ""
            })
    void whatIsNotTheAccountIsNotTakenForIt(String body) {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            seen(connector.read(account));
            target.answerNext("/Users/" + account.nativeId(), Canned.of(200, "text/html", body));
            assertInstanceOf(Observation.Unreachable.class, connector.read(account), body);
        }
    }

    @Test
    void aWritesConfirmationIsNotBelievedWhereTheReadAfterItIsAPageForPeople() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            String path = "/Users/" + account.nativeId();
            target.answerNext(path, Canned.json(user(account.nativeId()).toString()));
            target.answerNext(path, Canned.of(200, "text/html", "<html></html>"));
            target.answerNext(path, Canned.of(200, "text/html", "<html></html>"));
            assertInstanceOf(ChangeOutcome.InDoubt.class, connector.apply(new Change.DisableAccount(account), KEY));
        }
    }

    @Test
    void compressionIsNotAskedForAndWhatIsCompressedAllTheSameIsNotUnpacked() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
        }
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "largestAnswerMegabytes", "1")) {
            target.answerNext(
                    "/Users",
                    new Canned(
                            200,
                            Map.of("Content-Encoding", "gzip"),
                            bomb.toString(StandardCharsets.ISO_8859_1),
                            false));
            assertInstanceOf(Observation.Unreachable.class, connector.accounts(Cursor.START));
            assertFalse(target.headers().contains("accept-encoding"));
            assertTrue(target.headers().contains("accept"), "headers are seen");
        }
    }

    @Test
    void anAttributeOfTenMegabytesIsReportedAndNotTaken() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "attributes", "title")) {
            target.addRawUser("big", user("big").put("title", "x".repeat(10_000_000)));
            ObservedAccount account =
                    seen(connector.accounts(Cursor.START)).items().get(0);
            assertEquals("big", account.ref().nativeId());
            assertEquals(1, account.problems().size());
            assertFalse(account.attributes().containsKey("title"));
        }
    }

    @Test
    void anAccountThatCannotBeUnderstoodIsListedAsFarAsItCanBe() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            target.answerNext(
                    "/Users",
                    Canned.json("{" + LIST + ",\"totalResults\":5,\"Resources\":[7,{},{\"userName\":\"x\\u0000y\"},"
                            + "{\"id\":\"a\\u0000b\"},{\"ID\":\"ok\",\"Active\":\"False\",\"userName\":\"z\"}]}"));
            List<ObservedAccount> accounts =
                    seen(connector.accounts(Cursor.START)).items();
            assertEquals(5, accounts.size());
            assertEquals(5, ids(accounts).size());
            accounts.subList(0, 4).forEach(a -> assertFalse(a.problems().isEmpty(), a.toString()));
            assertEquals(SignIn.UNKNOWN, accounts.get(0).signIn());
            assertEquals("ok", accounts.get(4).ref().nativeId());
            assertEquals(SignIn.DISABLED, accounts.get(4).signIn());
            accounts.forEach(a -> assertEquals(-1, a.name().indexOf('\0')));
            ChangeOutcome outcome =
                    connector.apply(new Change.DisableAccount(accounts.get(0).ref()), KEY);
            assertInstanceOf(ChangeOutcome.Refused.class, outcome);
        }
    }

    @Test
    void anIdIsNeverTakenForAPath() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            String group = target.addGroup("g");
            for (String id : List.of("a/b?c#d", "x\"] or members[value pr", "%2e%2e", "ü\\", "..;")) {
                target.addRawUser(id, user(id));
                target.addMember(group, id, Optional.empty());
                AccountRef account = new AccountRef(id);
                assertTrue(seen(connector.read(account)).exists(), id);
                assertInstanceOf(
                        ChangeOutcome.Applied.class, connector.apply(new Change.DisableAccount(account), KEY), id);
                assertFalse(target.isActive(id), id);
                assertInstanceOf(
                        ChangeOutcome.Applied.class, connector.apply(new Change.RevokeMemberships(account), KEY), id);
                assertEquals(Set.of(), target.groupsOf(id), id);
            }
            assertFalse(seen(connector.read(new AccountRef(".."))).exists());
        }
    }

    @Test
    void anAddressWhereNothingIsDoesNotMakeAnAccountGone() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "address", target.origin() + "/elsewhere")) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            assertInstanceOf(Observation.Refused.class, connector.read(account));
            assertInstanceOf(ChangeOutcome.Refused.class, connector.apply(new Change.DisableAccount(account), KEY));
        }
    }

    // Changes

    @Test
    void whatTheTargetAnswersToAWriteIsTakenForWhatItMeans() {
        Map<Mode, Class<? extends ChangeOutcome>> meant = Map.of(
                Mode.REFUSE_WRITE, ChangeOutcome.Refused.class,
                Mode.CONFLICT_ON_WRITE, ChangeOutcome.Applied.class,
                Mode.FAIL_ON_WRITE, ChangeOutcome.InDoubt.class,
                Mode.BUSY_ON_WRITE, ChangeOutcome.Unreachable.class,
                Mode.DROP_BEFORE_WRITE, ChangeOutcome.InDoubt.class,
                Mode.DROP_AFTER_WRITE, ChangeOutcome.Applied.class,
                Mode.LIE, ChangeOutcome.InDoubt.class,
                Mode.FAIL_ON_READ, ChangeOutcome.Applied.class);
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            meant.forEach((mode, outcome) -> {
                AccountRef account = new AccountRef(target.addUser("u-" + mode, "k-" + mode, "p"));
                target.faults().failNext(1, mode);
                ChangeOutcome got = connector.apply(new Change.DisableAccount(account), KEY);
                assertInstanceOf(outcome, got, mode + ": " + got);
                assertEquals(1, target.faults().fired(mode), mode.toString());
                assertFalse(got.toString().contains("zebedee"), "the target's own text is not passed on");
                if (got instanceof ChangeOutcome.Unreachable later && mode == Mode.BUSY_ON_WRITE) {
                    assertEquals(Optional.of(Duration.ofSeconds(7)), later.retryAfter());
                }
            });
        }
    }

    @Test
    void whoIsOvertakenByEveryWriteGivesWayInTheEnd() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            target.faults().failNext(100, Mode.CONFLICT_ON_WRITE);
            ChangeOutcome.Unreachable later = assertInstanceOf(
                    ChangeOutcome.Unreachable.class, connector.apply(new Change.DisableAccount(account), KEY));
            assertTrue(later.reason().contains("somebody else"), later.reason());
            assertTrue(target.faults().fired(Mode.CONFLICT_ON_WRITE) < 50, "it ends");
            assertTrue(target.isActive(account.nativeId()));
        }
    }

    /** In whole and with versions, every write meets every other: on the account itself, and on the group that all are in. */
    @ParameterizedTest
    @ValueSource(strings = {"put", "patch"})
    void changesThatMeetOneAnotherAreAllMade(String style) throws Exception {
        int leavers = 8;
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "changes", style);
                ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            String group = target.addGroup("Everybody");
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < leavers; i++) {
                AccountRef account = new AccountRef(target.addUser("u" + i, "k" + i, "p"));
                target.addMember(group, account.nativeId(), Optional.empty());
                changes.add(new Change.RevokeMemberships(account));
                changes.add(new Change.DisableAccount(account));
                changes.add(new Change.UpdateAccount(account, Map.of("title", Optional.of("Left"))));
            }
            List<Future<ChangeOutcome>> outcomes = new ArrayList<>();
            for (Change change : changes) {
                outcomes.add(each.submit(() -> connector.apply(change, KEY)));
            }
            for (Future<ChangeOutcome> outcome : outcomes) {
                assertInstanceOf(ChangeOutcome.Applied.class, outcome.get());
            }
        }
    }

    @Test
    void anExpiredTokenIsARefusalAndNothingElse() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            seen(connector.connect());
            target.expireTokens();
            ChangeOutcome outcome = connector.apply(new Change.DisableAccount(account), KEY);
            assertTrue(assertInstanceOf(ChangeOutcome.Refused.class, outcome)
                    .reason()
                    .contains("token"));
            assertTrue(target.isActive(account.nativeId()));
        }
    }

    @Test
    void sessionsAreEndedByAChangeOfTheirOwnAndNotByDisabling() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "sessionReset", "POST /Users/{id}/sessions/reset")) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.DisableAccount(account), KEY));
            assertEquals(Set.of(), target.sessionsEnded());
            ChangeOutcome.Applied applied = assertInstanceOf(
                    ChangeOutcome.Applied.class, connector.apply(new Change.EndSessions(account), KEY));
            assertEquals(Set.of(account.nativeId()), target.sessionsEnded());
            assertEquals(
                    List.of("status 204", "the target lists none; it confirmed the call", "false"),
                    applied.evidence().facts().stream()
                            .filter(f -> !f.personal())
                            .map(Evidence.Fact::value)
                            .toList());
        }
    }

    @Test
    void whatCannotBeListedIsDeclaredAndIsNeverDoneWithoutTheTargetsWord() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(
                        target,
                        "sessionReset",
                        "POST /Users/{id}/sessions/reset",
                        "tokenList",
                        "GET /Users/{id}/tokens")) {
            assertEquals(
                    List.of("session of the target"),
                    connector.capabilities().unobservable().stream()
                            .map(Capabilities.Unobservable::what)
                            .toList());
            assertFalse(connector.capabilities().changes().contains(ChangeKind.REVOKE_CREDENTIALS));
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            for (Mode mode : List.of(Mode.DROP_AFTER_WRITE, Mode.DROP_BEFORE_WRITE, Mode.FAIL_ON_WRITE)) {
                target.faults().failNext(1, mode);
                assertInstanceOf(
                        ChangeOutcome.InDoubt.class, connector.apply(new Change.EndSessions(account), KEY), mode + "");
                assertEquals(1, target.faults().fired(mode));
            }
            target.answerNext("/Users/" + account.nativeId() + "/sessions", Canned.json("{\"ok\":false}"));
            assertInstanceOf(ChangeOutcome.Refused.class, connector.apply(new Change.EndSessions(account), KEY));
        }
    }

    @Test
    void aVendorsOwnListIsReadWhereTheSettingsSay() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(
                        target,
                        "sessionList",
                        "GET /Users/{id}/sessions?team=T1",
                        "sessionListItems",
                        "active_sessions.session_id",
                        "tokenList",
                        "GET /Users/{id}/tokens",
                        "tokenListItems",
                        "id")) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            String sessions = "/Users/" + account.nativeId() + "/sessions";
            target.answerNext(
                    sessions,
                    Canned.json("{\"ok\":true,\"active_sessions\":[{\"session_id\":7}],"
                            + "\"response_metadata\":{\"next_cursor\":\"dXNl=\"}}"));
            target.answerNext(
                    sessions, Canned.json("{\"active_sessions\":[{\"session_id\":8}],\"response_metadata\":{}}"));
            assertEquals(
                    List.of("7", "8"),
                    seen(connector.sessions(account)).stream().map(Session::id).toList());
            assertTrue(target.requests().stream().anyMatch(r -> r.endsWith("?team=T1&cursor=dXNl%3D")));
            for (String wrong : List.of(
                    "{\"ok\":false}", "{}", "{\"active_sessions\":7}", "{\"active_sessions\":[{\"id\":7}]}", "[]")) {
                target.answerNext(sessions, Canned.json(wrong));
                assertInstanceOf(Observation.Refused.class, connector.sessions(account), wrong);
            }
            String more = "{\"active_sessions\":[],\"totalResults\":9}";
            target.answerNext(sessions, Canned.json(more));
            assertInstanceOf(Observation.Unreachable.class, connector.sessions(account));
            target.answerNext("/Users/" + account.nativeId() + "/tokens", Canned.json("[{\"id\":\"t\"}]"));
            assertEquals("t", seen(connector.credentials(account)).get(0).id());
        }
    }

    @ParameterizedTest
    @CsvSource({"path", "value", "text"})
    void activeIsWrittenAsTheTargetWantsIt(String form) {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "activeForm", form)) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.DisableAccount(account), KEY));
            assertFalse(target.isActive(account.nativeId()));
        }
    }

    @Test
    void deletingIsDisablingWhereTheQuirksSaySo() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "quirks", "notion")) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.DisableAccount(account), KEY));
            assertTrue(target.passwordOf(account.nativeId()).isEmpty(), "it is gone");
            assertInstanceOf(ChangeOutcome.Unchanged.class, connector.apply(new Change.DisableAccount(account), KEY));
        }
    }

    @Test
    void aWholeResourceThatIsPutBackKeepsWhatItHeld() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.withoutPatch());
                Connector connector = open(target)) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.DisableAccount(account), KEY));
            ObservedAccount after = seen(connector.read(account)).account();
            assertEquals("1", after.attributes().get("externalId"));
            assertEquals("a@corp.example", after.attributes().get("emails.value"));
            assertEquals("a", after.name());
        }
    }

    // What was modified

    @Test
    void onlyWhatWasModifiedIsTold() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "incremental", "yes")) {
            target.addRawUser("old", user("old"));
            target.date("old", Instant.parse("2020-01-01T00:00:00Z"));
            ResumeToken token = next(connector, Optional.empty()).next();
            target.addRawUser("new", user("new"));
            List<Increment.Item> items = next(connector, Optional.of(token)).items();
            assertEquals(
                    List.of("new"),
                    items.stream()
                            .map(item -> ((Increment.Item.Account) item)
                                    .account()
                                    .ref()
                                    .nativeId())
                            .toList());
            String filter = target.requests().stream()
                    .filter(r -> r.contains("filter="))
                    .findFirst()
                    .orElseThrow();
            assertTrue(filter.contains("meta.lastModified%20gt%20%22"), filter);
        }
    }

    @Test
    void aTokenOfAnotherTargetOrOfATimeToComeAsksForAWholeRead() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target, "incremental", "yes")) {
            String token = next(connector, Optional.empty()).next().value();
            String moment = token.substring(token.indexOf(':', 6));
            for (String bad : List.of(
                    "scim1:0" + moment, token.replaceFirst(":20", ":21"), token.replaceFirst("scim1", "scim2"))) {
                assertInstanceOf(
                        Increment.ReadWhole.class,
                        seen(connector.changesSince(Optional.of(new ResumeToken(bad)))),
                        bad);
            }
        }
    }

    @Test
    void aTargetThatTellsEverythingAsModifiedIsReadWhole() {
        try (EmbeddedScim target = EmbeddedScim.start(
                        ScimManners.STANDARD.ignoringFilters().givingAtMost(5_000));
                Connector connector = open(target, "incremental", "yes", "pageSize", "5000")) {
            ResumeToken token = next(connector, Optional.empty()).next();
            seed(target, Increments.MOST + 1);
            assertInstanceOf(Increment.ReadWhole.class, seen(connector.changesSince(Optional.of(token))));
        }
    }

    @Test
    void aTargetThatDoesNotFilterByTimeSaysSo() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.withoutFilter());
                Connector connector = open(target, "incremental", "yes")) {
            ResumeToken token = next(connector, Optional.empty()).next();
            assertInstanceOf(Observation.Refused.class, connector.changesSince(Optional.of(token)));
        }
    }

    private static Increment.Changed next(Connector connector, Optional<ResumeToken> since) {
        return assertInstanceOf(Increment.Changed.class, seen(connector.changesSince(since)));
    }

    // Accounts made, changed and taken away

    @Test
    void anAccountIsMadeOnceWhoeverElseMakesItAtTheSameMoment() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            Change create = new Change.CreateAccount("externalId", "e-1", Map.of("userName", "ada"));
            target.faults().failNext(1, Mode.DROP_AFTER_WRITE);
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(create, KEY), "the reply was lost");
            assertInstanceOf(ChangeOutcome.Unchanged.class, connector.apply(create, KEY));
            assertEquals(1, target.usersWith("externalId", "e-1").size());
            // Between looking and writing somebody makes the very account: the target says 409, and it is looked up.
            ChangeOutcome conflict =
                    connector.apply(new Change.CreateAccount("externalId", "e-2", Map.of("userName", "ada")), KEY);
            assertTrue(assertInstanceOf(ChangeOutcome.Refused.class, conflict)
                    .reason()
                    .contains("unique"));
            target.faults().failNext(1, Mode.CONFLICT_AFTER_MAKING);
            assertInstanceOf(
                    ChangeOutcome.Unchanged.class,
                    connector.apply(new Change.CreateAccount("externalId", "e-3", Map.of("userName", "bob")), KEY));
            assertEquals(1, target.faults().fired(Mode.CONFLICT_AFTER_MAKING));
        }
    }

    @Test
    void aNewAccountHasWhatWasAskedAndAPasswordThatNobodyKnowsAndWaits() {
        for (ScimManners manners : List.of(ScimManners.STANDARD, ScimManners.STANDARD.creatingActive())) {
            try (EmbeddedScim target = EmbeddedScim.start(manners);
                    Connector connector = open(target)) {
                String department = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
                Change create = new Change.CreateAccount(
                        "emails.value",
                        "ada@corp.example",
                        Map.of("userName", "ada", "name.givenName", "Ada", department, "Research"));
                assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(create, KEY));
                AccountRef made = seen(connector.find("emails.value", "ada@corp.example"))
                        .get(0)
                        .account()
                        .ref();
                assertEquals(
                        40, target.passwordOf(made.nativeId()).orElseThrow().length());
                assertFalse(target.isActive(made.nativeId()));
                JsonNode kept = target.resource(made.nativeId());
                assertEquals("Ada", kept.path("name").path("givenName").asText());
                assertTrue(kept.path("emails").path(0).path("primary").asBoolean());
                assertEquals(2, kept.path("schemas").size());
                assertEquals(List.of("Research"), Attributes.values(kept, department));
            }
        }
    }

    @Test
    void whatCannotBeAskedOfANewAccountIsRefusedBeforeAnythingIsWritten() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            for (Map<String, String> attributes : List.of(
                    Map.<String, String>of(),
                    Map.of("userName", "a", "active", "true"),
                    Map.of("userName", "a", "password", "x"),
                    Map.of("userName", "a", "urn:ietf:params:scim:schemas:core:2.0:User:id", "x"),
                    Map.of("userName", "a", "emails[type eq \"work\"].value", "x"))) {
                assertInstanceOf(
                        ChangeOutcome.Refused.class,
                        connector.apply(new Change.CreateAccount("externalId", "e", attributes), KEY),
                        attributes.toString());
            }
            assertEquals(List.of(), target.effects());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUpdateSetsTheFirstOfManyAndKeepsTheOthersAndTellsAllThatStoodBefore(boolean patch) {
        try (EmbeddedScim target =
                        EmbeddedScim.start(patch ? ScimManners.STANDARD : ScimManners.STANDARD.withoutPatch());
                Connector connector = open(target)) {
            ObjectNode user = user("u").put("title", "Clerk").put("nickName", "Adi");
            user.putArray("emails").addObject().put("value", "old@corp.example").put("type", "work");
            user.withArray("emails").addObject().put("value", "home@corp.example");
            user.putArray("phoneNumbers").addObject().put("value", "+49 1").put("type", "work");
            target.addRawUser("u", user);
            AccountRef account = new AccountRef("u");
            Change update = new Change.UpdateAccount(
                    account,
                    Map.of(
                            "emails.value", Optional.of("new@corp.example"),
                            "title", Optional.of("Director"),
                            "nickName", Optional.empty(),
                            "name.familyName", Optional.of("Sample"),
                            "phoneNumbers", Optional.empty()));
            ChangeOutcome.Applied applied = assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(update, KEY));
            JsonNode kept = target.resource("u");
            assertEquals(List.of("new@corp.example", "home@corp.example"), Attributes.values(kept, "emails.value"));
            assertEquals("work", kept.path("emails").path(0).path("type").asText());
            assertEquals("Director", kept.path("title").asText());
            assertEquals("Sample", kept.path("name").path("familyName").asText());
            assertTrue(kept.path("nickName").isMissingNode()
                    && kept.path("phoneNumbers").isMissingNode());
            Map<String, List<String>> before = new HashMap<>();
            applied.evidence().facts().stream()
                    .filter(f -> f.name().startsWith("before."))
                    .forEach(f -> before.computeIfAbsent(f.name(), n -> new ArrayList<>())
                            .add(f.value()));
            assertEquals(List.of("old@corp.example", "home@corp.example"), before.get("before.emails.value"));
            assertEquals(List.of("Clerk"), before.get("before.title"));
            assertEquals(List.of("none"), before.get("before.name.familyName"));
            assertTrue(String.valueOf(before.get("before.phoneNumbers.whole")).contains("\"type\":\"work\""));
            assertInstanceOf(ChangeOutcome.Unchanged.class, connector.apply(update, KEY));
        }
    }

    @Test
    void whatCouldNotBeBroughtBackIsNotOverwritten() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            target.addRawUser("u", user("u").put("title", "x".repeat(30_000)));
            assertInstanceOf(
                    ChangeOutcome.Refused.class,
                    connector.apply(
                            new Change.UpdateAccount(new AccountRef("u"), Map.of("title", Optional.of("y"))), KEY));
            assertEquals(List.of(), target.effects());
        }
    }

    @Test
    void aVendorSaysWhatItsDisablingAndDeletingAre() {
        record Vendor(Set<ChangeKind> lacks, Optional<Class<? extends Consequence>> disabling) {}
        Map<String, Vendor> vendors = Map.of(
                "none", new Vendor(Set.of(), Optional.empty()),
                "slack", new Vendor(Set.of(ChangeKind.DELETE_ACCOUNT), Optional.empty()),
                "notion", new Vendor(Set.of(ChangeKind.ENABLE_ACCOUNT), Optional.of(Consequence.Replaceable.class)),
                "github",
                        new Vendor(
                                Set.of(
                                        ChangeKind.ENABLE_ACCOUNT,
                                        ChangeKind.GRANT_ENTITLEMENT,
                                        ChangeKind.REVOKE_ENTITLEMENT,
                                        ChangeKind.REVOKE_MEMBERSHIPS),
                                Optional.of(Consequence.Destructive.class)),
                "atlassian", new Vendor(Set.of(), Optional.empty()));
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD)) {
            vendors.forEach((quirks, vendor) -> {
                try (Connector connector = open(target, "quirks", quirks)) {
                    Set<ChangeKind> expected = EnumSet.of(
                            ChangeKind.CREATE_ACCOUNT,
                            ChangeKind.UPDATE_ACCOUNT,
                            ChangeKind.ENABLE_ACCOUNT,
                            ChangeKind.DISABLE_ACCOUNT,
                            ChangeKind.DELETE_ACCOUNT,
                            ChangeKind.GRANT_ENTITLEMENT,
                            ChangeKind.REVOKE_ENTITLEMENT,
                            ChangeKind.REVOKE_MEMBERSHIPS,
                            ChangeKind.RESET_SECRET);
                    expected.removeAll(vendor.lacks());
                    assertEquals(expected, connector.capabilities().changes(), quirks);
                    Consequence disabling = connector.capabilities().consequenceOf(ChangeKind.DISABLE_ACCOUNT);
                    assertEquals(vendor.disabling().orElse(Consequence.Reversible.class), disabling.getClass(), quirks);
                    assertInstanceOf(
                            Consequence.Destructive.class,
                            connector.capabilities().consequenceOf(ChangeKind.DELETE_ACCOUNT));
                }
            });
            try (Connector connector = open(target, "disableBy", "delete")) {
                assertInstanceOf(
                        Consequence.Destructive.class,
                        connector.capabilities().consequenceOf(ChangeKind.DISABLE_ACCOUNT));
            }
        }
    }

    @Test
    void whatIsDeletedIsInTheEvidenceAsItStood() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            AccountRef account = new AccountRef(target.addUser("a", "key-1", "p"));
            String group = target.addGroup("Readers");
            target.addMember(group, account.nativeId(), Optional.of("User"));
            ChangeOutcome.Applied applied = assertInstanceOf(
                    ChangeOutcome.Applied.class, connector.apply(new Change.DeleteAccount(account), KEY));
            List<String> told = applied.evidence().facts().stream()
                    .map(f -> f.name() + "=" + f.value())
                    .toList();
            assertTrue(
                    told.containsAll(List.of(
                            "account.name=a",
                            "before.externalId=key-1",
                            "before.emails.value=a@corp.example",
                            "before.active=true",
                            "before.group.id=" + group,
                            "before.group.name=Readers",
                            "readBack.exists=false")),
                    told.toString());
        }
    }

    @Test
    void aTargetThatOnlyDeactivatesOnDeleteIsNotCalledEmpty() {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD);
                Connector connector = open(target)) {
            AccountRef account = new AccountRef(target.addUser("a", "1", "p"));
            target.answerNext("/Users/" + account.nativeId(), Canned.json(kept(account)));
            target.answerNext("/Users/" + account.nativeId(), Canned.of(204, "text/plain", ""));
            ChangeOutcome outcome = connector.apply(new Change.DeleteAccount(account), KEY);
            assertInstanceOf(ChangeOutcome.InDoubt.class, outcome);
        }
    }

    private static String kept(AccountRef account) {
        return user(account.nativeId()).toString();
    }

    // What the tests share

    private static ObjectNode user(String id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("userName", "n" + id.length())
                .put("active", true);
    }

    private static Set<String> seed(EmbeddedScim target, int accounts) {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < accounts; i++) {
            all.add(target.addUser("login-" + i, "key-" + i, "p"));
        }
        return all;
    }

    private static Set<String> ids(List<ObservedAccount> accounts) {
        Set<String> ids = new HashSet<>();
        accounts.forEach(a -> ids.add(a.ref().nativeId()));
        return ids;
    }

    private static <T> Observation<List<T>> whole(Function<Cursor, Observation<Page<T>>> listing) {
        List<T> items = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            switch (listing.apply(next.get())) {
                case Observation.Seen<Page<T>>(Page<T> page) -> {
                    items.addAll(page.items());
                    next = page.next();
                }
                case Observation.Refused<Page<T>> refused -> {
                    return new Observation.Refused<>(refused.reason());
                }
                case Observation.Unreachable<Page<T>> unreachable -> {
                    return new Observation.Unreachable<>(unreachable.reason(), unreachable.retryAfter());
                }
            }
        }
        return new Observation.Seen<>(items);
    }
}
