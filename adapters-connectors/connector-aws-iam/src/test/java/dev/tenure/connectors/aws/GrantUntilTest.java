package dev.tenure.connectors.aws;

import static dev.tenure.connectors.aws.Targets.open;
import static dev.tenure.connectors.aws.Targets.seen;
import static dev.tenure.connectors.aws.Targets.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy that is given up to a moment ends by AWS's own clock, and is seen as what it stands for. */
class GrantUntilTest {

    private static final Instant UNTIL = Instant.parse("2031-02-03T04:05:06Z");

    private final EmbeddedAws aws = EmbeddedAws.start();
    private final Connector connector = open(aws);
    private String user = "";
    private String policy = "";

    @BeforeEach
    void seed() {
        user = aws.addUser("lena", "/", Map.of());
        policy = aws.addPolicy("operators");
    }

    @AfterEach
    void close() {
        connector.close();
        aws.close();
    }

    private ChangeOutcome give(String entitlement, Optional<Instant> until) {
        return connector.apply(
                new Change.GrantEntitlement(new AccountRef(user), new EntitlementRef(entitlement), until),
                new ChangeKey("key"));
    }

    private static Map<String, String> facts(Evidence evidence) {
        return evidence.facts().stream()
                .collect(Collectors.toMap(Evidence.Fact::name, Evidence.Fact::value, (one, other) -> one));
    }

    private static Map<String, String> applied(ChangeOutcome outcome) {
        return facts(assertInstanceOf(ChangeOutcome.Applied.class, outcome, outcome.toString())
                .evidence());
    }

    private String lock() {
        return aws.inlineOf(user).getOrDefault(TimedPolicy.name(policy), "");
    }

    /** What both a read of the user and the listing show. */
    private Set<String> held() {
        AccountState state = seen(connector.read(new AccountRef(user)));
        Set<String> read = state.memberships().stream()
                .map(one -> one.entitlement().nativeId())
                .collect(Collectors.toSet());
        assertEquals(read.size(), state.memberships().size(), "each once");
        List<ObservedEntitlement> listed = whole(connector::entitlements).items();
        assertEquals(
                read,
                listed.stream()
                        .filter(one -> one.members().contains(new ObservedMember.Account(new AccountRef(user))))
                        .map(one -> one.ref().nativeId())
                        .collect(Collectors.toSet()),
                "the listing agrees");
        return read;
    }

    @Test
    void everyStatementEndsAndTheFirstSaysWhatItStandsFor() {
        aws.changePolicy(policy, """
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "A", "Effect": "Allow", "Action": "s3:*", "Resource": "*",
                   "Condition": {"ArnNotEquals": {"aws:principalarn": "arn:aws:iam::1:user/x"}}},
                  {"Effect": "Allow", "Action": "sqs:*", "Resource": "*",
                   "Condition": {"DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}},
                  {"Effect": "Deny", "Action": "ec2:*", "Resource": "*",
                   "Condition": {"DateLessThan": {"AWS:currenttime": ["2029-01-01T00:00:00Z", "2040-01-01T00:00:00Z"]}}}]}
                """);
        assertEquals(
                UNTIL.toString(),
                applied(give(policy, Optional.of(UNTIL.plusMillis(7)))).get(Evidence.UNTIL));
        assertEquals(
                "{\"Version\":\"2012-10-17\",\"Statement\":["
                        + "{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{"
                        + "\"ArnNotEquals\":{\"aws:PrincipalArn\":[\"arn:aws:iam::1:user/x\",\"" + policy + "\"]},"
                        + "\"DateLessThan\":{\"aws:CurrentTime\":\"2031-02-03T04:05:06Z\"}}},"
                        + "{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\",\"Condition\":{"
                        + "\"DateLessThan\":{\"aws:CurrentTime\":\"2030-01-01T00:00:00Z\"}}},"
                        + "{\"Effect\":\"Deny\",\"Action\":\"ec2:*\",\"Resource\":\"*\",\"Condition\":{"
                        + "\"DateLessThan\":{\"aws:CurrentTime\":\"2031-02-03T04:05:06Z\"}}}]}",
                lock());
        assertEquals(Set.of(), aws.attachedTo(user));
        assertEquals(Set.of(policy), held());
    }

