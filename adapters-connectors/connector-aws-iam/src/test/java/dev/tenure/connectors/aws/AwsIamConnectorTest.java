package dev.tenure.connectors.aws;

import static dev.tenure.connectors.aws.Targets.open;
import static dev.tenure.connectors.aws.Targets.reason;
import static dev.tenure.connectors.aws.Targets.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connectors.aws.targets.Effect;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsIamConnectorTest {

    private static final ChangeKey KEY = new ChangeKey("key");

    private static AccountRef leaver(EmbeddedAws aws) {
        String id = aws.addUser("zebedee", "/staff/berlin/", Map.of("employee", "4711"));
        aws.setPassword(id, Optional.of("password"));
        aws.addAccessKey(id);
        return new AccountRef(id);
    }

    private static ChangeOutcome apply(Connector connector, Change change) {
        return connector.apply(change, KEY);
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
        return Targets.whole(listing).items();
    }

    // Signing in

    @Test
    void theOwnUserIsToldAndARoleIsNone() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector byKey = open(aws);
                Connector byRole = open(aws, "role", aws.addRole("tenure", Optional.empty()))) {
            AccountRef own = seen(byKey.connect()).own().orElseThrow();
            assertEquals(EmbeddedAws.OWN_USER, seen(byKey.read(own)).account().name());
            assertEquals(Optional.empty(), seen(byRole.connect()).own());
            assertTrue(seen(byRole.connect()).product().contains(EmbeddedAws.ACCOUNT));
            assertFalse(seen(byRole.connect()).encrypted());
        }
    }

    @Test
    void aRoleIsAssumedOnceAndAnewWhenItsCredentialsAreOver() {
        try (EmbeddedAws aws = EmbeddedAws.start()) {
            String role = aws.addRole("tenure", Optional.of("given-by-us"));
            try (Connector connector = open(aws, "role", role, "externalId", "given-by-us")) {
                AccountRef user = leaver(aws);
                seen(connector.read(user));
                seen(connector.read(user));
                assertEquals(
                        1, aws.calls().stream().filter("AssumeRole"::equals).count());
                aws.expireSessions();
                applied(apply(connector, new Change.DisableAccount(user)));
                assertEquals(
                        2, aws.calls().stream().filter("AssumeRole"::equals).count());
            }
        }
    }

    @Test
    void aRoleThatCannotBeAssumedIsAClearAnswer() {
        try (EmbeddedAws aws = EmbeddedAws.start()) {
            String role = aws.addRole("tenure", Optional.of("given-by-us"));
            try (Connector connector = open(aws, "role", role, "externalId", "guessed")) {
                AccountRef user = leaver(aws);
                assertTrue(reason(connector.connect()).contains("externalId"), reason(connector.connect()));
                assertInstanceOf(ChangeOutcome.Refused.class, apply(connector, new Change.DisableAccount(user)));
                assertEquals(List.of(), aws.effects());
            }
        }
    }

    @Test
    void aWrongSecretAnUnknownKeyAndAWrongClockAreToldApart() {
        try (EmbeddedAws aws = EmbeddedAws.start()) {
            ConnectorConfiguration right = Targets.configuration(aws);
            try (Connector connector = new AwsIamConnectorFactory()
                    .open(new ConnectorConfiguration(
                            right.settings(), Map.of("secretAccessKey", Secret.of("guessed-4711"))))) {
                assertRefused("secret", connector);
            }
            try (Connector connector = open(aws, "accessKeyId", "KEYOFNOBODYATALL0001")) {
                assertRefused("access key", connector);
            }
            try (Connector connector = open(aws)) {
                for (Duration wrong : List.of(Duration.ofMinutes(6), Duration.ofMinutes(-6))) {
                    aws.clockAhead(wrong);
                    assertRefused("clock", connector);
                }
                aws.clockAhead(Duration.ofMinutes(4));
                seen(connector.connect());
            }
        }
    }

    private static void assertRefused(String word, Connector connector) {
        Observation<?> answer = connector.connect();
        assertInstanceOf(Observation.Refused.class, answer, answer.toString());
        assertTrue(reason(answer).contains(word), answer.toString());
        assertFalse(answer.toString().contains("zebedee"), answer.toString());
    }

    @Test
    void withoutAKeyWhatTheHostHasIsUsed() {
        try (EmbeddedAws aws = EmbeddedAws.start()) {
            Map<String, String> settings =
                    new HashMap<>(Targets.configuration(aws).settings());
            settings.remove("accessKeyId");
            System.setProperty("aws.accessKeyId", EmbeddedAws.ACCESS_KEY_ID);
            System.setProperty("aws.secretAccessKey", EmbeddedAws.SECRET);
            try (Connector connector =
                    new AwsIamConnectorFactory().open(new ConnectorConfiguration(settings, Map.of()))) {
                seen(connector.connect());
            } finally {
                System.clearProperty("aws.accessKeyId");
                System.clearProperty("aws.secretAccessKey");
            }
        }
    }

    // Reading

    @Test
    void aUserIsReadWithPathTagsAndLastSignIn() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "attributes", "Path tag:employee PermissionsBoundary")) {
            AccountRef user = leaver(aws);
            Instant at = Instant.parse("2026-11-01T10:00:00Z");
            aws.setPasswordUsed(user.nativeId(), at);
            aws.setBoundary(user.nativeId(), "arn:aws:iam::aws:policy/PowerUserAccess");
            ObservedAccount listed = whole(connector::accounts).stream()
                    .filter(account -> account.ref().equals(user))
                    .findFirst()
                    .orElseThrow();
            assertEquals("zebedee", listed.name());
            assertEquals(Optional.of(at), listed.lastSignIn());
            assertTrue(listed.passwordSetAt().isPresent());
            ObservedAccount read = seen(connector.read(user)).account();
            assertEquals(Optional.empty(), read.passwordSetAt());
            assertEquals(listed.attributes(), read.attributes());
            assertEquals(listed.lastSignIn(), read.lastSignIn());
            assertEquals(
                    Map.of(
                            "Path",
                            "/staff/berlin/",
                            "tag:employee",
                            "4711",
                            "PermissionsBoundary",
                            "arn:aws:iam::aws:policy/PowerUserAccess"),
                    listed.attributes());
            for (Map.Entry<String, String> one : Map.of(
                            "UserName", "Zebedee", "Path", "/staff/berlin/", "tag:employee", "4711")
                    .entrySet()) {
                assertEquals(
                        List.of(user),
                        seen(connector.find(one.getKey(), one.getValue())).stream()
                                .map(state -> state.account().ref())
                                .toList());
            }
            assertInstanceOf(Observation.Refused.class, connector.find("Password", "password"));
        }
    }

    @Test
    void aNameThatWasGivenAgainIsSomebodyElse() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef first = leaver(aws);
            assertTrue(seen(connector.read(first)).exists());
            aws.removeUser(first.nativeId());
            AccountRef second = leaver(aws);
            assertFalse(seen(connector.read(first)).exists());
            assertInstanceOf(ChangeOutcome.Unchanged.class, apply(connector, new Change.DisableAccount(first)));
            assertInstanceOf(ChangeOutcome.Unchanged.class, apply(connector, new Change.RevokeCredentials(first)));
            assertEquals(List.of(), aws.effects());
            assertTrue(seen(connector.read(second)).exists());
        }
    }

    @Test
    void whatAGroupHasItsMembersHoldByNesting() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            String group = aws.addGroup("operators", "/teams/");
            String policy = aws.addPolicyOfAws("AdministratorAccess");
            aws.addPolicyOfAws("NobodyHoldsThis");
            aws.attachToGroup(group, policy);
            aws.putGroupInline(group, "extra", "{}");
            aws.putInline(user.nativeId(), "own", "{}");
            aws.addMember(group, user.nativeId());
            AccountState state = seen(connector.read(user));
            MembershipCause nested = new MembershipCause.Nested(new EntitlementRef(group));
            assertEquals(
                    Map.of(
                            group,
                            new MembershipCause.Direct(),
                            policy,
                            nested,
                            "inline:" + group + ":extra",
                            nested,
                            "inline:" + user.nativeId() + ":own",
                            new MembershipCause.Direct()),
                    state.memberships().stream()
                            .collect(
                                    Collectors.toMap(m -> m.entitlement().nativeId(), AccountState.Membership::cause)));
            Map<String, Set<ObservedMember>> listed = whole(connector::entitlements).stream()
                    .collect(Collectors.toMap(e -> e.ref().nativeId(), e -> Set.copyOf(e.members())));
            Set<ObservedMember> itself = Set.of(new ObservedMember.Account(user));
            Set<ObservedMember> throughGroup = Set.of(new ObservedMember.Entitlement(new EntitlementRef(group)));
            assertEquals(
                    Map.of(
                            group,
                            itself,
                            policy,
                            throughGroup,
                            "inline:" + group + ":extra",
                            throughGroup,
                            "inline:" + user.nativeId() + ":own",
                            itself),
                    listed);
            assertInstanceOf(
                    ChangeOutcome.Unchanged.class,
                    apply(connector, new Change.RevokeEntitlement(user, new EntitlementRef(policy))));
            assertEquals(List.of(), aws.effects());
        }
    }

    @Test
    void everyListIsReadToItsEndTwoByTwo() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "pageSize", "1000")) {
            aws.pageSize(2);
            Set<AccountRef> users = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                users.add(new AccountRef(aws.addUser("user-" + i, "/", Map.of())));
            }
            AccountRef user = leaver(aws);
            String id = user.nativeId();
            Set<String> held = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                held.add(aws.addAccessKey(id));
                held.add(aws.addCertificate(id));
                held.add(aws.addSshKey(id));
                held.add(aws.addServiceCredential(id));
                aws.addVirtualDevice(id);
                aws.addMember(aws.addGroup("group-" + i, "/"), id);
                aws.attachToUser(id, aws.addPolicy("policy-" + i));
                aws.putInline(id, "inline-" + i, "{\"i\":" + i + "}");
            }
            assertTrue(whole(connector::accounts).stream()
                    .map(ObservedAccount::ref)
                    .collect(Collectors.toSet())
                    .containsAll(users));
            assertEquals(15, whole(connector::entitlements).size());
            assertEquals(15, seen(connector.read(user)).memberships().size());
            assertEquals(5, seen(connector.mfaMethods(user)).size());
            Set<String> listed = seen(connector.credentials(user)).stream()
                    .map(Credential::id)
                    .collect(Collectors.toSet());
            assertEquals(6, aws.activeKeysOf(id).size());
            assertEquals(aws.credentialsOf(id), new java.util.TreeSet<>(listed));
            assertTrue(listed.containsAll(held));
            for (Change change : List.of(
                    new Change.DisableAccount(user),
                    new Change.RevokeCredentials(user),
                    new Change.ClearMfa(user),
                    new Change.RevokeMemberships(user))) {
                applied(apply(connector, change));
            }
            assertEquals(Set.of(), aws.credentialsOf(id));
            assertEquals(Set.of(), aws.devicesOf(id));
            assertEquals(Set.of(), aws.virtualDevices());
            assertEquals(Set.of(), aws.groupsOf(id));
            assertEquals(Set.of(), aws.attachedTo(id));
            assertEquals(Set.of("TenureBlocked"), aws.inlineOf(id).keySet());
        }
    }

    @Test
    void whatIsHeldIsToldWithKindAndTimes() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            String id = user.nativeId();
            aws.switchOff(id, aws.addAccessKey(id));
            aws.addCertificate(id);
            aws.addSshKey(id);
            aws.addServiceCredential(id);
            aws.addVirtualDevice(id);
            aws.addHardwareDevice(id);
            List<Credential> credentials = seen(connector.credentials(user));
            assertEquals(
                    Set.of(
                            "access key",
                            "access key (switched off)",
                            "signing certificate",
                            "SSH public key",
                            "service-specific credential"),
                    credentials.stream().map(Credential::kind).collect(Collectors.toSet()));
            assertTrue(credentials.stream().allMatch(c -> c.createdAt().isPresent()));
            assertEquals(
                    2,
                    credentials.stream().filter(c -> c.lastUsedAt().isPresent()).count());
            assertEquals(
                    Set.of("virtual MFA device", "hardware MFA device"),
                    seen(connector.mfaMethods(user)).stream()
                            .map(MfaMethod::kind)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsNotTaken() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "pageSize", "1000", "largestAnswerMegabytes", "1")) {
            for (int i = 0; i < 600; i++) {
                aws.putInline(aws.addUser("user-" + i, "/", Map.of()), "large", "x".repeat(2_000));
            }
            assertTrue(reason(connector.accounts(Cursor.START)).contains("largestAnswerMegabytes"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLE_READ, 3, false",
        "FAIL_ON_READ, 1, false",
        "GARBLE_READ, 1, false",
        "REPEAT_MARKER, 2, false",
        "DROP_ON_READ, 2, false",
        "REFUSE_READ, 1, true"
    })
    void aReadThatFailsIsAClearAnswer(Mode mode, int times, boolean refused) {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.faults().failNext(times, mode);
            Observation<?> answer =
                    mode == Mode.REPEAT_MARKER ? connector.accounts(Cursor.START) : connector.read(user);
            assertEquals(times, aws.faults().fired(mode));
            assertEquals(
                    refused ? Observation.Refused.class : Observation.Unreachable.class,
                    answer.getClass(),
                    answer.toString());
            assertFalse(answer.toString().contains("zebedee"), answer.toString());
            assertTrue(seen(connector.read(user)).exists());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GetUser",
                "ListUsers",
                "GetAccountAuthorizationDetails",
                "GetCallerIdentity",
                "ListAccessKeys",
                "ListSigningCertificates",
                "ListSSHPublicKeys",
                "ListServiceSpecificCredentials",
                "ListMFADevices",
                "ListGroupsForUser",
                "ListAttachedUserPolicies",
                "ListAttachedGroupPolicies"
            })
    void whatIsListedWithoutItsIdIsNotTakenForAnything(String action) {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            String id = user.nativeId();
            aws.addCertificate(id);
            aws.addSshKey(id);
            aws.addServiceCredential(id);
            aws.addVirtualDevice(id);
            String group = aws.addGroup("group", "/");
            aws.addMember(group, id);
            aws.attachToUser(id, aws.addPolicy("policy"));
            aws.attachToGroup(group, aws.addPolicyOfAws("ReadOnlyAccess"));
            aws.faults().failNext(action, Mode.NAMELESS_READ);
            List<Observation<?>> answers = List.of(
                    connector.connect(),
                    connector.entitlements(Cursor.START),
                    connector.accounts(Cursor.START),
                    connector.read(user),
                    connector.credentials(user),
                    connector.mfaMethods(user));
            assertEquals(1, aws.faults().fired(Mode.NAMELESS_READ), action);
            assertEquals(
                    1,
                    answers.stream()
                            .filter(Observation.Unreachable.class::isInstance)
                            .count(),
                    answers.toString());
        }
    }

    @Test
    void aRefusalNamesTheActionThatThePolicyLacks() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.faults().failNext("ListMFADevices", Mode.REFUSE_READ);
            assertTrue(reason(connector.mfaMethods(user)).contains("ListMFADevices"));
            aws.faults().failNext("GetAccessKeyLastUsed", Mode.REFUSE_READ);
            assertEquals(
                    Optional.empty(),
                    seen(connector.credentials(user)).get(0).lastUsedAt(),
                    "when a key was used is not worth the list");
        }
    }

    @Test
    void oneLostConnectionAndTwoThrottledReadsAreNoticedByNobody() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.faults().failNext(1, Mode.DROP_ON_READ);
            assertTrue(seen(connector.read(user)).exists());
            aws.faults().failNext(2, Mode.THROTTLE_READ);
            assertTrue(seen(connector.read(user)).exists());
        }
    }

    @Test
    void aReadThatHangsEndsInTime() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "requestTimeoutMillis", "300")) {
            AccountRef user = leaver(aws);
            seen(connector.read(user));
            aws.faults().failNext(1, Mode.HANG_ON_READ);
            assertInstanceOf(Observation.Unreachable.class, connector.read(user));
            aws.faults().clear();
            assertTrue(seen(connector.read(user)).exists());
        }
    }

    // Shutting out

    @Test
    void disablingDeniesThenSwitchesOffThenTakesThePassword() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            Evidence evidence = applied(apply(connector, new Change.DisableAccount(user)));
            assertEquals(
                    List.of("PutUserPolicy", "UpdateAccessKey", "DeleteLoginProfile"),
                    aws.effects().stream().map(Effect::action).toList());
            assertEquals(1, values(evidence, "switchedOff.accessKey").size());
            assertEquals(List.of("0"), values(evidence, "readBack.openings"));
            assertEquals(SignIn.DISABLED, seen(connector.read(user)).account().signIn());
            aws.addAccessKey(user.nativeId());
            assertEquals(SignIn.ENABLED, seen(connector.read(user)).account().signIn(), "a key is a way in");
            assertInstanceOf(
                    Consequence.Replaceable.class, connector.capabilities().consequenceOf(ChangeKind.DISABLE_ACCOUNT));
        }
    }

    @Test
    void enablingTakesTheDenialAwayAndGivesNobodyAnything() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            applied(apply(connector, new Change.DisableAccount(user)));
            applied(apply(connector, new Change.EnableAccount(user)));
            assertEquals(SignIn.ENABLED, seen(connector.read(user)).account().signIn());
            assertEquals(Set.of(), aws.activeKeysOf(user.nativeId()));
            assertEquals(Optional.empty(), aws.passwordOf(user.nativeId()));
        }
    }

    @Test
    void aPolicyOfOurNameThatSaysSomethingElseIsSomebodys() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.putInline(user.nativeId(), Denial.BLOCKED, "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
            assertEquals(
                    List.of("inline:" + user.nativeId() + ":" + Denial.BLOCKED),
                    seen(connector.read(user)).revocable().stream()
                            .map(m -> m.entitlement().nativeId())
                            .toList());
            assertTrue(whole(connector::entitlements).stream()
                    .map(ObservedEntitlement::name)
                    .anyMatch((Denial.BLOCKED + " (inline)")::equals));
            applied(apply(connector, new Change.DisableAccount(user)));
            assertTrue(aws.isDenied(user.nativeId()));
            assertEquals(List.of(), seen(connector.read(user)).revocable());
        }
    }

    @Test
    void sessionsFromBeforeAreDeniedAndStaySoWhenTheUserIsLetIn() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            String id = user.nativeId();
            aws.addSession(id, Instant.now().minusSeconds(60));
            aws.addSession(id, Instant.now());
            Evidence evidence = applied(apply(connector, new Change.EndSessions(user)));
            assertEquals(Set.of(), aws.sessionsOf(id));
            assertEquals(1, values(evidence, "denied.sessionsIssuedBefore").size());
            String later = aws.addSession(id, Instant.now().plusSeconds(5));
            assertEquals(Set.of(later), aws.sessionsOf(id));
            applied(apply(connector, new Change.DisableAccount(user)));
            assertEquals(Set.of(), aws.sessionsOf(id));
            assertInstanceOf(ChangeOutcome.Unchanged.class, apply(connector, new Change.RevokeMemberships(user)));
            applied(apply(connector, new Change.EnableAccount(user)));
            assertEquals(Set.of(later), aws.sessionsOf(id));
            assertEquals(
                    List.of(Duration.ofHours(36), Duration.ofHours(12)),
                    connector.capabilities().unobservable().stream()
                            .map(Capabilities.Unobservable::longestLife)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {
                "REFUSE_WRITE",
                "LIMIT_ON_WRITE",
                "CONFLICT_ON_WRITE",
                "EXISTS_ON_WRITE",
                "STRANGE_ON_WRITE",
                "UNMODIFIABLE_ON_WRITE",
                "NO_ENTITY_ON_WRITE",
                "FAIL_ON_WRITE",
                "LIE",
                "DROP_BEFORE_WRITE"
            })
    void whateverBecomesOfOneStepTheOthersHaveTheirTurn(Mode mode) {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.faults().failNext(1, mode);
            ChangeOutcome outcome = apply(connector, new Change.DisableAccount(user));
            assertEquals(1, aws.faults().fired(mode));
            boolean refused = Set.of(
                            Mode.REFUSE_WRITE,
                            Mode.LIMIT_ON_WRITE,
                            Mode.CONFLICT_ON_WRITE,
                            Mode.EXISTS_ON_WRITE,
                            Mode.STRANGE_ON_WRITE)
                    .contains(mode);
            assertEquals(
                    refused ? ChangeOutcome.Refused.class : ChangeOutcome.InDoubt.class,
                    outcome.getClass(),
                    outcome.toString());
            assertFalse(
                    outcome.toString().replace("zebedee, personal=true", "").contains("zebedee"), outcome.toString());
            assertEquals(Set.of(), aws.activeKeysOf(user.nativeId()));
            assertEquals(Optional.empty(), aws.passwordOf(user.nativeId()));
            applied(apply(connector, new Change.DisableAccount(user)));
        }
    }

    @ParameterizedTest
    @CsvSource({"ListAccessKeys, REFUSE_READ", "ListAccessKeys, FAIL_ON_READ", "GetLoginProfile, REFUSE_READ"})
    void whateverCannotBeListedTheRestIsClosed(String action, Mode mode) {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.faults().failNext(action, mode);
            aws.faults().failNext(action, mode);
            ChangeOutcome outcome = apply(connector, new Change.DisableAccount(user));
            assertEquals(2, aws.faults().fired(mode));
            assertEquals(
                    mode == Mode.REFUSE_READ ? ChangeOutcome.Refused.class : ChangeOutcome.InDoubt.class,
                    outcome.getClass(),
                    outcome.toString());
            assertTrue(aws.isDenied(user.nativeId()));
            assertEquals(
                    action.equals("ListAccessKeys"),
                    aws.passwordOf(user.nativeId()).isEmpty());
            assertEquals(
                    action.equals("GetLoginProfile"),
                    aws.activeKeysOf(user.nativeId()).isEmpty());
            applied(apply(connector, new Change.DisableAccount(user)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ListAccessKeys",
                "ListSigningCertificates",
                "ListSSHPublicKeys",
                "ListServiceSpecificCredentials"
            })
    void oneKindThatCannotBeListedKeepsNoOther(String action) {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            String id = user.nativeId();
            aws.addCertificate(id);
            aws.addSshKey(id);
            aws.addServiceCredential(id);
            aws.faults().failNext(action, Mode.REFUSE_READ);
            aws.faults().failNext(action, Mode.REFUSE_READ);
            ChangeOutcome outcome = apply(connector, new Change.RevokeCredentials(user));
            ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, outcome, outcome.toString());
            assertTrue(refused.reason().contains(action), refused.reason());
            assertEquals(1, aws.credentialsOf(id).size());
            assertEquals(List.of("1"), values(refused.evidence(), "readBack.listsNotRead"));
            applied(apply(connector, new Change.RevokeCredentials(user)));
            assertEquals(Set.of(), aws.credentialsOf(id));
        }
    }

    @Test
    void aListThatCannotBeReadAfterALeaverIsDoubt() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.after("DeleteAccessKey", () -> aws.faults().failNext("ListAccessKeys", Mode.REFUSE_READ));
            ChangeOutcome outcome = apply(connector, new Change.RevokeCredentials(user));
            ChangeOutcome.InDoubt doubt = assertInstanceOf(ChangeOutcome.InDoubt.class, outcome, outcome.toString());
            assertEquals(List.of(), values(doubt.evidence(), "removed.accessKey"), "nobody saw that it went");
        }
    }

    @Test
    void aWriteThatIsThrottledThreeTimesIsDoneLater() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.faults().failNext(3, Mode.THROTTLE_WRITE);
            assertInstanceOf(ChangeOutcome.Unreachable.class, apply(connector, new Change.ResetSecret(user)));
            assertEquals(List.of(), aws.effects());
            aws.faults().failNext(2, Mode.THROTTLE_WRITE);
            applied(apply(connector, new Change.ResetSecret(user)));
        }
    }

    @Test
    void aUserWhosePoliciesLeaveNoRoomIsShutOutOnceTheyAreGone() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            String largest = "{\"Statement\":\"" + "x".repeat(2_030) + "\"}";
            aws.putInline(user.nativeId(), "largest", largest);
            ChangeOutcome refused = apply(connector, new Change.DisableAccount(user));
            assertInstanceOf(ChangeOutcome.Refused.class, refused, refused.toString());
            assertEquals(Set.of(), aws.activeKeysOf(user.nativeId()));
            Evidence evidence = applied(apply(connector, new Change.RevokeMemberships(user)));
            assertEquals(List.of(largest), values(evidence, "before.document.largest"));
            applied(apply(connector, new Change.DisableAccount(user)));
        }
    }

    @Test
    void aWriteThatShowsLateIsInDoubtAndThenUnchanged() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            seen(connector.read(user));
            aws.lag(12);
            Change change = new Change.DisableAccount(user);
            assertInstanceOf(ChangeOutcome.InDoubt.class, apply(connector, change));
            ChangeOutcome last = apply(connector, change);
            for (int i = 0; i < 10 && !(last instanceof ChangeOutcome.Unchanged); i++) {
                last = apply(connector, change);
            }
            assertInstanceOf(ChangeOutcome.Unchanged.class, last, last.toString());
            assertTrue(aws.isDenied(user.nativeId()));
        }
    }

    // What somebody does meanwhile

    @Test
    void aKeyThatIsMadeDuringTheLeaverIsSweptAndTold() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            String id = user.nativeId();
            List<String> made = new ArrayList<>();
            aws.after("UpdateAccessKey", () -> made.add(aws.addAccessKey(id)));
            Evidence blocked = applied(apply(connector, new Change.DisableAccount(user)));
            assertEquals(made, values(blocked, "cameMeanwhile"));
            assertEquals(Set.of(), aws.activeKeysOf(id));

            made.clear();
            aws.after("DeleteAccessKey", () -> made.add(aws.addAccessKey(id)));
            aws.addSshKey(id);
            aws.after("DeleteSSHPublicKey", () -> made.add(aws.addSshKey(id)));
            Evidence contained = applied(apply(connector, new Change.RevokeCredentials(user)));
            assertEquals(Set.copyOf(made), Set.copyOf(values(contained, "cameMeanwhile")));
            assertEquals(Set.of(), aws.credentialsOf(id));
        }
    }

    @Test
    void whoeverMakesKeysWithoutEndIsNotCalledClean() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            for (int i = 0; i < 20; i++) {
                aws.after("DeleteAccessKey", () -> aws.addAccessKey(user.nativeId()));
            }
            ChangeOutcome outcome = apply(connector, new Change.RevokeCredentials(user));
            assertInstanceOf(ChangeOutcome.InDoubt.class, outcome, outcome.toString());
        }
    }

    @Test
    void aKeyThatCannotBeDeletedIsSwitchedOff() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.addSshKey(user.nativeId());
            aws.faults().failNext("DeleteAccessKey", Mode.REFUSE_WRITE);
            ChangeOutcome outcome = apply(connector, new Change.RevokeCredentials(user));
            ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, outcome);
            assertTrue(refused.reason().contains("DeleteAccessKey"), refused.reason());
            assertEquals(1, values(refused.evidence(), "switchedOff.accessKey").size());
            assertEquals(1, values(refused.evidence(), "removed.sshPublicKey").size());
            assertEquals(Set.of(), aws.activeKeysOf(user.nativeId()));
        }
    }

    @Test
    void aVirtualDeviceThatStaysIsTold() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            String device = aws.addVirtualDevice(user.nativeId());
            aws.faults().failNext("DeleteVirtualMFADevice", Mode.CONFLICT_ON_WRITE);
            Evidence evidence = applied(apply(connector, new Change.ClearMfa(user)));
            assertEquals(List.of(device), values(evidence, "left.virtualDevice"));
            assertEquals(Set.of(device), aws.virtualDevices());
        }
    }

    @Test
    void anInlinePolicyThatCannotBeReadIsNotDeleted() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            aws.putInline(user.nativeId(), "own", "{}");
            aws.addMember(aws.addGroup("group", "/"), user.nativeId());
            aws.faults().failNext("GetUserPolicy", Mode.REFUSE_READ);
            ChangeOutcome outcome = apply(connector, new Change.RevokeMemberships(user));
            assertInstanceOf(ChangeOutcome.Refused.class, outcome, outcome.toString());
            assertEquals(Set.of("own"), aws.inlineOf(user.nativeId()).keySet());
            assertEquals(Set.of(), aws.groupsOf(user.nativeId()));
        }
    }

    @Test
    void anInlinePolicyIsNotGivenAndAGroupOfAnotherPathNeither() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = leaver(aws);
            String group = aws.addGroup("group", "/teams/");
            for (String id : List.of(
                    "inline:" + user.nativeId() + ":own",
                    group.replace("/teams/", "/"),
                    "arn:aws:iam::aws:policy/NoSuchPolicy")) {
                assertInstanceOf(
                        ChangeOutcome.Refused.class,
                        apply(connector, new Change.GrantEntitlement(user, new EntitlementRef(id))),
                        id);
            }
            assertEquals(List.of(), aws.effects());
            applied(apply(connector, new Change.GrantEntitlement(user, new EntitlementRef(group))));
        }
    }
}
