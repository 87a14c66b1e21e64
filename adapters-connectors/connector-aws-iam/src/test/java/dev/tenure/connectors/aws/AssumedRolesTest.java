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
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connectors.aws.targets.Done;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of one user in roles are ended, and those of others go on. */
class AssumedRolesTest {

    private static final String POLICY = "TenureSessionsEnded";
    private final Instant before = Instant.now().minusSeconds(600);

    private final EmbeddedAws aws = EmbeddedAws.start();
    private final List<Connector> opened = new ArrayList<>();
    private final AccountRef ada = new AccountRef(aws.addUser("ada", "/", Map.of()));
    private final AccountRef bob = new AccountRef(aws.addUser("bob", "/", Map.of()));

    @AfterEach
    void close() {
        opened.forEach(Connector::close);
        aws.close();
    }

    private Connector connector(String... more) {
        String[] all = Arrays.copyOf(more, more.length + 2);
        all[more.length] = "roleSessions";
        all[more.length + 1] = "yes";
        Connector connector = open(aws, all);
        opened.add(connector);
        return connector;
    }

    private Connector reading() {
        return connector("trailRegions", "us-east-1", "trailPauseMillis", "1");
    }

    private static ChangeOutcome end(Connector connector, AccountRef user) {
        return connector.apply(new Change.EndSessions(user), new ChangeKey("key"));
    }

    private static Evidence applied(ChangeOutcome outcome) {
        return assertInstanceOf(ChangeOutcome.Applied.class, outcome, outcome.toString())
                .evidence();
    }

    private static List<String> values(Evidence evidence, String fact) {
        return evidence.facts().stream()
                .filter(f -> f.name().equals(fact))
                .map(Fact::value)
                .toList();
    }

    private String session(String role, String name) {
        return aws.addRoleSession(role, name, Optional.empty(), before);
    }

    private String policy(String role) {
        return Objects.requireNonNullElse(aws.inlineOfRole(role).get(POLICY), "");
    }

    // Told apart by the trust

    @Test
    void whereSessionsBearTheUsersNameThoseOfOthersGoOn() {
        String role = aws.addRole("deploy", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        aws.putRoleInline(role, "own", "{}");
        session(role, "ada");
        String others = session(role, "bob");
        Connector connector = connector();
        Evidence evidence = applied(end(connector, ada));
        assertEquals(Set.of(others), aws.sessionsOfRole(role));
        String later =
                aws.addRoleSession(role, "ada", Optional.empty(), Instant.now().plusSeconds(5));
        assertEquals(Set.of(others, later), aws.sessionsOfRole(role));
        assertEquals(List.of("deploy"), values(evidence, "denied.inRole"));
        assertEquals(List.of(later), values(evidence, "denied.session"));
        assertTrue(evidence.facts().stream()
                .filter(fact -> fact.name().equals("denied.session"))
                .allMatch(Fact::personal));
        applied(end(connector, bob));
        assertEquals(Set.of(later), aws.sessionsOfRole(role));
        assertEquals(Set.of("own", POLICY), aws.inlineOfRole(role).keySet());
        assertEquals(2, policy(role).split("\"Deny\"", -1).length - 1);
        // Our policy is nothing that anybody holds.
        assertEquals(
                List.of(role, "inline:" + role + ":own"),
                Targets.whole(connector::entitlements).items().stream()
                        .map(one -> one.ref().nativeId())
                        .sorted()
                        .toList());
    }

    @Test
    void whereTheSourceIdentityIsForcedItTellsWhoseASessionIs() {
        String role =
                aws.addRole("deploy", "/", Trusts.where(Trusts.BY_SOURCE, Trusts.user("ada"), Trusts.user("bob")));
        aws.addRoleSession(role, "any", Optional.of("ada"), before);
        String others = aws.addRoleSession(role, "other", Optional.of("bob"), before);
        applied(end(connector(), ada));
        assertEquals(Set.of(others), aws.sessionsOfRole(role));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StringEqualsIfExists\":{\"sts:RoleSessionName\":\"${aws:username}\"}}",
                "{\"StringLike\":{\"sts:RoleSessionName\":[\"${aws:username}\",\"*\"]}}",
                "{\"StringLike\":{\"sts:RoleSessionName\":\"${aws:username}*\"}}",
                "{\"StringNotEquals\":{\"sts:RoleSessionName\":\"${aws:username}\"}}"
            })
    void aConditionThatAnotherUserCanMeetForcesNothing(String condition) {
        String role = aws.addRole("deploy", "/", Trusts.where(condition, Trusts.ROOT));
        session(role, "ada");
        assertEquals(List.of("deploy"), values(applied(end(connector(), ada)), "notToldApart.role"));
        assertEquals("", policy(role));
    }

