package dev.tenure.connectors.aws;

import static dev.tenure.connectors.aws.Targets.open;
import static dev.tenure.connectors.aws.Targets.reason;
import static dev.tenure.connectors.aws.Targets.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.ActivityEvent;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connectors.aws.targets.Done;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults.Mode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users did, from CloudTrail and from a trail's files. */
class TrailTest {

    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(36));
    private final Instant evening = noon.plus(Duration.ofHours(6));
    private static final String PREFIX = "logs/AWSLogs/";

    private static final String KEY = "AKIA-of-ada";

    private static String temporary(int number) {
        return "ASIA-" + number;
    }

    private final EmbeddedAws aws = EmbeddedAws.start();
    private final List<Connector> opened = new ArrayList<>();
    private String ada = "";

    @BeforeEach
    void somebody() {
        ada = aws.addUser("ada", "/", Map.of());
    }

    @AfterEach
    void close() {
        opened.forEach(Connector::close);
        aws.close();
    }

    private Connector asking(String... more) {
        String[] settings = {"trailRegions", "us-east-1 eu-central-1", "trailPauseMillis", "1"};
        String[] all = Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        Connector connector = open(aws, all);
        opened.add(connector);
        return connector;
    }

    private Connector unpacking() {
        return asking("trailBucket", EmbeddedAws.BUCKET, "trailPrefix", PREFIX);
    }

    /** All that is told, and with what coverage. */
    private record Told(List<ActivityEvent> events, Activity.Coverage coverage) {

        Set<String> ids() {
            return events.stream().map(ActivityEvent::id).collect(Collectors.toSet());
        }

        Map<String, ActivityEvent> byId() {
            return events.stream().collect(Collectors.toMap(ActivityEvent::id, Function.identity(), (a, b) -> a));
        }
    }

    private Told told(Connector connector, Instant from, Instant to) {
        List<ActivityEvent> events = new ArrayList<>();
        List<Activity.Coverage> coverages = new ArrayList<>();
        Optional<Cursor> cursor = Optional.of(Cursor.START);
        while (cursor.isPresent()) {
            Activity page = seen(connector.activity(new AccountRef(ada), from, to, cursor.get()));
            events.addAll(page.page().items());
            coverages.add(page.coverage());
            cursor = page.page().next();
        }
        return new Told(
                events, coverages.stream().reduce(Activity.Coverage::and).orElseThrow());
    }

    private Told told(Connector connector) {
        return told(connector, noon, evening);
    }

    private String refusal(Connector connector) {
        return reason(connector.activity(new AccountRef(ada), noon, evening, Cursor.START));
    }

    // CloudTrail

    @Test
    void withoutRegionsNothingIsReadAndNothingDeclared() {
        Connector connector = open(aws);
        opened.add(connector);
        assertFalse(connector.capabilities().reads().contains(ReadKind.ACTIVITY));
        assertInstanceOf(
                Observation.Refused.class, connector.activity(new AccountRef(ada), noon, evening, Cursor.START));
        assertFalse(asking().capabilities().reads().contains(ReadKind.SIGN_INS), "every account is asked for these");
    }

    @Test
    void whatIsToldOfAnEventIsTyped() {
        String signIn = aws.signedIn(ada, noon);
        String failed = aws.failedToSignIn(ada, noon.plusSeconds(1));
        String call = aws.did(
                ada,
                Done.call("s3:DeleteBucket", noon.plusSeconds(2))
                        .in("eu-central-1")
                        .by(KEY)
                        .on("arn:aws:s3:::plans"));
        String refused =
                aws.did(ada, Done.call("iam:CreateUser", noon.plusSeconds(3)).refused());
        Map<String, ActivityEvent> told = told(asking()).byId();
        assertEquals(Set.of(signIn, failed, call, refused), told.keySet());
        assertEquals(
                new ActivityEvent(
                        signIn,
                        noon,
                        new ActivityEvent.What.SignedIn(),
                        "password",
                        Optional.empty(),
                        Optional.of("192.0.2.44"),
                        Optional.of("us-east-1")),
                told.get(signIn));
        assertInstanceOf(
                ActivityEvent.What.SignInFailed.class,
                Objects.requireNonNull(told.get(failed)).what());
        assertEquals(
                new ActivityEvent(
                        call,
                        noon.plusSeconds(2),
                        new ActivityEvent.What.Called("s3:DeleteBucket", Optional.of("arn:aws:s3:::plans"), true),
                        "access key",
                        Optional.of(KEY),
                        Optional.of("192.0.2.44"),
                        Optional.of("eu-central-1")),
                told.get(call));
        assertEquals(
                new ActivityEvent.What.Called("iam:CreateUser", Optional.empty(), false),
                Objects.requireNonNull(told.get(refused)).what());
    }

    @Test
    void everyPageOfEveryRegionIsRead() {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 45; i++) {
            expected.add(aws.did(
                    ada,
                    Done.call("ec2:RunInstances", noon.plusSeconds(i)).in(i % 3 == 0 ? "eu-central-1" : "us-east-1")));
        }
        aws.pageSize(7);
        assertEquals(expected, told(asking()).ids());
    }

    @Test
    void whoeverHadTheNameBeforeIsNotTakenForTheUser() {
        String before = aws.addUser("eve", "/", Map.of());
        aws.did(before, Done.call("iam:CreateUser", noon));
        aws.removeUser(before);
        String key = aws.addAccessKey(ada);
        String old =
                aws.did(ada, Done.call("iam:ListUsers", noon.plusSeconds(1)).by(key));
        aws.rename(ada, "eve");
        String now = aws.did(ada, Done.call("iam:ListUsers", noon.plusSeconds(2)));
        assertEquals(Set.of(old, now), told(asking()).ids());
    }

    @Test
    void whatIsDoneWithTemporaryCredentialsIsFollowed() {
        String assumed = aws.did(ada, Done.call("sts:AssumeRole", noon).lending(temporary(1)));
        String chained = aws.didAsRole(
                "any-name",
                Done.call("sts:AssumeRole", noon.plusSeconds(5))
                        .in("eu-central-1")
                        .by(temporary(1))
                        .lending(temporary(2)));
        String done = aws.didAsRole(
                "other-name", Done.call("s3:DeleteBucket", noon.plusSeconds(9)).by(temporary(2)));
        aws.didAsRole(
                "any-name", Done.call("s3:DeleteBucket", noon.plusSeconds(9)).by(temporary(99)));
        assertEquals(Set.of(assumed, chained, done), told(asking()).ids());
    }

    @Test
    void whatIsOlderThanNinetyDaysIsNotTakenForNothing() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(120));
        Activity.Coverage coverage = told(asking(), longAgo, evening).coverage();
        assertTrue(
                coverage.from().isAfter(Instant.now().minus(Duration.ofDays(90))),
                coverage.from().toString());
    }

    @Test
    void whatComesLateIsNotTakenForNothing() {
        aws.trailLag(2);
        String late = aws.did(ada, Done.call("iam:CreateUser", noon));
        Connector connector = asking("trailRegions", "us-east-1");
        Told first = told(connector, noon, Instant.now());
        assertEquals(Set.of(), first.ids());
        assertFalse(first.coverage().until().isAfter(Instant.now().minus(Duration.ofMinutes(15))));
        told(connector);
        assertEquals(Set.of(late), told(connector).ids());
    }

    @Test
    void aThrottledQuestionIsAskedAgain() {
        String id = aws.did(ada, Done.call("iam:CreateUser", noon));
        aws.faults().failNext("LookupEvents", Mode.THROTTLE_READ);
        aws.faults().failNext("LookupEvents", Mode.THROTTLE_READ);
        assertEquals(Set.of(id), told(asking()).ids());
        assertEquals(2, aws.faults().fired(Mode.THROTTLE_READ));
    }

    @Test
    void aMissingPermissionIsNamed() {
        aws.faults().failNext("LookupEvents", Mode.REFUSE_READ);
        Observation<Activity> answer = asking().activity(new AccountRef(ada), noon, evening, Cursor.START);
        assertInstanceOf(Observation.Refused.class, answer);
        assertTrue(reason(answer).contains("cloudtrail:LookupEvents"), reason(answer));
        assertFalse(reason(answer).contains("zebedee"), reason(answer));
    }

    @Test
    void aRoleThatExpiresBetweenTwoPagesIsAssumedAnew() {
        for (int i = 0; i < 30; i++) {
            aws.did(ada, Done.call("iam:CreateUser", noon.plusSeconds(i)));
        }
        aws.after("LookupEvents", aws::expireSessions);
        assertEquals(
                30,
                told(asking("role", aws.addRole("tenure", Optional.empty())))
                        .ids()
                        .size());
        assertEquals(2, aws.calls().stream().filter("AssumeRole"::equals).count());
    }

    @Test
    void aListThatLeadsBackIsNotReadForEver() {
        for (int i = 0; i < 30; i++) {
            aws.did(ada, Done.call("iam:CreateUser", noon.plusSeconds(i)));
        }
        Connector connector = asking();
        Cursor second = seen(connector.activity(new AccountRef(ada), noon, evening, Cursor.START))
                .page()
                .next()
                .orElseThrow();
        aws.faults().failNext("LookupEvents", Mode.REPEAT_MARKER);
        assertInstanceOf(Observation.Unreachable.class, connector.activity(new AccountRef(ada), noon, evening, second));
        assertInstanceOf(
                Observation.Seen.class,
                connector.activity(new AccountRef(ada), noon, evening, second),
                "a page that failed can be asked for again");
    }

    @Test
    void anEventThatCannotBeReadIsTold() {
        aws.did(ada, Done.call("iam:CreateUser", noon));
        aws.faults().failNext("LookupEvents", Mode.GARBLE_READ);
        assertTrue(told(asking()).coverage().missing().isPresent());
    }

    @Test
    void ofAUserWhoIsGoneOnlyFilesTell() {
        String id = aws.did(ada, Done.call("iam:CreateUser", noon));
        delivered();
        aws.removeUser(ada);
        assertTrue(refusal(asking()).contains("no such user"));
        assertEquals(Set.of(id), told(unpacking()).ids());
    }

    // A trail's files

    private static String nameOf(String region, Instant at, String name) {
        return PREFIX + EmbeddedAws.ACCOUNT + "/CloudTrail/" + region + "/"
                + DateTimeFormatter.ofPattern("yyyy/MM/dd")
                        .withZone(ZoneOffset.UTC)
                        .format(at) + "/" + name;
    }

    private List<String> delivered() {
        return aws.deliverTrail(PREFIX);
    }

    @Test
    void everyFileOfEveryRegionIsRead() {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 45; i++) {
            expected.add(aws.did(
                    ada,
                    Done.call("s3:GetObject", noon.plusSeconds(i * 120L))
                            .in(i % 3 == 0 ? "eu-central-1" : "us-east-1")));
        }
        aws.did(ada, Done.call("s3:GetObject", noon.minusSeconds(1)));
        aws.did(ada, Done.call("s3:GetObject", evening.plusSeconds(1)));
        aws.did(aws.addUser("bob", "/", Map.of()), Done.call("s3:GetObject", noon));
        assertTrue(delivered().size() > 4);
        aws.putFile(
                nameOf("us-east-1", noon, "").replace("/CloudTrail/", "/CloudTrail-Digest/") + "digest.json.gz",
                new byte[0]);
        aws.putFile(nameOf("us-east-1", noon, "x_CloudTrail-Digest_x.json.gz"), new byte[0]);
        aws.putFile(nameOf("us-east-1", noon, ""), new byte[0]);
        aws.pageSize(2);
        Told told = told(unpacking());
        assertEquals(expected, told.ids());
        assertEquals(Optional.empty(), told.coverage().missing());
        assertFalse(aws.calls().contains("LookupEvents"));
    }

    @Test
    void aFileThatIsDamagedIsTold() {
        String first = aws.did(ada, Done.call("s3:GetObject", noon));
        String good = delivered().getFirst();
        aws.did(ada, Done.call("s3:PutObject", noon.plusSeconds(1)));
        String bad = delivered().getFirst();
        byte[] whole = aws.file(bad);
        byte[] flipped = whole.clone();
        flipped[whole.length - 6] ^= 1;
        for (byte[] damaged : List.of(
                Arrays.copyOf(whole, whole.length - 20),
                new byte[0],
                "Records".getBytes(StandardCharsets.UTF_8),
                flipped)) {
            aws.putFile(bad, damaged);
            Told told = told(unpacking());
            assertTrue(told.ids().contains(first));
            assertTrue(told.coverage().missing().orElse("").contains("damaged"), told.coverage()::toString);
        }
        aws.putFile(bad, aws.file(good));
        assertEquals(Optional.empty(), told(unpacking()).coverage().missing());
    }

    @Test
    void aFileThatIsNotGivenIsTold() {
        aws.did(ada, Done.call("s3:GetObject", noon));
        String name = delivered().getFirst();
        aws.faults().failNext("GetObject", Mode.REFUSE_READ);
        String missing = told(unpacking()).coverage().missing().orElse("");
        assertTrue(missing.contains("s3:GetObject"), missing);
        aws.after("ListObjectsV2", () -> aws.removeFile(name));
        assertTrue(told(unpacking()).coverage().missing().orElse("").contains("gone"));
    }

    @Test
    void aDayWithoutFilesIsNotTakenForADayOnWhichNothingWasDone() {
        aws.did(ada, Done.call("s3:GetObject", noon));
        delivered();
        String missing = told(unpacking(), noon.minus(Duration.ofDays(2)), evening)
                .coverage()
                .missing()
                .orElse("");
        assertTrue(missing.contains("2 days"), missing);
        assertTrue(told(asking("trailBucket", EmbeddedAws.BUCKET, "trailPrefix", "AWSLogs/"))
                .coverage()
                .missing()
                .orElse("")
                .contains("trailPrefix"));
    }

    @Test
    void aBucketThatIsNotThereOrMayNotBeListedIsNoLog() {
        assertTrue(refusal(asking("trailBucket", "another-bucket")).contains("trailBucket"));
        aws.faults().failNext("ListObjectsV2", Mode.REFUSE_READ);
        assertTrue(refusal(unpacking()).contains("s3:ListBucket"));
    }

    @Test
    void aFileThatIsLostOnTheWayIsReadAgain() {
        aws.did(ada, Done.call("s3:GetObject", noon));
        delivered();
        aws.faults().failNext("GetObject", Mode.THROTTLE_READ);
        aws.faults().failNext("GetObject", Mode.DROP_ON_READ);
        assertEquals(Optional.empty(), told(unpacking()).coverage().missing());
        aws.faults().failNext("GetObject", Mode.FAIL_ON_READ);
        assertInstanceOf(
                Observation.Unreachable.class, unpacking().activity(new AccountRef(ada), noon, evening, Cursor.START));
    }
}
