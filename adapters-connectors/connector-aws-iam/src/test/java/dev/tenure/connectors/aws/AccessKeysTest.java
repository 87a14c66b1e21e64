package dev.tenure.connectors.aws;

import static dev.tenure.connectors.aws.Targets.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A key of a machine is replaced: a new one, the old one off, the old one gone. */
class AccessKeysTest {

    private static ChangeOutcome apply(Connector connector, Change change) {
        return connector.apply(change, new ChangeKey("key"));
    }

    private static Evidence applied(ChangeOutcome outcome) {
        return assertInstanceOf(ChangeOutcome.Applied.class, outcome, outcome.toString())
                .evidence();
    }

    private static List<String> values(Evidence evidence, String name) {
        return evidence.facts().stream()
                .filter(fact -> fact.name().equals(name))
                .map(Evidence.Fact::value)
                .toList();
    }

    private static String machine(EmbeddedAws aws) {
        return aws.addUser("report-machine", "/machines/", Map.of());
    }

    @Test
    void theOldKeyWorksUntilItIsSwitchedOffAndComesBackUntilItIsDeleted() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String id = machine(aws);
            AccountRef user = new AccountRef(id);
            String old = aws.addAccessKey(id);
            Targets.InMemory place = new Targets.InMemory(true);
            Change.IssueCredential issue = new Change.IssueCredential(user, Set.of(old), place);

            String made = values(applied(apply(connector, issue)), Evidence.CREDENTIAL)
                    .get(0);
            assertEquals(Set.of(old, made), aws.activeKeysOf(id));
            assertEquals(
                    "{\"Version\":1,\"AccessKeyId\":\"" + made + "\",\"SecretAccessKey\":\""
                            + aws.secretsOf(id).get(made) + "\"}\n",
                    place.kept().orElseThrow().reveal());
            assertInstanceOf(ChangeOutcome.Unchanged.class, apply(connector, issue));

            applied(apply(connector, new Change.DisableCredential(user, old)));
            assertEquals(Set.of(made), aws.activeKeysOf(id));
            applied(apply(connector, new Change.EnableCredential(user, old)));
            assertEquals(Set.of(old, made), aws.activeKeysOf(id));
            applied(apply(connector, new Change.DisableCredential(user, old)));
            applied(apply(connector, new Change.RevokeCredential(user, old)));
            assertEquals(Set.of(made), aws.credentialsOf(id));
        }
    }

    @Test
    void aKeyWhoseAnswerWasLostIsTakenAwayAndTold() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String id = machine(aws);
            String old = aws.addAccessKey(id);
            Change.IssueCredential issue =
                    new Change.IssueCredential(new AccountRef(id), Set.of(old), new Targets.InMemory(true));
            aws.faults().failNext("CreateAccessKey", Mode.DROP_AFTER_WRITE);
            assertInstanceOf(ChangeOutcome.InDoubt.class, apply(connector, issue));
            assertTrue(issue.keeping().kept().isEmpty());
            String lost = aws.activeKeysOf(id).stream()
                    .filter(key -> !key.equals(old))
                    .findFirst()
                    .orElseThrow();

            Evidence evidence = applied(apply(connector, issue));
            assertEquals(List.of(lost), values(evidence, "removed.accessKeyNobodyKept"));
            assertEquals(Set.of(old, values(evidence, Evidence.CREDENTIAL).get(0)), aws.activeKeysOf(id));
        }
    }

    @Test
    void aKeyThatSomebodyElseMadeAndUsesIsNeverTakenAway() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String id = machine(aws);
            Change.IssueCredential theirs =
                    new Change.IssueCredential(new AccountRef(id), Set.of(), new Targets.InMemory(true));
            String used = values(applied(apply(connector, theirs)), Evidence.CREDENTIAL)
                    .get(0);
            aws.use(id, used, Instant.now());
            Change.IssueCredential ours =
                    new Change.IssueCredential(new AccountRef(id), Set.of(), new Targets.InMemory(true));
            assertInstanceOf(ChangeOutcome.Refused.class, apply(connector, ours));
            assertEquals(Set.of(used), aws.activeKeysOf(id));
        }
    }

    @Test
    void aKeyThatIsNotKeptIsTakenAwayAgain() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String id = machine(aws);
            String old = aws.addAccessKey(id);
            Change.IssueCredential issue =
                    new Change.IssueCredential(new AccountRef(id), Set.of(old), new Targets.InMemory(false));
            ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, apply(connector, issue));
            assertTrue(refused.reason().contains("could not be kept"), refused.reason());
            assertEquals(Set.of(old), aws.credentialsOf(id));

            aws.faults().failNext("DeleteAccessKey", Mode.DROP_BEFORE_WRITE);
            assertInstanceOf(ChangeOutcome.InDoubt.class, apply(connector, issue));
            assertInstanceOf(ChangeOutcome.Refused.class, apply(connector, issue));
            assertEquals(Set.of(old), aws.credentialsOf(id));
        }
    }

    @Test
    void whereTwoKeysAreThereNoneIsMadeAndNoneGoes() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String id = machine(aws);
            String one = aws.addAccessKey(id);
            String other = aws.addAccessKey(id);
            Set<String> both = Set.of(one, other);
            ChangeOutcome outcome =
                    apply(connector, new Change.IssueCredential(new AccountRef(id), both, new Targets.InMemory(true)));
            ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, outcome);
            assertTrue(refused.reason().contains("an old one has to go first"), refused.reason());
            assertEquals(both, aws.activeKeysOf(id));
        }
    }

    @Test
    void aKeyThatDoesNotShowYetIsInDoubtAndThenThere() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String id = machine(aws);
            aws.lag(1);
            Change.IssueCredential issue =
                    new Change.IssueCredential(new AccountRef(id), Set.of(), new Targets.InMemory(true));
            assertInstanceOf(ChangeOutcome.InDoubt.class, apply(connector, issue));
            aws.lag(0);
            assertInstanceOf(ChangeOutcome.Unchanged.class, apply(connector, issue));
            assertEquals(1, aws.activeKeysOf(id).size());
        }
    }

    @Test
    void onlyAccessKeysAreSwitched() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String id = machine(aws);
            AccountRef user = new AccountRef(id);
            String certificate = aws.addCertificate(id);
            assertInstanceOf(
                    ChangeOutcome.Refused.class, apply(connector, new Change.DisableCredential(user, certificate)));
            assertInstanceOf(
                    ChangeOutcome.Refused.class, apply(connector, new Change.EnableCredential(user, certificate)));
            applied(apply(connector, new Change.RevokeCredential(user, certificate)));
            assertEquals(Optional.empty(), aws.credentialsOf(id).stream().findFirst());
        }
    }
}
