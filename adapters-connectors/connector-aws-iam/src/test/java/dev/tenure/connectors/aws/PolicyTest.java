package dev.tenure.connectors.aws;

import static dev.tenure.connectors.aws.Targets.open;
import static dev.tenure.connectors.aws.Targets.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connectors.aws.targets.Done;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the connector may call, what it calls and what the document says it needs are one list. */
class PolicyTest {

    private static final Path DOCUMENT = Path.of("../../docs/connectors/aws-iam.md");

    @Test
    void theDocumentShowsThePolicyOfTheDeclaredActions() throws Exception {
        String document = Files.readString(DOCUMENT);
        assertTrue(document.contains("```json\n" + Action.policy() + "\n```"), Action.policy());
        assertTrue(document.contains("```json\n" + Action.policyOfSeveral() + "\n```"), Action.policyOfSeveral());
        assertTrue(document.contains("```json\n" + Action.rolePolicy() + "\n```"), Action.rolePolicy());
        assertTrue(document.contains("```json\n" + Action.usersPolicy() + "\n```"), Action.usersPolicy());
        assertTrue(document.contains("```json\n" + Action.trailPolicy() + "\n```"), Action.trailPolicy());
    }

    @Test
    void everyDeclaredActionIsCalledAndNoOther() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(
                        aws,
                        "role",
                        aws.addRole("tenure", Optional.empty()),
                        "organization",
                        "yes",
                        "roleSessions",
                        "yes")) {
            aws.addRole("deploy", "/", Trusts.where(Trusts.BY_NAME, Trusts.ROOT));
            everything(aws, connector);
            made(aws, connector);
            trails(aws);
            assertEquals(
                    Arrays.stream(Action.values())
                            .map(Action::operation)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    new TreeSet<>(aws.calls()));
        }
    }

    @Test
    void anActionThatIsNotDeclaredIsNotSent() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Calls calls = new Calls(AwsSettings.of(Targets.configuration(aws)))) {
            assertThrows(
                    IllegalStateException.class,
                    () -> calls.write(Action.DELETE_ACCESS_KEY, client -> client.deleteGroup(g -> g.groupName("a"))));
            assertEquals(List.of(), aws.calls());
        }
    }

    private static void everything(EmbeddedAws aws, Connector connector) {
        String id = aws.addUser("arrives", "/", Map.of("employee", "1"));
        AccountRef user = new AccountRef(id);
        String group = aws.addGroup("group", "/");
        String policy = aws.addPolicy("policy");
        aws.attachToGroup(group, aws.addPolicyOfAws("ReadOnlyAccess"));
        aws.putInline(id, "own", "{}");
        aws.setPassword(id, Optional.of("password"));
        aws.addAccessKey(id);
        aws.addCertificate(id);
        aws.addSshKey(id);
        aws.addServiceCredential(id);
        aws.addVirtualDevice(id);
        seen(connector.connect());
        seen(connector.accounts(Cursor.START));
        seen(connector.entitlements(Cursor.START));
        apply(connector, new Change.GrantEntitlement(user, new EntitlementRef(group)));
        apply(connector, new Change.GrantEntitlement(user, new EntitlementRef(policy)));
        apply(
                connector,
                new Change.GrantEntitlement(
                        user,
                        new EntitlementRef(aws.addPolicy("for-a-while")),
                        Optional.of(Instant.now().plus(Duration.ofHours(1)))));
        assertEquals(1, seen(connector.find("tag:employee", "1")).size());
        seen(connector.read(user));
        seen(connector.credentials(user));
        seen(connector.mfaMethods(user));
        for (Change change : List.of(
                new Change.DisableAccount(user),
                new Change.EndSessions(user),
                new Change.RevokeCredentials(user),
                new Change.ClearMfa(user),
                new Change.RevokeMemberships(user),
                new Change.EnableAccount(user))) {
            apply(connector, change);
        }
        apply(connector, new Change.IssueCredential(user, Set.of(), new Targets.InMemory(true)));
        aws.setPassword(id, Optional.of("another"));
        apply(connector, new Change.ResetSecret(user));
        aws.addAccessKey(id);
        aws.faults().failNext("DeleteAccessKey", Faults.Mode.REFUSE_WRITE);
        assertInstanceOf(
                ChangeOutcome.Refused.class, connector.apply(new Change.RevokeCredentials(user), new ChangeKey("key")));
    }

    private static void made(EmbeddedAws aws, Connector connector) {
        apply(connector, new Change.CreateAccount("tag:employee", "2", Map.of("UserName", "made")));
        String id = aws.usersWith("employee", "2").iterator().next();
        AccountRef user = new AccountRef(id);
        String bound = aws.addPolicy("bound");
        for (Map<String, Optional<String>> attributes : List.of(
                Map.of("tag:team", Optional.of("a"), "Path", Optional.of("/b/")),
                Map.of("PermissionsBoundary", Optional.of(bound)),
                Map.of("PermissionsBoundary", Optional.<String>empty(), "tag:team", Optional.<String>empty()))) {
            apply(connector, new Change.UpdateAccount(user, attributes));
        }
        aws.putInline(id, Denial.SESSIONS, Denial.olderThan(Instant.now().minus(Duration.ofHours(37))));
        apply(connector, new Change.DeleteAccount(user));
    }

    private static void trails(EmbeddedAws aws) {
        AccountRef user = new AccountRef(aws.addUser("acts", "/", Map.of()));
        Instant day = Instant.now().minus(Duration.ofDays(1));
        aws.did(user.nativeId(), Done.call("iam:ListUsers", day));
        aws.deliverTrail("AWSLogs/");
        try (Connector asking = open(aws, "trailRegions", "us-east-1");
                Connector unpacking = open(aws, "trailRegions", "us-east-1", "trailBucket", EmbeddedAws.BUCKET)) {
            seen(asking.activity(user, day, day, Cursor.START));
            seen(unpacking.activity(user, day, day, Cursor.START));
        }
    }

    private static void apply(Connector connector, Change change) {
        ChangeOutcome outcome = connector.apply(change, new ChangeKey("key"));
        assertInstanceOf(ChangeOutcome.Applied.class, outcome, change.kind() + ": " + outcome);
    }
}
