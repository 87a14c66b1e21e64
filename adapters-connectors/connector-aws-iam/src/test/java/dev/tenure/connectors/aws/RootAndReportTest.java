package dev.tenure.connectors.aws;

import static dev.tenure.connectors.aws.Targets.open;
import static dev.tenure.connectors.aws.Targets.reason;
import static dev.tenure.connectors.aws.Targets.seen;
import static dev.tenure.connectors.aws.Targets.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Gap;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the credential report tells: when passwords were set, and the root user, which is shown and never changed. */
class RootAndReportTest {

    private static final AccountRef ROOT = new AccountRef("arn:aws:iam::123456789012:root");

    private static Optional<ObservedAccount> listed(Connector connector, AccountRef account) {
        return whole(connector::accounts).items().stream()
                .filter(one -> one.ref().equals(account))
                .findFirst();
    }

    @Test
    void theRootUserIsShownWithItsKeysAndDevice() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            Instant used = Instant.parse("2026-11-01T10:00:00Z");
            aws.setRoot(1, true, Optional.of(used));
            ObservedAccount root = listed(connector, ROOT).orElseThrow();
            assertEquals("root of 123456789012", root.name());
            assertEquals(SignIn.ENABLED, root.signIn());
            assertEquals(Optional.of(used), root.lastSignIn());
            assertEquals(root, seen(connector.read(ROOT)).account());
            assertEquals(
                    List.of("access key"),
                    seen(connector.credentials(ROOT)).stream()
                            .map(one -> one.kind())
                            .toList());
            assertEquals(1, seen(connector.mfaMethods(ROOT)).size());
            aws.setRoot(0, false, Optional.empty());
            assertEquals(SignIn.UNKNOWN, seen(connector.read(ROOT)).account().signIn());
            assertEquals(List.of(), seen(connector.credentials(ROOT)));
            assertEquals(List.of(), seen(connector.mfaMethods(ROOT)));
            assertTrue(seen(connector.connect()).untouchable().contains(ROOT));
        }
    }

    @Test
    void theRootUserIsNeverChanged() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            for (Change change : List.of(
                    new Change.DisableAccount(ROOT),
                    new Change.EndSessions(ROOT),
                    new Change.RevokeCredentials(ROOT),
                    new Change.ClearMfa(ROOT),
                    new Change.ResetSecret(ROOT))) {
                ChangeOutcome outcome = connector.apply(change, new ChangeKey("key"));
                assertTrue(
                        outcome instanceof ChangeOutcome.Refused(String why, var none) && why.contains("root"),
                        outcome.toString());
            }
            assertEquals(List.of(), aws.effects());
        }
    }

    @Test
    void whenAPasswordWasSetIsToldByTheListing() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws);
                Connector without = open(aws, "credentialReport", "no")) {
            AccountRef user = new AccountRef(aws.addUser("zebedee, the first", "/staff/", Map.of()));
            aws.setPassword(user.nativeId(), Optional.of("password"));
            aws.reportAfter(3);
            assertTrue(listed(connector, user).orElseThrow().passwordSetAt().isPresent());
            assertEquals(Optional.empty(), listed(without, user).orElseThrow().passwordSetAt());
            assertEquals(Optional.empty(), listed(without, ROOT));
            assertFalse(seen(without.connect()).untouchable().contains(ROOT));
            assertFalse(seen(without.read(ROOT)).exists());
        }
    }

    @Test
    void withoutTheReportUsersAreToldAndTheRootUserIsAGap() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "reportWaitMillis", "20")) {
            AccountRef user = new AccountRef(aws.addUser("zebedee", "/", Map.of()));
            aws.reportAfter(1_000_000);
            assertGap("ready", connector, user);
            assertInstanceOf(Observation.Unreachable.class, connector.read(ROOT));
            aws.deny("GenerateCredentialReport");
            assertGap("GenerateCredentialReport", connector, user);
        }
    }

    @Test
    void aReportThatIsNoTableIsAGap() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            AccountRef user = new AccountRef(aws.addUser("zebedee", "/", Map.of()));
            aws.reportAfter(0);
            aws.faults().failNext("GetCredentialReport", Mode.REFUSE_READ);
            assertGap("GetCredentialReport", connector, user);
            assertFalse(reason(connector.find("Password", "x")).isEmpty());
        }
    }

    private static void assertGap(String word, Connector connector, AccountRef user) {
        Targets.Listing<ObservedAccount> listing = whole(connector::accounts);
        assertTrue(listing.items().stream().anyMatch(one -> one.ref().equals(user)));
        assertEquals(
                List.of(ROOT.nativeId()),
                listing.gaps().stream().map(Gap::prefix).toList());
        assertTrue(
                listing.gaps().getFirst().reason().contains(word),
                listing.gaps().toString());
    }
}