    @Test
    void whereSomebodyIsLetInOtherwiseNothingIsForced() {
        String forced = Trusts.statement("Allow", Trusts.aws(Trusts.ROOT), Trusts.BY_NAME);
        aws.addRole(
                "also", "/", Trusts.document(forced, Trusts.statement("Allow", Trusts.aws(Trusts.user("bob")), "")));
        aws.addRole(
                "lambda",
                "/",
                Trusts.document(forced, Trusts.statement("Allow", "{\"Service\":\"lambda.amazonaws.com\"}", "")));
        aws.addRole("abroad", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT, "999999999999"));
        // Of what the user cannot assume, or nobody knows, nothing is said.
        aws.addRole("of-bob", "/", Trusts.of(Trusts.user("bob")));
        aws.addRole(
                "of-service",
                "/",
                Trusts.document(Trusts.statement("Allow", "{\"Service\":\"ec2.amazonaws.com\"}", "")));
        aws.addRole("AWSServiceRoleForSupport", "/aws-service-role/support.amazonaws.com/", Trusts.of(Trusts.ROOT));
        assertEquals(List.of("also", "lambda", "abroad"), values(applied(end(connector(), ada)), "notToldApart.role"));
        assertFalse(aws.calls().contains("PutRolePolicy"));
    }

    // Told apart by the log

    @Test
    void whatTheLogShowsIsDeniedAndNothingElse() {
        String role = aws.addRole("deploy", "/", Trusts.of(Trusts.ROOT));
        String next = aws.addRole("next", "/", Trusts.of(role));
        String first = session(role, "botocore-session-1");
        String others = session(role, "botocore-session-2");
        String chained = session(next, "onward");
        String stranger = session(next, "stranger");
        aws.did(
                ada.nativeId(),
                Done.call("sts:AssumeRole", before).lending("ASIA-1").assuming(first));
        aws.didAsRole(
                "botocore-session-1",
                Done.call("sts:AssumeRole", before.plusSeconds(9)).by("ASIA-1").assuming(chained));
        aws.did(
                bob.nativeId(),
                Done.call("sts:AssumeRole", before).lending("ASIA-2").assuming(others));
        aws.did(ada.nativeId(), Done.call("sts:AssumeRole", before).assuming("AROAELSEWHERE0000001:x"));
        aws.did(
                ada.nativeId(),
                Done.call("sts:AssumeRole", before).assuming(stranger).refused());
        Evidence evidence = applied(end(reading(), ada));
        assertEquals(Set.of(others), aws.sessionsOfRole(role));
        assertEquals(Set.of(stranger), aws.sessionsOfRole(next));
        assertEquals(1, values(evidence, "notDenied.sessionElsewhere").size());
        assertEquals(1, values(evidence, "roles.logWholeUntil").size());
        assertEquals(List.of(), values(evidence, "notToldApart.role"));
    }

    @Test
    void aLogThatCannotBeReadKeepsNoOtherDenial() {
        String told = aws.addRole("told", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        aws.addRole("untold", "/", Trusts.of(Trusts.ROOT));
        session(told, "ada");
        Connector connector = reading();
        aws.deny("LookupEvents");
        ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, end(connector, ada));
        assertTrue(refused.reason().contains("cloudtrail:LookupEvents"), refused.reason());
        assertEquals(Set.of(), aws.sessionsOfRole(told));
        assertEquals(List.of("untold"), values(refused.evidence(), "notToldApart.role"));
    }

    // In other accounts

    @Test
    void rolesOfOtherAccountsAreReachedWhereTheyAreRead() {
        EmbeddedAws other = aws.addAccount("111111111111");
        other.addRole("tenure", Optional.empty());
        String told = other.addRole("told", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        // A name that somebody of that account may have too tells nothing.
        String shared = other.addRole("shared", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT, "111111111111"));
        String logged = other.addRole("logged", "/", Trusts.of(Trusts.ROOT));
        for (String role : List.of(told, shared, logged)) {
            other.addRoleSession(role, "ada", Optional.empty(), before);
        }
        String stays = other.addRoleSession(told, "bob", Optional.empty(), before);
        Connector asking = connector("accounts", "111111111111", "credentialReport", "no");
        Evidence evidence = applied(end(asking, ada));
        assertEquals(List.of("111111111111/told"), values(evidence, "denied.inRole"));
        assertEquals(List.of("111111111111/shared", "111111111111/logged"), values(evidence, "notToldApart.role"));
        assertEquals(Set.of(stays), other.sessionsOfRole(told));
        assertEquals(1, other.sessionsOfRole(shared).size());
        String begun = other.addRoleSession(logged, "any", Optional.empty(), before);
        aws.did(ada.nativeId(), Done.call("sts:AssumeRole", before).assuming(begun));
        Connector reading = connector(
                "accounts",
                "111111111111",
                "credentialReport",
                "no",
                "trailRegions",
                "us-east-1",
                "trailPauseMillis",
                "1");
        applied(end(reading, ada));
        assertFalse(other.sessionsOfRole(logged).contains(begun));
        other.faults().failNext("GetAccountAuthorizationDetails", Mode.REFUSE_READ);
        ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, end(asking, ada));
        assertTrue(refused.reason().contains("account 111111111111"), refused.reason());
    }

    // One role after the other

    @ParameterizedTest
    @CsvSource({
        "REFUSE_WRITE, true",
        "LIMIT_ON_WRITE, true",
        "STRANGE_ON_WRITE, true",
        "UNMODIFIABLE_ON_WRITE, false",
        "NO_ENTITY_ON_WRITE, false"
    })
    void whateverBecomesOfOneRoleTheNextHasItsTurn(Mode mode, boolean refused) {
        String one = aws.addRole("one", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        String two = aws.addRole("two", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        String left = session(one, "ada");
        session(two, "ada");
        aws.addSession(ada.nativeId(), before);
        Connector connector = connector();
        aws.faults().failNext("PutRolePolicy", mode);
        ChangeOutcome outcome = end(connector, ada);
        Evidence evidence = refused
                ? assertInstanceOf(ChangeOutcome.Refused.class, outcome).evidence()
                : assertInstanceOf(ChangeOutcome.InDoubt.class, outcome).evidence();
        assertEquals(List.of("one"), values(evidence, "notDenied.role"));
        assertEquals(List.of("two"), values(evidence, "denied.inRole"));
        assertEquals(Set.of(left), aws.sessionsOfRole(one));
        assertEquals(Set.of(), aws.sessionsOfRole(two));
        assertEquals(Set.of(), aws.sessionsOf(ada.nativeId()));
        assertFalse(outcome.toString().contains("reason=zebedee"), outcome.toString());
        applied(end(connector, ada));
        assertEquals(Set.of(), aws.sessionsOfRole(one));
    }

    @Test
    void whereTheUsersOwnSessionsStayTheirRolesAreDeniedAllTheSame() {
        String role = aws.addRole("deploy", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        session(role, "ada");
        Connector connector = connector();
        aws.faults().failNext("PutUserPolicy", Mode.UNMODIFIABLE_ON_WRITE);
        assertInstanceOf(ChangeOutcome.InDoubt.class, end(connector, ada));
        assertEquals(Set.of(), aws.sessionsOfRole(role));
        aws.faults().failNext("PutUserPolicy", Mode.REFUSE_WRITE);
        assertInstanceOf(ChangeOutcome.Refused.class, end(connector, ada));
    }

    @Test
    void aDenialThatIsConfirmedAndDoesNotShowIsDoubt() {
        aws.addRole("deploy", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        Connector connector = connector();
        for (int i = 0; i < 3; i++) {
            aws.faults().failNext("PutRolePolicy", Mode.LIE);
        }
        assertInstanceOf(ChangeOutcome.InDoubt.class, end(connector, ada));
        aws.faults().failNext("PutRolePolicy", Mode.DROP_AFTER_WRITE);
        applied(end(connector, ada));
    }

    @Test
    void rolesThatCannotBeReadAreNoReasonToLeaveTheUsersOwnSessions() {
        aws.addSession(ada.nativeId(), before);
        Connector connector = connector();
        aws.deny("GetAccountAuthorizationDetails");
        assertInstanceOf(ChangeOutcome.Refused.class, end(connector, ada));
        assertEquals(Set.of(), aws.sessionsOf(ada.nativeId()));
    }

    // One policy for several

    @Test
    void whatAnotherWriterWritesOverIsWrittenAgainWithTheirs() {
        String role = aws.addRole("deploy", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        session(role, "ada");
        session(role, "bob");
        Connector connector = connector();
        applied(end(connector, bob));
        String theirs = policy(role);
        aws.after("PutRolePolicy", () -> aws.putRoleInline(role, POLICY, theirs));
        applied(end(connector, ada));
        assertEquals(Set.of(), aws.sessionsOfRole(role));
    }

    @Test
    void whatNoSessionIsOldEnoughForIsDropped() {
        String role = aws.addRole("deploy", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        RoleDenial.Statement old = RoleDenial.Statement.of(
                RoleDenial.By.SESSION,
                Set.of("AROAOLD0000000000001:old"),
                Instant.now().minusSeconds(12 * 3600 + 60));
        RoleDenial.Statement young = RoleDenial.Statement.of(
                RoleDenial.By.SOURCE, Set.of("young", "a"), Instant.now().minusSeconds(11 * 3600));
        aws.putRoleInline(
                role,
                POLICY,
                RoleDenial.NONE.with(List.of(old, young), Instant.now()).written());
        applied(end(connector(), ada));
        applied(end(connector(), ada));
        assertFalse(policy(role).contains("AROAOLD"));
        assertTrue(policy(role).contains("\"a\",\"young\""));
        assertEquals(2, policy(role).split("\"Deny\"", -1).length - 1);
    }

    @Test
    void aPolicyOfOurNameThatSaysSomethingElseIsSomebodys() {
        String role = aws.addRole("deploy", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        String theirs = RoleDenial.NONE
                .with(List.of(RoleDenial.Statement.of(RoleDenial.By.SOURCE, Set.of("bob"), before)), before)
                .written()
                .replace("]}", ",{}]}");
        aws.putRoleInline(role, POLICY, theirs);
        ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, end(connector(), ada));
        assertTrue(refused.reason().contains(POLICY), refused.reason());
        assertEquals(theirs, policy(role));
    }

    @Test
    void aRoleWithoutRoomIsNamed() {
        String role = aws.addRole("full", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        aws.putRoleInline(role, "own", "x".repeat(10_200));
        ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, end(connector(), ada));
        assertEquals(List.of("full"), values(refused.evidence(), "notDenied.role"));
    }

    // Where it is not asked for

    @Test
    void withoutTheSettingNoRoleIsTouchedAndTheCertificateSaysSo() {
        String role = aws.addRole("deploy", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
        String on = session(role, "ada");
        try (Connector connector = open(aws)) {
            applied(end(connector, ada));
            assertEquals(Set.of(on), aws.sessionsOfRole(role));
            assertTrue(left(connector).endsWith("not denied anything"), left(connector));
            aws.deny("PutRolePolicy");
            assertEquals(List.of(), seen(connector.connect()).shortfalls());
        }
        assertTrue(left(connector()).contains("trust does not tell users apart"), left(connector()));
        assertTrue(left(reading()).contains("nor the log"), left(reading()));
        assertTrue(seen(connector().connect()).shortfalls().getFirst().contains("iam:PutRolePolicy"));
    }

    private static String left(Connector connector) {
        return connector.capabilities().unobservable().get(1).what();
    }
}
