package dev.tenure.connectors.aws;

import static dev.tenure.connectors.aws.Targets.open;
import static dev.tenure.connectors.aws.Targets.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users are made shut out, changed reversibly, and deleted only when nothing of them can live. */
class MakingTest {

    private static final Duration LONG_AGO = Duration.ofHours(37);

    private final EmbeddedAws aws = EmbeddedAws.start();
    private final Connector connector = open(aws);

    @AfterEach
    void close() {
        connector.close();
        aws.close();
    }

    private ChangeOutcome apply(Change change) {
        return connector.apply(change, new ChangeKey("key"));
    }

    private static ChangeOutcome.Applied applied(ChangeOutcome outcome) {
        return assertInstanceOf(ChangeOutcome.Applied.class, outcome, outcome.toString());
    }

    private static String refused(ChangeOutcome outcome) {
        return assertInstanceOf(ChangeOutcome.Refused.class, outcome, outcome.toString())
                .reason();
    }

    private static Change.CreateAccount create(String attribute, String value, Map<String, String> more) {
        return new Change.CreateAccount(attribute, value, more);
    }

    private Set<String> employee(String number) {
        return aws.usersWith("employee", number);
    }

    // Made

    @Test
    void aNewUserHasPathTagsAndBoundaryAndIsDeniedFirstOfAll() {
        String bound = aws.addPolicy("bound");
        applied(apply(create(
                "tag:employee",
                "7",
                Map.of("UserName", "lena", "Path", "/staff/", "tag:team", "shop", "PermissionsBoundary", bound))));
        String id = employee("7").iterator().next();
        assertEquals("lena", aws.nameOf(id));
        assertEquals("/staff/", aws.pathOf(id));
        assertEquals(Map.of("employee", "7", "team", "shop"), aws.tagsOf(id));
        assertEquals(Optional.of(bound), aws.boundaryOf(id));
        assertEquals(
                SignIn.DISABLED,
                seen(connector.read(new AccountRef(id))).account().signIn());
        assertEquals(
                List.of("CreateUser", "PutUserPolicy"),
                aws.effects().stream().map(effect -> effect.action()).toList());
    }

    @Test
    void aNameThatAnotherUserHasIsRefused() {
        String there = aws.addUser("lena", "/", Map.of("employee", "1"));
        assertTrue(refused(apply(create("tag:employee", "7", Map.of("UserName", "lena"))))
                .contains("already"));
        assertEquals(Map.of(), aws.inlineOf(there), "nothing was done to the other");
        aws.faults().failNext("CreateUser", Faults.Mode.DROP_BEFORE_WRITE);
        assertInstanceOf(ChangeOutcome.InDoubt.class, apply(create("tag:employee", "7", Map.of("UserName", "lena"))));
        assertEquals(Map.of(), aws.inlineOf(there), "nor where the answer was lost");
    }

