package dev.tenure.connectors.aws;

import static dev.tenure.connectors.aws.Targets.open;
import static dev.tenure.connectors.aws.Targets.seen;
import static dev.tenure.connectors.aws.Targets.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.Page;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is as large, as long or as odd as IAM allows. */
class LargeAccountTest {

    private static final int USERS = 10_000;
    private static final ChangeKey KEY = new ChangeKey("key");

    @Test
    void tenThousandUsersAreToldInBoundedPages() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "pageSize", "1000")) {
            String group = aws.addGroup("everybody", "/");
            String last = "";
            for (int i = 0; i < USERS; i++) {
                last = aws.addUser("user-" + i, "/", Map.of("employee", Integer.toString(i)));
                aws.addMember(group, last);
            }
            Set<String> told = new HashSet<>();
            Optional<Cursor> next = Optional.of(Cursor.START);
            while (next.isPresent()) {
                Page<ObservedAccount> page = seen(connector.accounts(next.get()));
                assertTrue(page.items().size() <= 1000);
                page.items().forEach(one -> told.add(one.ref().nativeId()));
                next = page.next();
            }
            assertEquals(USERS + 2, told.size(), "beside them the connector's own and the root user");
            assertEquals(
                    USERS,
                    whole(connector::entitlements).items().getFirst().members().size());
            assertTrue(aws.calls().size() < 100, aws.calls().size() + " calls");
            assertTrue(seen(connector.read(new AccountRef(last))).exists());
            assertEquals(1, seen(connector.find("tag:employee", "9999")).size());
        }
    }

    @Test
    void namesWithPathsAreTakenApart() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String path = "/" + "p".repeat(100) + "/" + "q".repeat(100) + "/=,.@-_+/";
            String name = "zebedee+a=b,c.d@e-f_" + "x".repeat(40);
            AccountRef user = new AccountRef(aws.addUser(name, path, Map.of()));
            String group = aws.addGroup("operators+a=b,c.d@e-f_", path);
            ObservedAccount listed = whole(connector::accounts).items().stream()
                    .filter(one -> one.ref().equals(user))
                    .findFirst()
                    .orElseThrow();
            assertEquals(name, listed.name());
            assertEquals(path, listed.attributes().get("Path"));
            assertEquals(1, seen(connector.find("Path", path)).size());
            assertApplied(connector, new Change.GrantEntitlement(user, new EntitlementRef(group)));
            assertEquals(Set.of(group), aws.groupsOf(user.nativeId()));
            assertApplied(connector, new Change.RevokeMemberships(user));
            assertApplied(connector, new Change.DisableAccount(user));
            assertTrue(aws.isDenied(user.nativeId()));
        }
    }

    /** A managed policy may have 6,144 characters, a user's inline policies 2,048 together. */
    @Test
    void policiesOfTheLargestSizeAreKeptAndLeaveNoRoomForADenialUntilTheyAreGone() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = new AccountRef(aws.addUser("zebedee", "/", Map.of()));
            String id = user.nativeId();
            aws.addAccessKey(id);
            String head = "{\"Statement\":[{\"Sid\":\"";
            String tail = "\",\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
            String largest = head + "s".repeat(2_048 - head.length() - tail.length()) + tail;
            aws.putInline(id, "largest", largest);
            String group = aws.addGroup("operators", "/");
            aws.putGroupInline(group, "large", head + "s".repeat(5_000) + tail);
            aws.attachToUser(
                    id,
                    aws.addPolicy("p".repeat(128), head + "s".repeat(6_144 - head.length() - tail.length()) + tail));
            aws.addMember(group, id);
            assertEquals(4, whole(connector::entitlements).items().size());
            assertEquals(4, seen(connector.read(user)).memberships().size());
            ChangeOutcome refused = connector.apply(new Change.DisableAccount(user), KEY);
            assertTrue(
                    refused instanceof ChangeOutcome.Refused(String why, var done)
                            && why.contains("2,048 characters")
                            && !done.facts().isEmpty(),
                    refused.toString());
            assertEquals(Set.of(), aws.activeKeysOf(id), "what could be done was");
            ChangeOutcome.Applied gone = assertInstanceOf(
                    ChangeOutcome.Applied.class, connector.apply(new Change.RevokeMemberships(user), KEY));
            assertTrue(
                    gone.evidence().facts().stream()
                            .anyMatch(fact -> fact.value().equals(largest)),
                    "what it said is kept");
            assertApplied(connector, new Change.DisableAccount(user));
            assertApplied(connector, new Change.EndSessions(user));
        }
    }

    private static void assertApplied(Connector connector, Change change) {
        ChangeOutcome outcome = connector.apply(change, KEY);
        assertInstanceOf(ChangeOutcome.Applied.class, outcome, outcome.toString());
    }
}
