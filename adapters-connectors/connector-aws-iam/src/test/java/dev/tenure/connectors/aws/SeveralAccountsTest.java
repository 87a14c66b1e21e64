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
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.ActivityEvent;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Gap;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several accounts in one system: told apart, read at the same time, and one that cannot be read keeps no other from it. */
class SeveralAccountsTest {

    private static final String ONE = "111111111111";
    private static final String TWO = "222222222222";
    private static final ChangeKey KEY = new ChangeKey("key");

    private static EmbeddedAws role(EmbeddedAws account) {
        account.addRole("tenure", Optional.of("given-by-us"));
        return account;
    }

    private static Connector of(EmbeddedAws aws, String... more) {
        String[] all = new String[more.length + 4];
        System.arraycopy(more, 0, all, 4, more.length);
        all[0] = "accounts";
        all[1] = TWO + " " + ONE;
        all[2] = "externalId";
        all[3] = "given-by-us";
        return open(aws, all);
    }

    private static List<String> ids(Targets.Listing<ObservedAccount> listing) {
        return listing.items().stream().map(one -> one.ref().nativeId()).toList();
    }

    private static Connection connected(Connector connector) {
        return seen(connector.connect());
    }

    @Test
    void usersOfEachAreToldInOrderWithItsNumberAndThoseOfTheOwnAsBefore() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = of(aws, "credentialReport", "no");
                Connector alone = open(aws, "credentialReport", "no")) {
            EmbeddedAws one = role(aws.addAccount(ONE));
            EmbeddedAws two = role(aws.addAccount(TWO));
            String own = aws.addUser("own", "/", Map.of());
            String first = one.addUser("zebedee", "/", Map.of("employee", "1"));
            String second = two.addUser("zebedee", "/", Map.of("employee", "1"));
            List<String> listed = ids(whole(connector::accounts));
            assertEquals(List.of(own, ONE + "/" + first, TWO + "/" + second), listed.subList(1, 4));
            assertEquals(ids(whole(alone::accounts)), listed.subList(0, 2), "what was one account's keeps its ids");
            assertEquals(
                    List.of(ONE + "/" + first, TWO + "/" + second),
                    seen(connector.find("tag:employee", "1")).stream()
                            .map(state -> state.account().ref().nativeId())
                            .toList());
            assertEquals(List.of(), whole(connector::accounts).gaps());
        }
    }

    @Test
    void aChangeGoesToTheUsersOwnAccount() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = of(aws)) {
            EmbeddedAws one = role(aws.addAccount(ONE));
            role(aws.addAccount(TWO));
            String id = one.addUser("zebedee", "/", Map.of());
            one.setPassword(id, Optional.of("password"));
            String key = one.addAccessKey(id);
            String group = one.addGroup("operators", "/");
            one.attachToGroup(group, one.addPolicyOfAws("ReadOnlyAccess"));
            AccountRef user = new AccountRef(ONE + "/" + id);
            EntitlementRef operators = new EntitlementRef(ONE + "/" + group);
            assertInstanceOf(
                    ChangeOutcome.Applied.class, connector.apply(new Change.GrantEntitlement(user, operators), KEY));
            AccountState state = seen(connector.read(user));
            assertEquals(
                    Set.of(
                            new AccountState.Membership(operators, "operators"),
                            new AccountState.Membership(
                                    new EntitlementRef(ONE + "/arn:aws:iam::aws:policy/ReadOnlyAccess"),
                                    "ReadOnlyAccess",
                                    new MembershipCause.Nested(operators))),
                    Set.copyOf(state.memberships()));
            assertEquals(
                    Set.of(operators.nativeId(), ONE + "/arn:aws:iam::aws:policy/ReadOnlyAccess"),
                    Set.copyOf(whole(connector::entitlements).items().stream()
                            .map(entitlement -> entitlement.ref().nativeId())
                            .toList()));
            assertEquals(key, seen(connector.credentials(user)).getFirst().id());
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.DisableAccount(user), KEY));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.RevokeMemberships(user), KEY));
            assertTrue(one.isDenied(id));
            assertEquals(Set.of(), one.groupsOf(id));
            assertEquals(List.of(), aws.effects());
            assertInstanceOf(
                    ChangeOutcome.Refused.class,
                    connector.apply(new Change.GrantEntitlement(user, new EntitlementRef(TWO + "/" + group)), KEY));
        }
    }

    @Test
    void whatAUserDidIsReadInTheUsersOwnAccountAndOfRootNothing() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(
                        aws,
                        "accounts",
                        ONE,
                        "externalId",
                        "given-by-us",
                        "trailRegions",
                        "us-east-1",
                        "trailPauseMillis",
                        "1")) {
            EmbeddedAws one = role(aws.addAccount(ONE));
            Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(36));
            aws.signedIn(aws.addUser("florence", "/", Map.of()), noon);
            String id = one.addUser("florence", "/", Map.of());
            String there = one.signedIn(id, noon);
            List<ActivityEvent> told = seen(connector.activity(
                            new AccountRef(ONE + "/" + id), noon, noon.plusSeconds(60), Cursor.START))
                    .page()
                    .items();
            assertEquals(List.of(there), told.stream().map(ActivityEvent::id).toList());
            AccountRef root = new AccountRef("arn:aws:iam::" + EmbeddedAws.ACCOUNT + ":root");
            assertInstanceOf(
                    Observation.Refused.class, connector.activity(root, noon, noon.plusSeconds(60), Cursor.START));
        }
    }

    @Test
    void theAccountsOfTheOrganizationAreReadButForClosedOnesAndThoseLeftOut() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "organization", "yes", "leaveOut", TWO, "parallelAccounts", "3")) {
            for (int i = 0; i < 45; i++) {
                EmbeddedAws account = aws.addAccount("3%011d".formatted(i));
                account.addRole("tenure", Optional.empty());
                account.addUser("user", "/", Map.of());
            }
            aws.addAccount(TWO);
            aws.addAccount(ONE).suspend();
            Targets.Listing<ObservedAccount> listing = whole(connector::accounts);
            assertEquals(List.of(), listing.gaps());
            assertEquals(1 + 46 + 45, listing.items().size(), "one's own user, each one's, and each root");
            Connection connection = connected(connector);
            assertTrue(connection.product().contains("45 more"), connection.product());
            assertTrue(
                    connection.shortfalls().stream().anyMatch(said -> said.contains(ONE) && said.contains("suspended")),
                    connection.shortfalls().toString());
            assertFalse(connection.shortfalls().toString().contains(TWO));
            assertTrue(connection.untouchable().contains(new AccountRef("arn:aws:iam::123456789012:root")));
            assertEquals(46, connection.untouchable().size());
        }
    }

    @Test
    void anAccountThatRefusesTheRoleIsToldAndTheOthersGoOn() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = of(aws)) {
            EmbeddedAws one = aws.addAccount(ONE);
            EmbeddedAws two = role(aws.addAccount(TWO));
            String there = one.addUser("zebedee", "/", Map.of());
            String id = two.addUser("florence", "/", Map.of("employee", "2"));
            Targets.Listing<ObservedAccount> listing = whole(connector::accounts);
            assertTrue(ids(listing).contains(TWO + "/" + id));
            assertRefused(listing.gaps());
            Targets.Listing<ObservedEntitlement> entitlements = whole(connector::entitlements);
            assertRefused(entitlements.gaps());
            assertTrue(
                    connected(connector).shortfalls().stream()
                            .anyMatch(said -> said.startsWith("account " + ONE + ": ") && said.contains("role")),
                    connected(connector).shortfalls().toString());
            Observation<List<AccountState>> found = connector.find("tag:employee", "2");
            assertTrue(reason(found).contains(ONE), "nobody knows who is there: " + found);
            assertTrue(reason(connector.read(new AccountRef(ONE + "/" + there))).contains(ONE));
            ChangeOutcome outcome = connector.apply(new Change.DisableAccount(new AccountRef(ONE + "/" + there)), KEY);
            assertTrue(
                    outcome instanceof ChangeOutcome.Refused(String why, var none) && why.contains(ONE), outcome + "");
            assertTrue(seen(connector.read(new AccountRef(TWO + "/" + id))).exists());
        }
    }

    private static void assertRefused(List<Gap> gaps) {
        assertEquals(List.of(ONE + "/"), gaps.stream().map(Gap::prefix).toList());
        assertTrue(gaps.getFirst().reason().startsWith("account " + ONE + ": "), gaps.toString());
    }

    @Test
    void anAccountThatFailsInTheMiddleIsLeftOutFromThereOn() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = of(aws, "credentialReport", "no")) {
            aws.pageSize(2);
            EmbeddedAws one = role(aws.addAccount(ONE));
            role(aws.addAccount(TWO)).addUser("florence", "/", Map.of());
            for (int i = 0; i < 5; i++) {
                one.addUser("user-" + i, "/", Map.of());
            }
            one.after("GetAccountAuthorizationDetails", () -> {
                for (int i = 0; i < 2; i++) {
                    one.faults().failNext("GetAccountAuthorizationDetails", Mode.FAIL_ON_READ);
                }
            });
            Targets.Listing<ObservedAccount> listing = whole(connector::accounts);
            assertEquals(
                    List.of(ONE + "/"), listing.gaps().stream().map(Gap::prefix).toList());
            assertEquals(
                    2, ids(listing).stream().filter(id -> id.startsWith(ONE)).count());
            assertEquals(
                    1, ids(listing).stream().filter(id -> id.startsWith(TWO)).count());
        }
    }

    @Test
    void withoutTheOwnAccountNothingIsListed() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = of(aws)) {
            role(aws.addAccount(ONE));
            role(aws.addAccount(TWO));
            aws.deny("ListUsers");
            assertInstanceOf(Observation.Refused.class, connector.accounts(Cursor.START));
        }
    }

    @Test
    void credentialsOfARoleThatAreOverAreFetchedAnew() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = of(aws, "role", aws.addRole("tenure", Optional.of("given-by-us")))) {
            EmbeddedAws one = role(aws.addAccount(ONE));
            AccountRef user = new AccountRef(ONE + "/" + one.addUser("zebedee", "/", Map.of()));
            assertTrue(seen(connector.read(user)).exists());
            aws.expireSessions();
            assertTrue(seen(connector.read(user)).exists());
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.DisableAccount(user), KEY));
        }
    }

    @Test
    void anAccountThatTheSettingsDoNotNameIsNotEntered() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = of(aws);
                Connector alone = open(aws)) {
            AccountRef elsewhere = new AccountRef("999999999999/AIDAEMBEDDED000000001");
            assertTrue(reason(connector.read(elsewhere)).contains("999999999999"));
            assertInstanceOf(ChangeOutcome.Refused.class, connector.apply(new Change.DisableAccount(elsewhere), KEY));
            assertInstanceOf(ChangeOutcome.Refused.class, alone.apply(new Change.DisableAccount(elsewhere), KEY));
            assertEquals(List.of(), aws.calls());
        }
    }
}
