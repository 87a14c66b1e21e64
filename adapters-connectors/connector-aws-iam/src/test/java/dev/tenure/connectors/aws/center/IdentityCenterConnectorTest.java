package dev.tenure.connectors.aws.center;

import static dev.tenure.connectors.aws.Targets.reason;
import static dev.tenure.connectors.aws.Targets.seen;
import static dev.tenure.connectors.aws.center.CenterTargets.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connectors.aws.targets.Effect;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults.Mode;
import dev.tenure.connectors.aws.targets.IdentityCenter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityCenterConnectorTest {

    private static final String BILLING = "210987654321";
    private static final String SHOP = "345678901234";
    private static final String SOMEBODYS =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    private static AccountRef leaver(EmbeddedAws aws) {
        return new AccountRef(aws.center().addUser("zebedee", "4711"));
    }

    private static EntitlementRef assigned(String account, String set) {
        return new EntitlementRef(account + "/" + set);
    }

    private static ChangeOutcome apply(Connector connector, Change change) {
        return connector.apply(change, new ChangeKey("key"));
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

    private static <T> List<T> whole(Function<Cursor, Observation<Page<T>>> listing) {
        List<T> all = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<T> page = seen(listing.apply(next.get()));
            all.addAll(page.items());
            next = page.next();
        }
        return all;
    }

    private static Map<String, Set<ObservedMember>> listed(Connector connector) {
        return whole(connector::entitlements).stream()
                .collect(Collectors.toMap(one -> one.ref().nativeId(), one -> Set.copyOf(one.members())));
    }

    // Which instance

    @Test
    void theOnlyInstanceIsFoundAndToldOfOnce() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            assertTrue(seen(connector.connect()).product().contains(IdentityCenter.INSTANCE));
            assertEquals(Optional.empty(), seen(connector.connect()).own());
            whole(connector::accounts);
            assertEquals(
                    1, aws.calls().stream().filter("sso:ListInstances"::equals).count());
        }
    }

    @Test
    void aStoreThatIsNotThereIsNoAbsentUser() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "instance", IdentityCenter.INSTANCE, "identityStore", "d-0000000000")) {
            AccountRef user = leaver(aws);
            assertInstanceOf(Observation.Refused.class, connector.read(user));
            assertInstanceOf(Observation.Refused.class, connector.accounts(Cursor.START));
            assertInstanceOf(ChangeOutcome.Refused.class, apply(connector, new Change.RevokeMemberships(user)));
        }
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "identityStore", "d-0000000000")) {
            assertTrue(reason(connector.connect()).contains("identityStore"), reason(connector.connect()));
        }
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(
                        aws,
                        "identityStore",
                        IdentityCenter.STORE,
                        "instance",
                        IdentityCenter.INSTANCE.replace("abcdef", "000000"))) {
            AccountRef user = leaver(aws);
            assertInstanceOf(Observation.Refused.class, connector.read(user));
            assertInstanceOf(ChangeOutcome.Refused.class, apply(connector, new Change.EndSessions(user)));
        }
    }

    @Test
    void aRoleIsAssumedAndAnewWhenItsCredentialsAreOver() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "role", aws.addRole("tenure", Optional.empty()))) {
            AccountRef user = leaver(aws);
            seen(connector.read(user));
            aws.expireSessions();
            seen(connector.read(user));
            assertEquals(2, aws.calls().stream().filter("AssumeRole"::equals).count());
        }
    }

    // Reading

    @Test
    void aUserIsReadWithStatusAndAttributes() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "attributes", "Email ExternalId")) {
            AccountRef user = leaver(aws);
            aws.center().setEmail(user.nativeId(), "zebedee@example.org");
            ObservedAccount listed = whole(connector::accounts).get(0);
            assertEquals(listed, seen(connector.read(user)).account());
            assertEquals("zebedee", listed.name());
            assertEquals(SignIn.ENABLED, listed.signIn());
            assertEquals(Map.of("Email", "zebedee@example.org", "ExternalId", "4711"), listed.attributes());
            aws.center().setStatus(user.nativeId(), "DISABLED");
            assertEquals(SignIn.DISABLED, seen(connector.read(user)).account().signIn());
            aws.center().setStatus(user.nativeId(), "");
            ObservedAccount untold = seen(connector.read(user)).account();
            assertEquals(SignIn.UNKNOWN, untold.signIn());
            assertFalse(untold.problems().isEmpty());
            for (Map.Entry<String, String> one : Map.of(
                            "UserName", "Zebedee", "Email", "ZEBEDEE@example.org", "ExternalId", "4711")
                    .entrySet()) {
                assertEquals(
                        1, seen(connector.find(one.getKey(), one.getValue())).size(), one.getKey());
            }
            assertInstanceOf(Observation.Refused.class, connector.find("Password", "x"));
        }
    }

    @Test
    void whatAGroupHasItsUsersHoldByNesting() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            String group = center.addGroup("operators");
            String set = center.addPermissionSet("Admin");
            center.addMember(group, user.nativeId());
            center.assignToGroup(BILLING, set, group);
            center.assignToGroup(SHOP, set, group);
            center.assignToUser(SHOP, set, user.nativeId());
            MembershipCause byGroup = new MembershipCause.Nested(new EntitlementRef(group));
            assertEquals(
                    Set.of(
                            new AccountState.Membership(new EntitlementRef(group), "operators"),
                            new AccountState.Membership(assigned(BILLING, set), "Admin in " + BILLING, byGroup),
                            new AccountState.Membership(assigned(SHOP, set), "Admin in " + SHOP, byGroup),
                            new AccountState.Membership(assigned(SHOP, set), "Admin in " + SHOP)),
                    Set.copyOf(seen(connector.read(user)).memberships()));
            ObservedMember itself = new ObservedMember.Account(user);
            ObservedMember throughGroup = new ObservedMember.Entitlement(new EntitlementRef(group));
            assertEquals(
                    Map.of(
                            group,
                            Set.of(itself),
                            assigned(BILLING, set).nativeId(),
                            Set.of(throughGroup),
                            assigned(SHOP, set).nativeId(),
                            Set.of(itself, throughGroup)),
                    listed(connector));
            assertInstanceOf(
                    ChangeOutcome.Unchanged.class,
                    apply(connector, new Change.RevokeEntitlement(user, assigned(BILLING, set))));
            assertEquals(List.of(), aws.effects());
        }
    }

    @Test
    void everyListIsReadToItsEndTwoByTwo() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            center.pageSize(2);
            AccountRef user = leaver(aws);
            Set<String> held = new HashSet<>();
            String many = center.addPermissionSet("many");
            for (int i = 0; i < 5; i++) {
                String group = center.addGroup("group-" + i);
                String other = center.addUser("other-" + i, "" + i);
                center.addMember(group, user.nativeId());
                center.addMember(group, other);
                center.addMember(group, center.addUser("third-" + i, "t" + i));
                String account = "10000000000" + i;
                center.assignToUser(account, many, user.nativeId());
                center.assignToUser(account, many, other);
                center.assignToGroup(account, many, group);
                String set = center.addPermissionSet("set-" + i);
                center.assignToUser(SHOP, set, user.nativeId());
                held.add(group);
                held.add(account + "/" + many);
                held.add(SHOP + "/" + set);
            }
            assertEquals(11, whole(connector::accounts).size());
            Map<String, Set<ObservedMember>> listed = listed(connector);
            assertEquals(held, listed.keySet());
            assertEquals(
                    5 * 3 + 5 * 3 + 5,
                    listed.values().stream().mapToInt(Set::size).sum());
            assertEquals(
                    held,
                    seen(connector.read(user)).revocable().stream()
                            .map(one -> one.entitlement().nativeId())
                            .collect(Collectors.toSet()));
            applied(apply(connector, new Change.EndSessions(user)));
            for (int i = 0; i < 5; i++) {
                assertTrue(center.policyIn("10000000000" + i, many).contains(user.nativeId()));
            }
            Evidence evidence = applied(apply(connector, new Change.RevokeMemberships(user)));
            assertEquals(held, Set.copyOf(values(evidence, "removed.id")));
            assertEquals(Set.of(), center.groupsOf(user.nativeId()));
            assertEquals(Set.of(), center.assignedTo(user.nativeId()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLE_READ, 6, false",
        "FAIL_ON_READ, 1, false",
        "GARBLE_READ, 1, false",
        "REPEAT_MARKER, 2, false",
        "DROP_ON_READ, 2, false",
        "NAMELESS_READ, 1, false",
        "REFUSE_READ, 1, true"
    })
    void aReadThatFailsIsAClearAnswer(Mode mode, int times, boolean refused) {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            seen(connector.read(user));
            aws.faults().failNext(times, mode);
            // Nobody of that name is read anew, so that the next page is the next call.
            Observation<?> answer = connector.find("UserName", "nobody");
            assertEquals(times, aws.faults().fired(mode));
            assertEquals(
                    refused ? Observation.Refused.class : Observation.Unreachable.class,
                    answer.getClass(),
                    answer.toString());
            assertFalse(answer.toString().contains("zebedee"), answer.toString());
            assertTrue(!refused || answer.toString().contains("aws-identity-center.md"), answer.toString());
            assertTrue(seen(connector.read(user)).exists());
        }
    }

    @Test
    void aListInAnyPageThatFailsIsNoShorterListAndCanBeAskedForAgain() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            for (int i = 0; i < 10; i++) {
                center.assignToUser(SHOP, center.addPermissionSet("set-" + i), center.addUser("user-" + i, ""));
            }
            Cursor second = seen(connector.entitlements(Cursor.START)).next().orElseThrow();
            aws.faults().failNext("sso:ListAccountAssignments", Mode.REFUSE_READ);
            assertTrue(reason(connector.entitlements(second)).contains("ListAccountAssignments"));
            assertEquals(10, seen(connector.entitlements(second)).items().size());
        }
    }

    @Test
    void tenThousandUsersAreListed() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "pageSize", "100")) {
            for (int i = 0; i < 10_000; i++) {
                aws.center().addUser("user-" + i, Integer.toString(i));
            }
            assertEquals(10_000, whole(connector::accounts).size());
            assertEquals(1, seen(connector.find("ExternalId", "9999")).size());
            assertTrue(aws.calls().size() < 210, aws.calls().size() + " calls");
        }
    }

    // What AWS carries out later

    @Test
    void whatAwsTakesOnIsWaitedFor() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            center.takes(5);
            AccountRef user = leaver(aws);
            String set = center.addPermissionSet("Admin");
            applied(apply(connector, new Change.GrantEntitlement(user, assigned(SHOP, set))));
            center.addSession(user.nativeId(), SHOP, set, Instant.now());
            applied(apply(connector, new Change.EndSessions(user)));
            assertEquals(Set.of(), center.sessionsOf(user.nativeId()));
            applied(apply(connector, new Change.RevokeMemberships(user)));
            assertEquals(Set.of(), center.assignedTo(user.nativeId()));
            assertEquals(
                    5,
                    aws.calls().stream()
                            .filter("sso:DescribeAccountAssignmentDeletionStatus"::equals)
                            .count());
        }
    }

    @Test
    void whatAwsCouldNotCarryOutIsRefusedWithItsReasonAndTheRestIsDone() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            String set = center.addPermissionSet("Admin");
            center.assignToUser(SHOP, set, user.nativeId());
            center.assignToUser(BILLING, set, user.nativeId());
            center.addMember(center.addGroup("group"), user.nativeId());
            center.failLater("sso:DeleteAccountAssignment", "zebedee is in the way");
            ChangeOutcome outcome = apply(connector, new Change.RevokeMemberships(user));
            ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, outcome, outcome.toString());
            assertTrue(refused.reason().contains("DeleteAccountAssignment"), refused.reason());
            assertFalse(refused.reason().contains("zebedee"), refused.reason());
            assertEquals(
                    List.of("zebedee is in the way"), values(refused.evidence(), "failure.DeleteAccountAssignment"));
            assertTrue(refused.evidence().facts().stream()
                    .filter(fact -> fact.value().contains("zebedee"))
                    .allMatch(Fact::personal));
            assertEquals(2, values(refused.evidence(), "removed.id").size());
            assertEquals(1, center.assignedTo(user.nativeId()).size());

            center.failLater("sso:ProvisionPermissionSet", "a policy of the organization");
            center.addSession(user.nativeId(), SHOP, set, Instant.now());
            outcome = apply(connector, new Change.EndSessions(user));
            assertInstanceOf(ChangeOutcome.Refused.class, outcome, outcome.toString());
            assertEquals(1, center.sessionsOf(user.nativeId()).size());
            applied(apply(connector, new Change.EndSessions(user)));
            assertEquals(Set.of(), center.sessionsOf(user.nativeId()));
            applied(apply(connector, new Change.RevokeMemberships(user)));
        }
    }

    @Test
    void whatTakesLongerThanIsWaitedForIsInDoubtAndThenUnchanged() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "longestChangeMillis", "1", "pollMillis", "2")) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            center.assignToUser(SHOP, center.addPermissionSet("Admin"), user.nativeId());
            center.takes(8);
            ChangeOutcome outcome = apply(connector, new Change.RevokeMemberships(user));
            assertInstanceOf(ChangeOutcome.InDoubt.class, outcome, outcome.toString());
            for (int i = 0; i < 8; i++) {
                seen(connector.read(user));
            }
            assertInstanceOf(ChangeOutcome.Unchanged.class, apply(connector, new Change.RevokeMemberships(user)));
        }
    }

    @Test
    void anAccountThatAwsDoesNotKnowIsRefused() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            String set = aws.center().addPermissionSet("Admin");
            aws.center().failLater("sso:CreateAccountAssignment", "no such account");
            ChangeOutcome outcome = apply(connector, new Change.GrantEntitlement(user, assigned("999999999999", set)));
            assertInstanceOf(ChangeOutcome.Refused.class, outcome, outcome.toString());
            assertInstanceOf(
                    ChangeOutcome.Refused.class,
                    apply(
                            connector,
                            new Change.GrantEntitlement(user, assigned(SHOP, set.replace("ps-0000", "ps-ffff")))));
            assertEquals(List.of(), aws.effects());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {
                "REFUSE_WRITE",
                "LIMIT_ON_WRITE",
                "STRANGE_ON_WRITE",
                "NO_ENTITY_ON_WRITE",
                "FAIL_ON_WRITE",
                "LIE",
                "DROP_BEFORE_WRITE"
            })
    void whateverBecomesOfOneStepTheOthersHaveTheirTurn(Mode mode) {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            center.addMember(center.addGroup("group"), user.nativeId());
            center.assignToUser(SHOP, center.addPermissionSet("Admin"), user.nativeId());
            aws.faults().failNext(1, mode);
            ChangeOutcome outcome = apply(connector, new Change.RevokeMemberships(user));
            assertEquals(1, aws.faults().fired(mode));
            boolean refused = Set.of(Mode.REFUSE_WRITE, Mode.LIMIT_ON_WRITE, Mode.STRANGE_ON_WRITE)
                    .contains(mode);
            assertEquals(
                    refused ? ChangeOutcome.Refused.class : ChangeOutcome.InDoubt.class,
                    outcome.getClass(),
                    outcome.toString());
            assertFalse(
                    outcome.toString().replace("zebedee, personal=true", "").contains("zebedee"), outcome.toString());
            assertEquals(Set.of(), center.assignedTo(user.nativeId()));
            assertEquals(1, center.groupsOf(user.nativeId()).size());
            applied(apply(connector, new Change.RevokeMemberships(user)));
            assertEquals(Set.of(), center.groupsOf(user.nativeId()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"THROTTLE_WRITE", "UNMODIFIABLE_ON_WRITE"})
    void throttlingAndConflictsAreWaitedOutWithPatience(Mode mode) {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.center().assignToUser(SHOP, aws.center().addPermissionSet("Admin"), user.nativeId());
            aws.faults().failNext(6, mode);
            ChangeOutcome outcome = apply(connector, new Change.RevokeMemberships(user));
            assertInstanceOf(ChangeOutcome.Unreachable.class, outcome, outcome.toString());
            aws.faults().failNext(5, mode);
            applied(apply(connector, new Change.RevokeMemberships(user)));
        }
    }

    @Test
    void aWriteThatShowsLateIsInDoubtAndThenUnchanged() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.center().addMember(aws.center().addGroup("group"), user.nativeId());
            seen(connector.read(user));
            aws.center().lag(8);
            Change change = new Change.RevokeMemberships(user);
            assertInstanceOf(ChangeOutcome.InDoubt.class, apply(connector, change));
            ChangeOutcome last = apply(connector, change);
            for (int i = 0; i < 10 && !(last instanceof ChangeOutcome.Unchanged); i++) {
                last = apply(connector, change);
            }
            assertInstanceOf(ChangeOutcome.Unchanged.class, last, last.toString());
        }
    }

    // What somebody does meanwhile

    @Test
    void whatIsGivenDuringTheLeaverIsSweptAndTold() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            String set = center.addPermissionSet("Admin");
            String late = center.addPermissionSet("Late");
            String group = center.addGroup("late");
            center.assignToUser(SHOP, set, user.nativeId());
            aws.after("sso:PutInlinePolicyToPermissionSet", () -> {
                center.assignToGroup(BILLING, late, group);
                center.addMember(group, user.nativeId());
                center.addSession(user.nativeId(), BILLING, late, Instant.now());
            });
            Evidence ended = applied(apply(connector, new Change.EndSessions(user)));
            assertEquals(List.of(late), values(ended, "cameMeanwhile"));
            assertEquals(Set.of(set, late), Set.copyOf(values(ended, "denied.permissionSet")));
            assertEquals(Set.of(), center.sessionsOf(user.nativeId()));

            String another = center.addGroup("another");
            aws.after("sso:DeleteAccountAssignment", () -> center.addMember(another, user.nativeId()));
            Evidence revoked = applied(apply(connector, new Change.RevokeMemberships(user)));
            assertEquals(List.of(another), values(revoked, "cameMeanwhile"));
            assertEquals(Set.of(), center.groupsOf(user.nativeId()));
            assertEquals(Set.of(), center.assignedTo(user.nativeId()));
        }
    }

    @Test
    void whoeverGivesGroupsWithoutEndIsNotCalledClean() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            center.addMember(center.addGroup("first"), user.nativeId());
            for (int i = 0; i < 20; i++) {
                aws.after(
                        "identitystore:DeleteGroupMembership",
                        () -> center.addMember(center.addGroup("more"), user.nativeId()));
            }
            ChangeOutcome outcome = apply(connector, new Change.RevokeMemberships(user));
            assertInstanceOf(ChangeOutcome.InDoubt.class, outcome, outcome.toString());
        }
    }

    // Sessions

    @Test
    void sessionsAreDeniedInEveryAccountAndThePolicyOfOthersIsKept() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            String other = center.addUser("other", "");
            String group = center.addGroup("group");
            center.addMember(group, user.nativeId());
            String direct = center.addPermissionSet("direct");
            center.setPolicy(direct, SOMEBODYS);
            String byGroup = center.addPermissionSet("by-group");
            center.assignToUser(SHOP, direct, user.nativeId());
            center.assignToUser(BILLING, direct, other);
            center.assignToGroup(BILLING, byGroup, group);
            center.addSession(user.nativeId(), SHOP, direct, Instant.now().minusSeconds(60));
            center.addSession(user.nativeId(), BILLING, direct, Instant.now().minusSeconds(60));
            center.addSession(user.nativeId(), BILLING, byGroup, Instant.now());
            String spared = center.addSession(other, BILLING, direct, Instant.now());
            Evidence evidence = applied(apply(connector, new Change.EndSessions(user)));
            assertEquals(Set.of(direct, byGroup), Set.copyOf(values(evidence, "denied.permissionSet")));
            assertEquals(List.of("0"), values(evidence, "readBack.permissionSetsNotDenied"));
            assertEquals(1, values(evidence, "denied.until").size());
            assertEquals(Set.of(), center.sessionsOf(user.nativeId()));
            assertEquals(Set.of(spared), center.sessionsOf(other));
            assertTrue(center.policyOf(direct).contains("\"Action\":\"s3:*\""));
            center.clockAhead(Duration.ofHours(25));
            assertFalse(center.policyOf(direct).equals(SOMEBODYS), "it is over, and stands there till the next change");
            assertEquals(
                    List.of(Duration.ofHours(12), Duration.ofDays(90)),
                    connector.capabilities().unobservable().stream()
                            .map(Capabilities.Unobservable::longestLife)
                            .toList());
        }
    }

    @Test
    void leaversAtOnceInOnePermissionSetLoseNoDenial() throws Exception {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws);
                ExecutorService pool = Executors.newFixedThreadPool(4)) {
            IdentityCenter center = aws.center();
            String set = center.addPermissionSet("Admin");
            center.takes(3);
            List<Future<Boolean>> done = new ArrayList<>();
            List<String> users = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String user = center.addUser("leaver-" + i, "");
                users.add(user);
                center.assignToUser(SHOP, set, user);
                center.addSession(user, SHOP, set, Instant.now());
            }
            for (String user : users) {
                done.add(pool.submit(() -> {
                    // Each brings along what the others wrote, so that one may find it still on its way.
                    for (int i = 0; i < 20; i++) {
                        if (apply(connector, new Change.EndSessions(new AccountRef(user)))
                                instanceof ChangeOutcome.Applied) {
                            return true;
                        }
                    }
                    return false;
                }));
            }
            for (Future<Boolean> one : done) {
                assertTrue(one.get());
            }
            users.forEach(user -> assertEquals(Set.of(), center.sessionsOf(user)));
        }
    }

    @Test
    void aPolicyThatSaysSomethingElseAfterTheWriteIsInDoubt() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            String set = center.addPermissionSet("Admin");
            center.setPolicy(set, SOMEBODYS);
            center.assignToUser(SHOP, set, user.nativeId());
            aws.after(
                    "sso:PutInlinePolicyToPermissionSet",
                    () -> center.setPolicy(set, center.policyOf(set).replace("s3:*", "ec2:*")));
            ChangeOutcome outcome = apply(connector, new Change.EndSessions(user));
            assertInstanceOf(ChangeOutcome.InDoubt.class, outcome, outcome.toString());
            applied(apply(connector, new Change.EndSessions(user)));
            assertTrue(center.policyIn(SHOP, set).contains("ec2:*"), center.policyIn(SHOP, set));
        }
    }

    @Test
    void aDenialThatIsOverGoesWithTheNextChange() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            String set = center.addPermissionSet("Admin");
            AccountRef first = leaver(aws);
            AccountRef second = new AccountRef(center.addUser("second", ""));
            center.assignToUser(SHOP, set, first.nativeId());
            center.assignToUser(SHOP, set, second.nativeId());
            applied(apply(connector, new Change.EndSessions(first)));
            String over = center.policyOf(set)
                    .replaceAll("(aws:CurrentTime\":\")[^\"]*", "$1" + Instant.parse("2026-01-01T00:00:00Z"));
            center.setPolicy(set, over);
            applied(apply(connector, new Change.EndSessions(second)));
            assertFalse(center.policyIn(SHOP, set).contains(first.nativeId()), center.policyIn(SHOP, set));
            assertTrue(center.policyIn(SHOP, set).contains(second.nativeId()), center.policyIn(SHOP, set));
        }
    }

    @Test
    void whoeverHoldsNothingHasNothingToBeDeniedIn() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            Evidence evidence = applied(apply(connector, new Change.EndSessions(leaver(aws))));
            assertTrue(values(evidence, "readBack.sessions").get(0).contains("no permission set"));
            assertEquals(List.of(), aws.effects());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverIsGivenItBackIsDeniedNoLonger(boolean byGroup) {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            String group = center.addGroup("group");
            String set = center.addPermissionSet("Admin");
            center.setPolicy(set, SOMEBODYS);
            center.assignToGroup(SHOP, set, group);
            EntitlementRef given = byGroup ? new EntitlementRef(group) : assigned(SHOP, set);
            applied(apply(connector, new Change.GrantEntitlement(user, given)));
            applied(apply(connector, new Change.EndSessions(user)));
            applied(apply(connector, new Change.RevokeEntitlement(user, given)));
            String session = center.addSession(user.nativeId(), SHOP, set, Instant.now());
            assertEquals(Set.of(), center.sessionsOf(user.nativeId()));
            Evidence evidence = applied(apply(connector, new Change.GrantEntitlement(user, given)));
            assertEquals(List.of(set), values(evidence, "lifted.permissionSet"));
            assertEquals(SOMEBODYS, center.policyOf(set));
            assertEquals(SOMEBODYS, center.policyIn(SHOP, set));
            assertEquals(Set.of(session), center.sessionsOf(user.nativeId()));
        }
    }

    @Test
    void aPolicyWithoutRoomIsRefusedAndTheOtherPermissionSetsAreDenied() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            String full = center.addPermissionSet("full");
            String largest = SOMEBODYS.replace("s3:*", "s3:" + "x".repeat(10_120));
            center.setPolicy(full, largest);
            String other = center.addPermissionSet("other");
            center.assignToUser(SHOP, full, user.nativeId());
            center.assignToUser(SHOP, other, user.nativeId());
            ChangeOutcome outcome = apply(connector, new Change.EndSessions(user));
            ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, outcome, outcome.toString());
            assertTrue(refused.reason().contains("10,240"), refused.reason());
            assertTrue(refused.reason().contains(full), refused.reason());
            assertEquals(List.of(other), values(refused.evidence(), "denied.permissionSet"));
            assertEquals(largest, center.policyOf(full));
        }
    }

    @Test
    void aPolicyThatCannotBeReadKeepsNoOtherFromBeingWritten() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            IdentityCenter center = aws.center();
            AccountRef user = leaver(aws);
            center.assignToUser(SHOP, center.addPermissionSet("one"), user.nativeId());
            center.assignToUser(SHOP, center.addPermissionSet("two"), user.nativeId());
            aws.faults().failNext("sso:GetInlinePolicyForPermissionSet", Mode.REFUSE_READ);
            ChangeOutcome outcome = apply(connector, new Change.EndSessions(user));
            assertTrue(
                    outcome instanceof ChangeOutcome.Applied || outcome instanceof ChangeOutcome.InDoubt,
                    outcome.toString());
            assertTrue(
                    aws.effects().stream().map(Effect::action).anyMatch("sso:PutInlinePolicyToPermissionSet"::equals));
        }
    }

    @Test
    void aChangeThatAwsTakesFromNobodyIsRefused() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            ChangeOutcome outcome = apply(connector, new Change.DisableAccount(user));
            assertInstanceOf(ChangeOutcome.Refused.class, outcome, outcome.toString());
            assertEquals(List.of(), aws.calls());
        }
    }
}