    @Test
    void whatSomebodyChangedIsShownAsTheirs() {
        applied(give(policy, Optional.of(UNTIL)));
        assertEquals(Set.of(policy), held());
        String name = TimedPolicy.name(policy);
        aws.putInline(user, name, lock().replace("2031", "2091"));
        assertEquals(Set.of(policy), held(), "another end is an end");
        aws.putInline(user, name, lock().replace("s3:ListAllMyBuckets", "*"));
        assertEquals(Set.of("inline:" + user + ":" + name), held());

        Change revoke = new Change.RevokeEntitlement(new AccountRef(user), new EntitlementRef(policy));
        applied(connector.apply(revoke, new ChangeKey("revoke")));
        assertEquals(Map.of(), aws.inlineOf(user), "it gave what was to be taken");
    }

    @Test
    void anotherDefaultVersionMakesItAnotherPolicy() {
        applied(give(policy, Optional.of(UNTIL)));
        aws.changePolicy(
                policy,
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:b\",\"Resource\":\"*\"}}");
        assertEquals(Set.of("inline:" + user + ":" + TimedPolicy.name(policy)), held());
        Map<String, String> facts = applied(give(policy, Optional.of(UNTIL)));
        assertEquals(UNTIL.toString(), facts.get("before.until"));
        assertTrue(lock().contains("a:b"));
        assertEquals(Set.of(policy), held());
    }

    @Test
    void aPolicyOfAwsThatNobodyElseHasIsListed() {
        String read = aws.addPolicyOfAws("ReadOnlyAccess");
        applied(give(read, Optional.of(UNTIL)));
        assertEquals(Set.of(read), held());
        assertTrue(aws.calls().contains("GetPolicyVersion"));
    }

    @Test
    void revokingTakesBothWaysInWhichItIsHeld() {
        applied(give(policy, Optional.of(UNTIL)));
        aws.attachToUser(user, policy);
        assertEquals(Set.of(policy), held());
        applied(connector.apply(
                new Change.RevokeEntitlement(new AccountRef(user), new EntitlementRef(policy)), new ChangeKey("key")));
        assertEquals(Set.of(), aws.attachedTo(user));
        assertEquals(Map.of(), aws.inlineOf(user));
    }

    @Test
    void madeStandingItHasNoEndAnyMore() {
        applied(give(policy, Optional.of(UNTIL)));
        applied(give(policy, Optional.empty()));
        assertEquals(Set.of(policy), aws.attachedTo(user));
        assertEquals(Map.of(), aws.inlineOf(user));
    }

    @Test
    void whereThereIsNoRoomItIsGivenWithoutTheLockAndSaid() {
        aws.putInline(user, "own", "{" + "x".repeat(1600) + "}");
        Map<String, String> facts = applied(give(policy, Optional.of(UNTIL)));
        assertEquals(Set.of(policy), aws.attachedTo(user));
        assertTrue(facts.getOrDefault("until.notHeld", "").contains("no room"), facts.toString());
        assertTrue(!facts.containsKey(Evidence.UNTIL), facts.toString());
        ChangeOutcome again = give(policy, Optional.of(UNTIL));
        assertInstanceOf(ChangeOutcome.Unchanged.class, again, again.toString());
    }

    @Test
    void whereAwsSaysThereIsNoRoomToo() {
        aws.faults().failNext("PutUserPolicy", Faults.Mode.LIMIT_ON_WRITE);
        assertTrue(applied(give(policy, Optional.of(UNTIL))).containsKey("until.notHeld"));
        assertEquals(Set.of(policy), aws.attachedTo(user));
    }

    @Test
    void aTimeThatIsNotUnderstoodIsNotOverwritten() {
        aws.changePolicy(
                policy,
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:b\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"DateLessThan\":{\"aws:CurrentTime\":\"${aws:PrincipalTag/end}\"}}}}");
        assertTrue(applied(give(policy, Optional.of(UNTIL)))
                .getOrDefault("until.notHeld", "")
                .contains("text"));
    }

    @Test
    void aGroupIsJoinedWithoutAnEnd() {
        String group = aws.addGroup("shop", "/");
        Map<String, String> facts = applied(give(group, Optional.of(UNTIL)));
        assertTrue(facts.containsKey("until.notHeld"), facts.toString());
        assertTrue(!facts.containsKey(Evidence.UNTIL), facts.toString());
    }
}
