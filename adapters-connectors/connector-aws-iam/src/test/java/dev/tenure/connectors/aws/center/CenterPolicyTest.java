package dev.tenure.connectors.aws.center;

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
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.IdentityCenter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the connector may call, what it calls and what the document says it needs are one list. */
class CenterPolicyTest {

    private static final Path DOCUMENT = Path.of("../../docs/connectors/aws-identity-center.md");
    private static final String ACCOUNT = "210987654321";

    @Test
    void theDocumentShowsThePolicyOfTheDeclaredActions() throws Exception {
        String document = Files.readString(DOCUMENT);
        assertTrue(document.contains("```json\n" + CenterAction.policy() + "\n```"), CenterAction.policy());
    }

    @Test
    void everyDeclaredActionIsCalledAndNoOther() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = CenterTargets.open(aws, "role", aws.addRole("tenure", Optional.empty()))) {
            everything(aws.center(), connector);
            assertEquals(
                    Arrays.stream(CenterAction.values())
                            .map(action -> action.permission().replace("sts:", ""))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    new TreeSet<>(aws.calls()));
        }
    }

    @Test
    void anActionThatIsNotDeclaredIsNotSent() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                CenterCalls calls = new CenterCalls(CenterSettings.of(CenterTargets.configuration(aws)))) {
            assertThrows(
                    IllegalStateException.class,
                    () -> calls.writeToStore(
                            CenterAction.DELETE_GROUP_MEMBERSHIP,
                            client -> client.deleteUser(
                                    u -> u.identityStoreId(IdentityCenter.STORE).userId("a"))));
            assertEquals(List.of(), aws.calls());
        }
    }

    private static void everything(IdentityCenter center, Connector connector) {
        AccountRef user = new AccountRef(center.addUser("arrives", "1"));
        String group = center.addGroup("group");
        String set = center.addPermissionSet("set");
        center.assignToGroup(ACCOUNT, set, group);
        seen(connector.connect());
        seen(connector.accounts(Cursor.START));
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            next = seen(connector.entitlements(next.get())).next();
        }
        apply(connector, new Change.GrantEntitlement(user, new EntitlementRef(group)));
        apply(connector, new Change.GrantEntitlement(user, new EntitlementRef(ACCOUNT + "/" + set)));
        assertEquals(1, seen(connector.find("ExternalId", "1")).size());
        apply(connector, new Change.EndSessions(user));
        apply(connector, new Change.RevokeMemberships(user));
        apply(connector, new Change.GrantEntitlement(user, new EntitlementRef(group)));
        assertEquals("", center.policyOf(set));
    }

    private static void apply(Connector connector, Change change) {
        ChangeOutcome outcome = connector.apply(change, new ChangeKey("key"));
        assertInstanceOf(ChangeOutcome.Applied.class, outcome, change.kind() + ": " + outcome);
    }
}