    @Test
    void withoutTheDenialThereIsNoUser() {
        aws.faults().failNext("PutUserPolicy", Faults.Mode.REFUSE_WRITE);
        assertTrue(refused(apply(create("UserName", "lena", Map.of()))).contains("deleted again"));
        applied(apply(create("UserName", "lena", Map.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "UserName, no spaces, UserName",
        "Path, staff, Path",
        "tag:aws:x, y, tag:aws:x",
        "tag:team, a#b, tag:team",
        "PermissionsBoundary, none, PermissionsBoundary",
        "Arn, arn:aws:iam::1:user/x, attributes"
    })
    void whatIamDoesNotTakeIsRefusedByItsName(String attribute, String value, String named) {
        String user = aws.addUser("lena", "/", Map.of());
        String changing =
                refused(apply(new Change.UpdateAccount(new AccountRef(user), Map.of(attribute, Optional.of(value)))));
        assertTrue(changing.startsWith(named + ":"), changing);
        if (!attribute.equals("UserName")) {
            String making = refused(apply(create("UserName", "new", Map.of(attribute, value))));
            assertTrue(making.startsWith(named + ":"), making);
        }
        assertEquals(0, aws.effects().size());
    }

    // Changed

    @Test
    void nameTagsAndBoundaryChangeTogetherAndTellWhatStoodBefore() {
        String user = aws.addUser("lena", "/", Map.of("team", "shop", "old", "x"));
        String bound = aws.addPolicy("bound");
        ChangeOutcome.Applied outcome = applied(apply(new Change.UpdateAccount(
                new AccountRef(user),
                Map.of(
                        "UserName", Optional.of("lena.new"),
                        "Path", Optional.of("/staff/"),
                        "tag:team", Optional.of("stock"),
                        "tag:old", Optional.empty(),
                        "PermissionsBoundary", Optional.of(bound)))));
        assertEquals("lena.new", aws.nameOf(user));
        assertEquals("/staff/", aws.pathOf(user));
        assertEquals(Map.of("team", "stock"), aws.tagsOf(user));
        assertEquals(Optional.of(bound), aws.boundaryOf(user));
        String facts = outcome.evidence().facts().toString();
        for (String before :
                Set.of("before.UserName, value=lena,", "before.tag:team, value=shop,", "before.tag:old, value=x,")) {
            assertTrue(facts.contains(before), facts);
        }
        applied(apply(new Change.UpdateAccount(new AccountRef(user), Map.of("PermissionsBoundary", Optional.empty()))));
        assertEquals(Optional.empty(), aws.boundaryOf(user));
    }

    // Deleted

    private String leaver(Duration ago) {
        String user = aws.addUser("lena", "/", Map.of());
        applied(apply(new Change.DisableAccount(new AccountRef(user))));
        aws.putInline(user, Denial.SESSIONS, Denial.olderThan(Instant.now().minus(ago)));
        return user;
    }

    @Test
    void nobodyIsDeletedWhoseSessionsCouldLive() {
        String user = aws.addUser("lena", "/", Map.of());
        Change delete = new Change.DeleteAccount(new AccountRef(user));
        assertTrue(refused(apply(delete)).contains("not shut out"));
        applied(apply(new Change.DisableAccount(new AccountRef(user))));
        assertTrue(refused(apply(delete)).contains("end them"));
        applied(apply(new Change.EndSessions(new AccountRef(user))));
        String ended = aws.inlineOf(user).getOrDefault(Denial.SESSIONS, "");
        Instant from = Instant.parse(Denial.endedBefore(Denial.SESSIONS, ended).orElseThrow())
                .plus(Duration.ofHours(36));
        assertTrue(refused(apply(delete)).contains("can be deleted from " + from + " on"));
        assertTrue(aws.exists(user));
    }

    @Test
    void whatHangsOnAUserGoesFirst() {
        String user = leaver(LONG_AGO);
        aws.addMember(aws.addGroup("shop", "/"), user);
        aws.attachToUser(user, aws.addPolicy("operators"));
        aws.putInline(user, "own", "{}");
        aws.switchOff(user, aws.addAccessKey(user));
        aws.addCertificate(user);
        aws.addSshKey(user);
        aws.addServiceCredential(user);
        aws.addVirtualDevice(user);
        Change delete = new Change.DeleteAccount(new AccountRef(user));
        applied(apply(delete));
        assertFalse(aws.exists(user));
        assertInstanceOf(ChangeOutcome.Unchanged.class, apply(delete));
    }

    @Test
    void whoStaysIsDeniedAgain() {
        String user = leaver(LONG_AGO);
        aws.faults().failNext("DeleteUser", Faults.Mode.CONFLICT_ON_WRITE);
        Change delete = new Change.DeleteAccount(new AccountRef(user));
        assertTrue(refused(apply(delete)).contains("hangs on it"));
        assertTrue(aws.isDenied(user));
        applied(apply(delete));
    }

    @Test
    void anAnswerThatIsLostIsSettledByReading() {
        String user = leaver(LONG_AGO);
        aws.faults().failNext("DeleteUser", Faults.Mode.DROP_AFTER_WRITE);
        applied(apply(new Change.DeleteAccount(new AccountRef(user))));
        aws.faults().failNext("CreateUser", Faults.Mode.DROP_AFTER_WRITE);
        applied(apply(create("UserName", "nora", Map.of())));
        assertInstanceOf(ChangeOutcome.Unchanged.class, apply(create("UserName", "nora", Map.of())));
    }
}
