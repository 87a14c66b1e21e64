package dev.tenure.connectors.ldap;

import static dev.tenure.connectors.ldap.Directories.open;
import static dev.tenure.connectors.ldap.Directories.seen;
import static dev.tenure.connectors.ldap.Directories.settings;
import static dev.tenure.connectors.ldap.Directories.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connectors.ldap.directories.ActiveDirectoryManners;
import dev.tenure.connectors.ldap.directories.DirectoryOptions;
import dev.tenure.connectors.ldap.directories.Ds389Manners;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.ldap.directories.NewAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kit cannot know of reading changes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ChangesTest {

    private static final String PASSWORD = "Correct-Horse-7-Battery";

    private static Increment.Changed changed(Connector connector, Optional<ResumeToken> since) {
        return assertInstanceOf(Increment.Changed.class, seen(connector.changesSince(since)));
    }

    private static String account(EmbeddedDirectory directory, String login) {
        return directory.addAccount(new NewAccount(login, login, PASSWORD));
    }

    private static void assertReadWhole(Connector connector, ResumeToken token) {
        assertInstanceOf(Increment.ReadWhole.class, seen(connector.changesSince(Optional.of(token))));
    }

    @Test
    void moreThanAPageComesInPartsOfWhichEachIsToldOnce() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            ResumeToken token = changed(connector, Optional.empty()).next();
            Set<String> expected = new HashSet<>();
            for (int i = 0; i < 130; i++) {
                expected.add(directory.idOf(account(directory, "u" + i)));
            }
            Set<String> told = new HashSet<>();
            int answers = 0;
            Increment.Changed part;
            do {
                part = changed(connector, Optional.of(token));
                assertTrue(part.items().size() <= 20, "an answer holds a page");
                for (Increment.Item item : part.items()) {
                    Increment.Item.Account account = assertInstanceOf(Increment.Item.Account.class, item);
                    assertTrue(told.add(account.account().ref().nativeId()), "told once");
                }
                token = part.next();
                answers++;
            } while (part.more());
            assertEquals(expected, told);
            assertTrue(answers >= 7 && answers < 40, "in " + answers + " answers");
            assertEquals(List.of(), changed(connector, Optional.of(token)).items());
        }
    }

    @Test
    void manyModificationsOfOneSecondAreNotLostWhereOnlyTimeTells() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            ResumeToken token = changed(connector, Optional.empty()).next();
            Set<String> expected = new HashSet<>();
            for (int i = 0; i < 130; i++) {
                expected.add(directory.idOf(account(directory, "u" + i)));
            }
            Set<String> told = new HashSet<>();
            Increment.Changed part;
            do {
                part = changed(connector, Optional.of(token));
                part.items()
                        .forEach(item -> told.add(assertInstanceOf(Increment.Item.Account.class, item)
                                .account()
                                .ref()
                                .nativeId()));
                token = part.next();
            } while (part.more());
            assertEquals(expected, told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"active-directory", "389-ds"})
    void whatIsKeptOfTheLastListingSaysWhatAFreshOneWould(String style) {
        boolean activeDirectory = style.equals("active-directory");
        Random random = new Random(7);
        try (EmbeddedDirectory directory =
                        start(activeDirectory ? ActiveDirectoryManners.standard() : Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, style))) {
            List<String> accounts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                accounts.add(account(directory, "u" + i));
            }
            List<String> groups = List.of(
                    directory.addGroup("one", List.of(accounts.get(0))),
                    directory.addGroup("two", List.of(accounts.get(1))));
            ResumeToken token = changed(connector, Optional.empty()).next();
            assertEquals(8, listed(connector::accounts).size());
            assertTrue(listed(connector::entitlements).size() >= 2);
            int told = 0;
            for (int round = 0; round < 25; round++) {
                for (int step = random.nextInt(4); step >= 0; step--) {
                    int chosen = random.nextInt(accounts.size());
                    switch (random.nextInt(3)) {
                        case 0 -> accounts.add(account(directory, "u" + accounts.size()));
                        case 1 -> {
                            // Another account by the name of one that is gone.
                            directory.remove(accounts.get(chosen));
                            accounts.set(chosen, account(directory, "u" + chosen));
                        }
                        default -> {
                            String group = groups.get(random.nextInt(groups.size()));
                            if (!directory.groupsOf(accounts.get(chosen)).contains(group)) {
                                directory.addMember(group, accounts.get(chosen));
                            }
                        }
                    }
                }
                Increment.Changed part;
                Map<EntitlementRef, ObservedEntitlement> seen = new HashMap<>();
                do {
                    part = changed(connector, Optional.of(token));
                    part.items().forEach(item -> {
                        if (item instanceof Increment.Item.Entitlement entitlement) {
                            seen.put(entitlement.entitlement().ref(), entitlement.entitlement());
                        }
                    });
                    token = part.next();
                } while (part.more());
                told += seen.size();
                try (Connector fresh = open(directory, settings(directory, style))) {
                    for (ObservedEntitlement entitlement : listed(fresh::entitlements)) {
                        ObservedEntitlement here = seen.getOrDefault(entitlement.ref(), entitlement);
                        assertEquals(Set.copyOf(entitlement.members()), Set.copyOf(here.members()), "round " + round);
                    }
                }
            }
            assertTrue(told > 10, "groups were told " + told + " times");
        }
    }

    private static <T> List<T> listed(Function<Cursor, Observation<Page<T>>> listing) {
        List<T> all = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<T> page = seen(listing.apply(next.get()));
            all.addAll(page.items());
            next = page.next();
        }
        return all;
    }

    @Test
    void aTokenOfAnotherDomainControllerAsksForAWholeRead() {
        try (EmbeddedDirectory one = start(ActiveDirectoryManners.standard());
                EmbeddedDirectory other = start(ActiveDirectoryManners.standard());
                Connector here = open(one, settings(one, "active-directory"));
                Connector there = open(other, settings(other, "active-directory"))) {
            assertReadWhole(there, changed(here, Optional.empty()).next());
        }
    }

    @Test
    void aTokenOfOtherSettingsAsksForAWholeRead() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector before = open(directory, settings(directory, "active-directory"));
                Connector after =
                        open(directory, settings(directory, "active-directory", "accountFilter", "(employeeID=*)"))) {
            assertReadWhole(after, changed(before, Optional.empty()).next());
        }
    }

    @Test
    void aTokenOlderThanTombstonesAsksForAWholeRead() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            String[] parts = changed(connector, Optional.empty()).next().value().split(":");
            parts[3] = Long.toString(Long.parseLong(parts[3]) - 60L * 24 * 3600);
            assertReadWhole(connector, new ResumeToken(String.join(":", parts)));
        }
    }

    @Test
    void tombstonesThatCannotBeSeenAreNotTakenForNone() {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(
                        ActiveDirectoryManners.standard(),
                        Directories.BASE,
                        DirectoryOptions.USUAL.withoutRightToDeleted());
                Connector connector = open(directory, settings(directory, "active-directory"));
                Connector without = open(directory, settings(directory, "active-directory", "deletions", "no"))) {
            ResumeToken token = changed(connector, Optional.empty()).next();
            String answer = connector.changesSince(Optional.of(token)).toString();
            assertTrue(answer.startsWith("Refused") && answer.contains("set deletions to no"), answer);
            assertFalse(without.capabilities().reads().contains(ReadKind.DELETIONS));
            directory.remove(account(directory, "gone"));
            assertEquals(List.of(), changed(without, Optional.of(token)).items());
        }
    }

    @Test
    void anAccountThatEndedByTimeAloneIsTold() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            String dn = account(directory, "temporary");
            directory.set(
                    dn,
                    "accountExpires",
                    Long.toString(AccountShape.toFiletime(Instant.now().minusSeconds(60))));
            ResumeToken token = changed(connector, Optional.empty()).next();
            String[] parts = token.value().split(":");
            parts[3] = Long.toString(Long.parseLong(parts[3]) - 3600);
            Increment.Changed told = changed(connector, Optional.of(new ResumeToken(String.join(":", parts))));
            assertEquals(1, told.items().size());
            assertEquals(
                    SignIn.DISABLED,
                    assertInstanceOf(Increment.Item.Account.class, told.items().get(0))
                            .account()
                            .signIn());
            assertEquals(List.of(), changed(connector, Optional.of(token)).items());
        }
    }

    @Test
    void whatTheConnectorItselfDidIsToldAndWhatItLeavesAloneStays() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            String dn = account(directory, "worker");
            directory.addValue(dn, "servicePrincipalName", "HTTP/intranet.corp.example");
            AccountRef account = new AccountRef(directory.idOf(dn));
            ResumeToken token = changed(connector, Optional.empty()).next();
            assertInstanceOf(
                    ChangeOutcome.Applied.class,
                    connector.apply(new Change.DisableAccount(account), new ChangeKey("1")));
            assertEquals(1, changed(connector, Optional.of(token)).items().size());
            assertEquals(
                    List.of("HTTP/intranet.corp.example"), directory.peek(dn).get("servicePrincipalName"));
            assertInstanceOf(
                    ChangeOutcome.Applied.class,
                    connector.apply(new Change.DeleteAccount(account), new ChangeKey("2")));
            assertEquals(
                    List.of(new Increment.Item.AccountDeleted(account)),
                    changed(connector, Optional.of(token)).items());
        }
    }
}
