package dev.tenure.connectors.ldap;

import static dev.tenure.connectors.ldap.Directories.open;
import static dev.tenure.connectors.ldap.Directories.seen;
import static dev.tenure.connectors.ldap.Directories.settings;
import static dev.tenure.connectors.ldap.Directories.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.ldap.directories.ActiveDirectoryManners;
import dev.tenure.connectors.ldap.directories.DirectoryManners;
import dev.tenure.connectors.ldap.directories.DirectoryOptions;
import dev.tenure.connectors.ldap.directories.Ds389Manners;
import dev.tenure.connectors.ldap.directories.Effect;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.ldap.directories.Faults;
import dev.tenure.connectors.ldap.directories.GroupKind;
import dev.tenure.connectors.ldap.directories.NewAccount;
import dev.tenure.connectors.ldap.directories.OpenLdapManners;
import dev.tenure.connectors.testkit.OddNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LdapConnectorTest {

    private static final String PASSWORD = "Correct-Horse-1";
    private static final ChangeKey KEY = new ChangeKey("key");

    // The way to the directory

    @Test
    void aPinnedCertificateIsEnough() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds", "url", directory.encryptedUrl()))) {
            assertTrue(seen(connector.connect()).encrypted());
        }
    }

    @Test
    void anotherCertificateThanThePinnedOneIsNotTalkedTo() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector =
                        open(directory, settings(directory, "389-ds", "certificatePin", "ab".repeat(32)))) {
            assertComplains(connector, "set certificatePin");
        }
    }

    @Test
    void aGivenAuthorityIsBelievedForTheHostItVouchesFor(@TempDir Path files) throws Exception {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard())) {
            for (String url : List.of(
                    directory.url(),
                    directory.encryptedUrl(),
                    byName(directory.url()),
                    byName(directory.encryptedUrl()))) {
                try (Connector connector = open(directory, authority(directory, files, url))) {
                    assertTrue(seen(connector.connect()).encrypted(), url);
                }
            }
        }
    }

    @Test
    void aCertificateForAnotherHostIsNotBelieved(@TempDir Path files) throws Exception {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(
                Ds389Manners.standard(),
                Directories.BASE,
                DirectoryOptions.USUAL.withCertificateFor("elsewhere.example"))) {
            // The library believes any certificate of a numeric loopback address.
            for (String url : List.of(byName(directory.url()), byName(directory.encryptedUrl()))) {
                try (Connector connector = open(directory, authority(directory, files, url))) {
                    assertComplains(connector, "is for another host: write in url");
                }
            }
        }
    }

    @Test
    void aCertificateThatIsOutOfDateIsNotBelieved(@TempDir Path files) throws Exception {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(
                Ds389Manners.standard(), Directories.BASE, DirectoryOptions.USUAL.withExpiredCertificate())) {
            for (String url : List.of(directory.url(), directory.encryptedUrl())) {
                try (Connector connector = open(directory, authority(directory, files, url))) {
                    assertComplains(connector, "is out of date: have it renewed");
                }
            }
        }
    }

    private static void assertComplains(Connector connector, String remedy) {
        String answer = connector.connect().toString();
        assertTrue(answer.startsWith("Unreachable") && answer.contains(remedy), answer);
    }

    @Test
    void anUnknownAuthorityIsNotBelieved() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard())) {
            Map<String, String> settings = settings(directory, "389-ds");
            settings.remove("certificatePin");
            try (Connector connector = open(directory, settings)) {
                assertComplains(connector, "trustedCertificate");
            }
        }
    }

    private static String byName(String url) {
        return url.replace("127.0.0.1", "localhost");
    }

    private static Map<String, String> authority(EmbeddedDirectory directory, Path files, String url) throws Exception {
        Map<String, String> settings = settings(directory, "389-ds", "url", url);
        settings.remove("certificatePin");
        settings.put(
                "trustedCertificate",
                Files.writeString(files.resolve("authority.pem"), directory.certificatePem())
                        .toString());
        return settings;
    }

    @Test
    void theSecondServerServesWhenTheFirstIsDown() {
        try (EmbeddedDirectory dead = start(Ds389Manners.standard());
                EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector =
                        open(directory, settings(directory, "389-ds", "url", dead.url() + " " + directory.url()))) {
            dead.goDown();
            directory.addAccount(new NewAccount("a", "A", PASSWORD));
            assertEquals(1, seen(connector.accounts(Cursor.START)).items().size());
        }
    }

    @Test
    void aWrongPasswordIsARefusalThatNamesTheSetting() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector =
                        open(directory, settings(directory, "active-directory", "bindDn", "CORP\\nobody"))) {
            String refused = refusal(connector.connect());
            assertTrue(refused.contains("bindDn"), refused);
        }
    }

    @Test
    void aBaseThatIsNotThereIsARefusalThatNamesTheSetting() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector =
                        open(directory, settings(directory, "389-ds", "groupBase", "ou=nowhere," + Directories.BASE))) {
            String refused = refusal(connector.connect());
            assertTrue(refused.contains("groupBase"), refused);
            assertFalse(refused.contains("nowhere"), refused);
        }
    }

    @Test
    void theConnectorsOwnAccountIsKnownHoweverItSignsIn() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard())) {
            AccountRef own = new AccountRef(directory.idOf(directory.bindDn()));
            for (String name : List.of(directory.bindDn(), "CORP\\svc-tenure")) {
                try (Connector connector = open(directory, settings(directory, "active-directory", "bindDn", name))) {
                    Connection connection = seen(connector.connect());
                    assertEquals(Optional.of(own), connection.own(), name);
                    assertEquals("Active Directory", connection.product());
                }
            }
        }
    }

    // Reading

    @Test
    void aGroupLongerThanActiveDirectoryGivesAtATimeIsReadWhole() {
        try (EmbeddedDirectory directory =
                        start(ActiveDirectoryManners.standard().givingValuesBy(7));
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            List<String> members = IntStream.range(0, 22)
                    .mapToObj(i -> directory.addAccount(new NewAccount("u" + i, "User " + i, PASSWORD)))
                    .toList();
            directory.addGroup("Exact", members.subList(0, 7));
            directory.addGroup("Twice", members.subList(0, 14));
            directory.addGroup("Many", members);
            Map<String, Integer> sizes = new HashMap<>();
            entitlements(connector).forEach(e -> sizes.put(e.name(), new HashSet<>(e.members()).size()));
            assertEquals(Map.of("Domain Users", 0, "Exact", 7, "Twice", 14, "Many", 22), sizes);
        }
    }

    @Test
    void groupsOfEveryKindAreReadWithWhatTheyHold() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            AccountRef account = new AccountRef(directory.idOf(dn));
            for (GroupKind kind : GroupKind.values()) {
                directory.addGroup(kind.name(), kind, List.of(dn));
            }
            String inner = directory.addGroup("inner", List.of());
            directory.addGroup("outer", List.of(inner, "cn=gone,dc=elsewhere"));
            directory.addGroup("ghosts", GroupKind.POSIX_GROUP, List.of("uid=ghost,dc=elsewhere"));
            for (ObservedEntitlement group : entitlements(connector)) {
                switch (group.name()) {
                    case "outer" ->
                        assertEquals(
                                Set.of(
                                        new ObservedMember.Entitlement(new EntitlementRef(directory.idOf(inner))),
                                        unresolvable("cn=gone,dc=elsewhere")),
                                Set.copyOf(group.members()));
                    case "ghosts" -> assertEquals(List.of(unresolvable("ghost")), group.members());
                    case "inner" -> assertEquals(List.of(), group.members());
                    default -> assertEquals(List.of(new ObservedMember.Account(account)), group.members());
                }
            }
            assertEquals(
                    GroupKind.values().length,
                    seen(connector.read(account)).memberships().size());
        }
    }

    private static ObservedMember unresolvable(String nativeId) {
        return new ObservedMember.Unresolvable(
                nativeId,
                "it is no account or group among those that accountBase, accountFilter and groupBase take in");
    }

    @Test
    void aGroupOfHalfAMillionMembersIsReadWhole() {
        int count = 500_000;
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            String known = directory.addAccount(new NewAccount("known", "Known", PASSWORD));
            List<String> members = new ArrayList<>(count);
            members.add(known);
            for (int i = 1; i < count; i++) {
                members.add("uid=worker-" + i + ",ou=people,dc=elsewhere,dc=example");
            }
            directory.addGroup("everybody", members);
            List<ObservedMember> read =
                    seen(connector.entitlements(Cursor.START)).items().get(0).members();
            assertEquals(count, read.size());
            assertTrue(read.contains(new ObservedMember.Account(new AccountRef(directory.idOf(known)))));
        }
    }

    @Test
    void aValueOfTenMegabytesIsLeftOutAndNamed() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector =
                        open(directory, settings(directory, "389-ds", "attributes", "mail description"))) {
            String dn =
                    directory.addAccount(new NewAccount("long", "Long", PASSWORD, Map.of("mail", "long@corp.example")));
            directory.set(dn, "description", "x".repeat(10 * 1024 * 1024));
            ObservedAccount account =
                    seen(connector.accounts(Cursor.START)).items().get(0);
            assertEquals(Map.of("mail", "long@corp.example"), account.attributes());
            assertTrue(
                    account.problems().get(0).contains("description"),
                    account.problems().toString());
        }
    }

    @Test
    void aMemberIsFoundHoweverItsDnIsWritten() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            String dn = directory.addAccount(new NewAccount("Odd, One", "A", PASSWORD));
            assertEquals("uid=Odd\\, One,ou=people,dc=corp,dc=example", dn);
            directory.addGroup("g", List.of("UID=odd\\2C one , OU=People, DC=corp,DC=EXAMPLE"));
            assertEquals(
                    List.of(new ObservedMember.Account(new AccountRef(directory.idOf(dn)))),
                    entitlements(connector).get(0).members());
            assertEquals(
                    1,
                    seen(connector.read(new AccountRef(directory.idOf(dn))))
                            .memberships()
                            .size());
        }
    }

    @Test
    void twoAccountsWithOneLoginNameMakeAPosixMemberUnresolvable() {
        MemberIndex index = indexOf(
                new Entry("uid=x,ou=a,dc=x", new Attribute("uid", "x"), new Attribute("entryUUID", "1")),
                new Entry("uid=x,ou=b,dc=x", new Attribute("uid", "x"), new Attribute("entryUUID", "2")));
        assertInstanceOf(ObservedMember.Unresolvable.class, index.resolve("memberUid", "x"));
        assertInstanceOf(ObservedMember.Account.class, index.resolve("member", "UID=x,OU=b,DC=x"));
        assertInstanceOf(ObservedMember.Unresolvable.class, index.resolve("member", "this is no DN"));
    }

    private static MemberIndex indexOf(Entry... accounts) {
        MemberIndex index = MemberIndex.empty(new NativeIds("entryUUID"));
        List.of(accounts).forEach(index::account);
        return index;
    }

    @Test
    void aMachineIsNoAccountOfAPerson() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            directory.add(new Entry(
                    "cn=host1," + directory.accountBase(),
                    new Attribute("objectClass", "top", "person", "organizationalPerson", "user", "computer"),
                    new Attribute("cn", "host1"),
                    new Attribute("sn", "host1")));
            directory.addAccount(new NewAccount("a", "A", PASSWORD));
            assertEquals(
                    List.of("a"),
                    seen(connector.accounts(Cursor.START)).items().stream()
                            .map(ObservedAccount::name)
                            .toList());
        }
    }

    @Test
    void aDirectoryThatCannotPageIsReadWholeOrNotAtAll() {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(
                        Ds389Manners.standard(), Directories.BASE, DirectoryOptions.USUAL.withoutPaging(5));
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            for (int i = 0; i < 5; i++) {
                directory.addAccount(new NewAccount("u" + i, "U", PASSWORD));
            }
            assertEquals(5, seen(connector.accounts(Cursor.START)).items().size());
            directory.addAccount(new NewAccount("u5", "U", PASSWORD));
            String refused = refusal(connector.accounts(Cursor.START));
            assertTrue(refused.contains("limit"), refused);
        }
    }

    @Test
    void aListingThatWasCutOffIsBegunAgain() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds", "pageSize", "2"))) {
            for (int i = 0; i < 6; i++) {
                directory.addAccount(new NewAccount("u" + i, "U", PASSWORD));
            }
            Cursor second = seen(connector.accounts(Cursor.START)).next().orElseThrow();
            directory.faults().failNext(1, Faults.Mode.DROP_ON_READ);
            assertInstanceOf(Observation.Unreachable.class, connector.accounts(second));
            assertInstanceOf(Observation.Unreachable.class, connector.accounts(second));
            assertInstanceOf(Observation.Unreachable.class, connector.accounts(new Cursor("no cursor of ours")));
            assertEquals(6, accounts(connector).size());
        }
    }

    @Test
    void listingsThatNobodyGoesOnWithAreGivenUp() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds", "pageSize", "2"))) {
            for (int i = 0; i < 6; i++) {
                directory.addAccount(new NewAccount("u" + i, "U", PASSWORD));
            }
            List<Cursor> cursors = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                cursors.add(seen(connector.accounts(Cursor.START)).next().orElseThrow());
            }
            assertInstanceOf(Observation.Unreachable.class, connector.accounts(cursors.get(0)));
            assertInstanceOf(Observation.Seen.class, connector.accounts(cursors.get(19)));
        }
    }

    @Test
    void anAccountThatWasMovedOutOfTheListedPartIsStillRead() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            assertTrue(seen(connector.read(new AccountRef(directory.idOf(directory.bindDn()))))
                    .exists());
        }
    }

    @Test
    void anIdThatIsNotUniqueIsRefusedAndNothingIsWritten() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds", "idAttribute", "sn"))) {
            directory.addAccount(new NewAccount("a", "Same", PASSWORD));
            directory.addAccount(new NewAccount("b", "Same", PASSWORD));
            assertInstanceOf(
                    ChangeOutcome.Refused.class,
                    connector.apply(new Change.DisableAccount(new AccountRef("Same")), KEY));
            assertEquals(List.of(), directory.effects());
        }
    }

    @Test
    void anAttributesNameIsNotAPlaceForAFilter() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            assertInstanceOf(Observation.Refused.class, connector.find("uid=*)(cn", "x"));
            assertInstanceOf(Observation.Refused.class, connector.find("", "x"));
        }
    }

    @Test
    void anAccountIsFoundByItsGuid() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            String id = directory.idOf(directory.addAccount(new NewAccount("a", "A", PASSWORD)));
            assertEquals(1, seen(connector.find("objectGUID", id)).size());
            assertEquals(List.of(), seen(connector.find("objectGUID", "not a guid")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"active-directory", "openldap", "389-ds"})
    void aListingTellsWhenAPasswordWasSet(String style) {
        DirectoryManners manners =
                switch (style) {
                    case "active-directory" -> ActiveDirectoryManners.standard();
                    case "openldap" -> OpenLdapManners.standard();
                    default -> Ds389Manners.standard();
                };
        try (EmbeddedDirectory directory = start(manners);
                Connector connector = open(directory, settings(directory, style))) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            AccountRef account =
                    new AccountRef(directory.idOf(directory.addAccount(new NewAccount("a", "A", PASSWORD))));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.ResetSecret(account), KEY));
            Instant set = accounts(connector).getFirst().passwordSetAt().orElseThrow();
            assertFalse(set.isBefore(before), set + " is before " + before);
            assertEquals(
                    Optional.of(set), seen(connector.read(account)).account().passwordSetAt());
        }
    }

    @Test
    void anAccountWithoutAReadableIdIsListedWithTheProblem() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds", "idAttribute", "employeeNumber"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            ObservedAccount account = accounts(connector).get(0);
            assertEquals(1, account.problems().size());
            assertTrue(seen(connector.read(account.ref())).exists());
            assertInstanceOf(
                    ChangeOutcome.Applied.class, connector.apply(new Change.DisableAccount(account.ref()), KEY));
            assertFalse(directory.isEnabled(dn));
        }
    }

    @Test
    void anAccountWhoseIdIsTooLongToBeKeptIsListedWithTheProblemAndNotSaidToBeDone() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(
                        directory,
                        settings(directory, "389-ds", "idAttribute", "description", "nameAttribute", "description"))) {
            String one = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            String other = directory.addAccount(new NewAccount("b", "B", PASSWORD));
            directory.set(one, "description", "x".repeat(1_001));
            directory.set(other, "description", "x".repeat(1_002));
            List<ObservedAccount> accounts = accounts(connector);
            assertEquals(
                    2, accounts.stream().map(ObservedAccount::ref).distinct().count());
            for (ObservedAccount account : accounts) {
                assertTrue(account.ref().nativeId().length() <= 1_000);
                assertTrue(account.name().length() <= 201, account.name());
                assertTrue(account.problems().get(0).contains("set idAttribute"));
                assertInstanceOf(Observation.Refused.class, connector.read(account.ref()));
                assertInstanceOf(
                        ChangeOutcome.Refused.class, connector.apply(new Change.DisableAccount(account.ref()), KEY));
            }
            assertTrue(directory.isEnabled(one));
        }
    }

    @Test
    void aGroupWhoseIdIsTooLongToBeAskedForIsNotTakenAsGone() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds", "idAttribute", "description"))) {
            String account = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            directory.set(account, "description", "a");
            String group = directory.addGroup("Group", List.of());
            directory.set(group, "description", "x".repeat(1_001));
            EntitlementRef tooLong = entitlements(connector).getFirst().ref();
            ChangeOutcome outcome = connector.apply(new Change.GrantEntitlement(new AccountRef("a"), tooLong), KEY);
            assertTrue(
                    assertInstanceOf(ChangeOutcome.Refused.class, outcome)
                            .toString()
                            .contains("set idAttribute"),
                    outcome.toString());
            assertEquals(Set.of(), directory.groupsOf(account));
        }
    }

    @Test
    void aReadThatFailsForAMomentIsAskedForAgainAndNotForEver() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            AccountRef account =
                    new AccountRef(directory.idOf(directory.addAccount(new NewAccount("passing", "A", PASSWORD))));
            assertTrue(seen(connector.read(account)).exists());
            directory.faults().failNext(2, Faults.Mode.BUSY);
            directory.faults().failNext(1, Faults.Mode.UNAVAILABLE);
            assertTrue(seen(connector.read(account)).exists());
            assertEquals(0, directory.faults().pending());
            directory.faults().failNext(100, Faults.Mode.UNAVAILABLE);
            assertInstanceOf(Observation.Unreachable.class, connector.read(account));
            assertTrue(directory.faults().pending() > 80, "it is not asked for ever");
        }
    }

    // Changing

    @Test
    void aPrimaryGroupIsNamedAsKept() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            AccountRef account = new AccountRef(directory.idOf(dn));
            directory.addGroup("Paper", List.of(dn));
            List<AccountState.Retained> retained = seen(connector.read(account)).retained();
            assertEquals("Domain Users", retained.get(0).name());
            ChangeOutcome.Applied applied = assertInstanceOf(
                    ChangeOutcome.Applied.class, connector.apply(new Change.RevokeMemberships(account), KEY));
            assertTrue(has(applied.evidence(), Fact.plain("retained.name", "Domain Users")));
            assertTrue(has(applied.evidence(), Fact.plain("removed.name", "Paper")));
            assertEquals(Set.of(), directory.groupsOf(dn));
        }
    }

    @Test
    void aPosixPrimaryGroupIsNamedAsKept() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            String dn = "uid=p," + directory.accountBase();
            directory.add(new Entry(
                    dn,
                    new Attribute("objectClass", "top", "account", "posixAccount"),
                    new Attribute("uid", "p"),
                    new Attribute("cn", "p"),
                    new Attribute("uidNumber", "1"),
                    new Attribute("gidNumber", "10000"),
                    new Attribute("homeDirectory", "/home/p"),
                    new Attribute("nsUniqueId", "p-1")));
            directory.addGroup("staff", GroupKind.POSIX_GROUP, List.of());
            assertEquals(
                    "staff",
                    seen(connector.read(new AccountRef("p-1")))
                            .retained()
                            .get(0)
                            .name());
        }
    }

    @Test
    void aGroupThatKeepsItsLastMemberIsNamedAndTheOthersAreLeft() {
        try (EmbeddedDirectory directory = start(OpenLdapManners.standard());
                Connector connector = open(directory, settings(directory, "openldap"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            String other = directory.addAccount(new NewAccount("b", "B", PASSWORD));
            String lonely = directory.addGroup("Lonely", List.of(dn));
            directory.addGroup("Shared", List.of(dn, other));
            ChangeOutcome.Refused refused = assertInstanceOf(
                    ChangeOutcome.Refused.class,
                    connector.apply(new Change.RevokeMemberships(new AccountRef(directory.idOf(dn))), KEY));
            assertTrue(refused.reason().contains("\"Lonely\""), refused.reason());
            assertTrue(refused.reason().contains("member"), refused.reason());
            assertTrue(has(refused.evidence(), Fact.plain("removed.name", "Shared")));
            assertEquals(Set.of(lonely), directory.groupsOf(dn));
        }
    }

    @Test
    void membershipsThatWentBeforeTheDirectoryGotBusyAreInTheEvidence() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            AccountRef account = new AccountRef(directory.idOf(dn));
            directory.addGroup("one", List.of(dn));
            directory.addGroup("two", List.of(dn));
            directory.faults().failNext(1, Faults.Mode.BUSY_ON_WRITE);
            ChangeOutcome.InDoubt doubt = assertInstanceOf(
                    ChangeOutcome.InDoubt.class, connector.apply(new Change.RevokeMemberships(account), KEY));
            assertEquals(
                    1,
                    doubt.evidence().facts().stream()
                            .filter(f -> f.name().equals("removed.id"))
                            .count());
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.RevokeMemberships(account), KEY));
            assertEquals(2, directory.effects().size());
        }
    }

    static List<String> oddNames() {
        return OddNames.all();
    }

    @ParameterizedTest
    @MethodSource("oddNames")
    void aLeaverOfAnyNameIsShutOut(String name) {
        for (DirectoryManners manners : List.of(ActiveDirectoryManners.standard(), Ds389Manners.standard())) {
            String style = manners instanceof ActiveDirectoryManners ? "active-directory" : "389-ds";
            try (EmbeddedDirectory directory = start(manners);
                    Connector connector = open(directory, settings(directory, style))) {
                String dn = directory.addAccount(new NewAccount(name, name, PASSWORD));
                String other = directory.addAccount(new NewAccount("other", "other", PASSWORD));
                directory.addGroup(name, List.of(dn, other));
                AccountRef account = seen(connector.find(style.equals("389-ds") ? "uid" : "sAMAccountName", name))
                        .get(0)
                        .account()
                        .ref();
                assertEquals(directory.idOf(dn), account.nativeId());
                for (Change change : List.of(
                        new Change.DisableAccount(account),
                        new Change.ResetSecret(account),
                        new Change.RevokeMemberships(account))) {
                    assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(change, KEY));
                }
                assertFalse(directory.isEnabled(dn));
                assertNotEquals(Optional.of(PASSWORD), directory.secretOf(dn));
                assertEquals(Set.of(), directory.groupsOf(dn));
                assertTrue(directory.canSignIn(other, PASSWORD));
                assertEquals(1, directory.groupsOf(other).size());
            }
        }
    }

    @Test
    void anActiveDirectoryPasswordIsDrawnTwice() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            assertInstanceOf(
                    ChangeOutcome.Applied.class,
                    connector.apply(new Change.ResetSecret(new AccountRef(directory.idOf(dn))), KEY));
            assertEquals(
                    List.of(
                            new Effect(dn, Effect.Kind.PASSWORD_CHANGED, ""),
                            new Effect(dn, Effect.Kind.PASSWORD_CHANGED, "")),
                    directory.effects());
        }
    }

    @Test
    void aPasswordIsNotSentToActiveDirectoryInClear() {
        try (EmbeddedDirectory directory =
                        start(ActiveDirectoryManners.standard().allowingPlainPasswords());
                Connector connector = open(
                        directory, settings(directory, "active-directory", "startTls", "no", "unencrypted", "allow"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            AccountRef account = new AccountRef(directory.idOf(dn));
            ChangeOutcome.Refused refused = assertInstanceOf(
                    ChangeOutcome.Refused.class, connector.apply(new Change.ResetSecret(account), KEY));
            assertTrue(refused.reason().contains("ldaps://"), refused.reason());
            assertTrue(directory.canSignIn(dn, PASSWORD));
            assertFalse(seen(connector.connect()).encrypted());
        }
    }

    @Test
    void aNewPasswordDoesNotUnlockAnAccountThatIsLockedAtTheSameMoment() throws Exception {
        try (EmbeddedDirectory directory = start(OpenLdapManners.standard());
                Connector connector = open(directory, settings(directory, "openldap"));
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            Change reset = new Change.ResetSecret(new AccountRef(directory.idOf(dn)));
            directory.faults().failNext(1, Faults.Mode.HOLD_BEFORE_WRITE);
            Future<ChangeOutcome> outcome = threads.submit(() -> connector.apply(reset, KEY));
            while (directory.faults().fired(Faults.Mode.HOLD_BEFORE_WRITE) == 0) {
                Thread.onSpinWait();
            }
            directory.lock(dn, true);
            while (!outcome.isDone()) {
                // It counts as held before it begins to wait.
                directory.faults().clear();
                Thread.onSpinWait();
            }
            assertInstanceOf(ChangeOutcome.Unreachable.class, outcome.get(60, TimeUnit.SECONDS));
            assertFalse(directory.isEnabled(dn));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(reset, KEY));
            assertFalse(directory.isEnabled(dn));
        }
    }

    @Test
    void aReadableHashProvesAResetAndIsNotInTheEvidence() {
        try (EmbeddedDirectory directory = start(OpenLdapManners.standard().showingPasswordHashes());
                Connector connector = open(directory, settings(directory, "openldap"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            ChangeOutcome.Applied applied = assertInstanceOf(
                    ChangeOutcome.Applied.class,
                    connector.apply(new Change.ResetSecret(new AccountRef(directory.idOf(dn))), KEY));
            assertTrue(has(applied.evidence(), Fact.plain("readBack.userPassword", "changed")));
            assertFalse(applied.toString().contains("{SHA"));
        }
    }

    @Test
    void aLostReplyIsNotSettledByATimestampThatAnythingMoves() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard().notTrackingPasswordTime());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            AccountRef account = new AccountRef(directory.idOf(dn));
            directory.faults().failNext(1, Faults.Mode.DROP_AFTER_WRITE);
            assertInstanceOf(ChangeOutcome.InDoubt.class, connector.apply(new Change.ResetSecret(account), KEY));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.ResetSecret(account), KEY));
        }
    }

    @Test
    void withoutASettingForItAGenericDirectoryDoesNotClaimToDisable() {
        try (DirectoryTarget target = Directories.genericThatCannotDisable();
                Connector connector = target.factory().open(target.configuration())) {
            AccountRef account = target.seedAccount("a", PASSWORD);
            assertEquals(
                    Set.of(
                            ChangeKind.CREATE_ACCOUNT,
                            ChangeKind.UPDATE_ACCOUNT,
                            ChangeKind.GRANT_ENTITLEMENT,
                            ChangeKind.REVOKE_ENTITLEMENT,
                            ChangeKind.REVOKE_MEMBERSHIPS,
                            ChangeKind.RESET_SECRET,
                            ChangeKind.ROTATE_SECRET,
                            ChangeKind.DELETE_ACCOUNT),
                    connector.capabilities().changes());
            assertInstanceOf(ChangeOutcome.Refused.class, connector.apply(new Change.EnableAccount(account), KEY));
            assertInstanceOf(ChangeOutcome.Refused.class, connector.apply(new Change.DisableAccount(account), KEY));
            assertEquals(0, target.writes());
        }
    }

    @Test
    void anActiveDirectoryAccountIsMadeBlockedWithAPasswordAndInItsPlace() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            String place = "cn=Joiner\\, One,ou=services," + Directories.BASE;
            Change create = new Change.CreateAccount(
                    "employeeID", "4711", Map.of("sAMAccountName", "joiner1", "distinguishedName", place));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(create, KEY));
            assertFalse(directory.isEnabled(place));
            assertEquals(
                    "514",
                    directory
                            .peek(place)
                            .getOrDefault("userAccountControl", List.of())
                            .get(0));
            assertTrue(directory.secretOf(place).orElse("").length() > 20);
            AccountRef made = new AccountRef(directory.idOf(place));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(new Change.EnableAccount(made), KEY));
            assertEquals(
                    "512",
                    directory
                            .peek(place)
                            .getOrDefault("userAccountControl", List.of())
                            .get(0));
            assertInstanceOf(ChangeOutcome.Unchanged.class, connector.apply(create, KEY));
        }
    }

    @Test
    void anAccountIsNotMadeOutsideTheBaseOrBelowNothing() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            for (String place : List.of(
                    "uid=x,dc=elsewhere", "no dn at all", "uid=x,ou=nowhere," + Directories.BASE, Directories.BASE)) {
                Change create = new Change.CreateAccount("employeeNumber", "1", Map.of("uid", "x", "entryDN", place));
                assertInstanceOf(ChangeOutcome.Refused.class, connector.apply(create, KEY), place);
            }
            directory.addAccount(new NewAccount("taken", "T", PASSWORD));
            Change create = new Change.CreateAccount("employeeNumber", "1", Map.of("uid", "taken"));
            String refused = assertInstanceOf(ChangeOutcome.Refused.class, connector.apply(create, KEY))
                    .reason();
            assertTrue(refused.contains("already"), refused);
            assertEquals(List.of(), directory.effects());
        }
    }

    @Test
    void anAccountIsRenamedAndMovedAndKeepsItsId() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            String group = directory.addGroup("g", List.of(dn));
            AccountRef account = new AccountRef(directory.idOf(dn));
            String place = "uid=b+c,ou=services," + Directories.BASE;
            String escaped = "uid=b\\+c,ou=services," + Directories.BASE;
            assertInstanceOf(
                    ChangeOutcome.Refused.class,
                    connector.apply(new Change.UpdateAccount(account, Map.of("entryDN", Optional.of(place))), KEY),
                    "two values and one of them without a name");
            Change move = new Change.UpdateAccount(
                    account, Map.of("entryDN", Optional.of(escaped), "title", Optional.of("Clerk")));
            ChangeOutcome.Applied applied = assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(move, KEY));
            assertTrue(has(applied.evidence(), Fact.personal("before.entryDN", dn)), applied.toString());
            assertTrue(directory.exists(escaped));
            assertEquals(account, new AccountRef(directory.idOf(escaped)));
            assertEquals(Set.of(group), directory.groupsOf(escaped));
            assertEquals(List.of("Clerk"), directory.peek(escaped).get("title"));
            assertInstanceOf(ChangeOutcome.Unchanged.class, connector.apply(move, KEY));
        }
    }

    @Test
    void whatHasAChangeOfItsOwnIsNotUpdated() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            AccountRef account =
                    new AccountRef(directory.idOf(directory.addAccount(new NewAccount("a", "A", PASSWORD))));
            for (String name : List.of(
                    "userPassword", "USERPASSWORD", "nsAccountLock", "objectClass", "member", "uid", "x)(y", "")) {
                assertInstanceOf(
                        ChangeOutcome.Refused.class,
                        connector.apply(new Change.UpdateAccount(account, Map.of(name, Optional.of("x"))), KEY),
                        name);
            }
            assertEquals(List.of(), directory.effects());
        }
    }

    @Test
    void anAccountJoinsAndLeavesGroupsOfEveryKind() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard());
                Connector connector = open(directory, settings(directory, "389-ds"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            AccountRef account = new AccountRef(directory.idOf(dn));
            for (GroupKind kind : GroupKind.values()) {
                String group = directory.addGroup(kind.name(), kind, List.of());
                EntitlementRef entitlement = new EntitlementRef(directory.idOf(group));
                Change grant = new Change.GrantEntitlement(account, entitlement);
                Change revoke = new Change.RevokeEntitlement(account, entitlement);
                assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(grant, KEY), kind.toString());
                assertEquals(Set.of(group), directory.groupsOf(dn));
                assertInstanceOf(ChangeOutcome.Unchanged.class, connector.apply(grant, KEY));
                assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(revoke, KEY));
                assertEquals(Set.of(), directory.groupsOf(dn));
                assertInstanceOf(ChangeOutcome.Unchanged.class, connector.apply(revoke, KEY));
            }
        }
    }

    @Test
    void theLastMemberOfAGroupIsNotRevokedWhereTheGroupKeepsOne() {
        try (EmbeddedDirectory directory = start(OpenLdapManners.standard());
                Connector connector = open(directory, settings(directory, "openldap"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            String group = directory.addGroup("Lonely", List.of(dn));
            ChangeOutcome.Refused refused = assertInstanceOf(
                    ChangeOutcome.Refused.class,
                    connector.apply(
                            new Change.RevokeEntitlement(
                                    new AccountRef(directory.idOf(dn)), new EntitlementRef(directory.idOf(group))),
                            KEY));
            assertTrue(refused.reason().contains("another member first"), refused.reason());
            assertEquals(Set.of(group), directory.groupsOf(dn));
        }
    }

    @Test
    void nestingIsFollowedFromTheDirectAndFromThePrimaryGroup() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            String dn = directory.addAccount(new NewAccount("a", "A", PASSWORD));
            String inner = directory.addGroup("inner", List.of(dn));
            String outer = directory.addGroup("outer", List.of(inner));
            directory.addGroup("outermost", List.of(outer, "cn=Domain Users," + directory.groupBase()));
            directory.addMember(inner, outer);
            Map<String, Set<String>> causes = new HashMap<>();
            seen(connector.read(new AccountRef(directory.idOf(dn))))
                    .memberships()
                    .forEach(m -> causes.computeIfAbsent(m.name(), n -> new HashSet<>())
                            .add(
                                    switch (m.cause()) {
                                        case MembershipCause.Direct d -> "direct";
                                        case MembershipCause.Primary p -> "primary";
                                        case MembershipCause.Dynamic d -> "by rule";
                                        case MembershipCause.Nested n ->
                                            n.through().nativeId().equals(directory.idOf(inner))
                                                    ? "through inner"
                                                    : "through Domain Users";
                                    }));
            assertEquals(
                    Map.of(
                            "inner", Set.of("direct"),
                            "outer", Set.of("through inner"),
                            "outermost", Set.of("through inner", "through Domain Users"),
                            "Domain Users", Set.of("primary")),
                    causes);
        }
    }

    @Test
    void anActiveDirectorySecretIsRotatedOverOneThatNobodyKnows() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            String dn = directory.addAccount(new NewAccount("svc", "Service", PASSWORD));
            Change rotate =
                    new Change.RotateSecret(new AccountRef(directory.idOf(dn)), Secret.of("Given-By-The-Vault-1"));
            assertInstanceOf(ChangeOutcome.Applied.class, connector.apply(rotate, KEY));
            assertEquals(2, directory.effects().size());
            assertTrue(directory.canSignIn(dn, "Given-By-The-Vault-1"));
        }
    }

    @Test
    void aRotationThatStopsHalfWayIsADoubt() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector connector = open(directory, settings(directory, "active-directory"))) {
            String dn = directory.addAccount(new NewAccount("svc", "Service", PASSWORD));
            AccountRef account = new AccountRef(directory.idOf(dn));
            // Any password shorter than seven characters is refused: the second write, not the first.
            ChangeOutcome outcome = connector.apply(new Change.RotateSecret(account, Secret.of("short")), KEY);
            assertInstanceOf(ChangeOutcome.InDoubt.class, outcome);
            assertFalse(directory.canSignIn(dn, PASSWORD));
        }
    }

    @Test
    void onlyActiveDirectoryLeavesTickets() {
        try (EmbeddedDirectory directory = start(ActiveDirectoryManners.standard());
                Connector windows =
                        open(directory, settings(directory, "active-directory", "ticketLifetimeHours", "12"));
                Connector other = open(directory, settings(directory, "openldap"))) {
            assertEquals(
                    12,
                    windows.capabilities().unobservable().get(0).longestLife().toHours());
            assertEquals(List.of(), other.capabilities().unobservable());
        }
    }

    @Test
    void aClosedConnectorAnswersThatNothingIsReached() {
        try (EmbeddedDirectory directory = start(Ds389Manners.standard())) {
            Connector connector = open(directory, settings(directory, "389-ds"));
            seen(connector.connect());
            connector.close();
            assertInstanceOf(Observation.Unreachable.class, connector.connect());
            assertInstanceOf(
                    ChangeOutcome.Unreachable.class,
                    connector.apply(new Change.DisableAccount(new AccountRef("x")), KEY));
        }
    }

    private static String refusal(Observation<?> observation) {
        return assertInstanceOf(Observation.Refused.class, observation).reason();
    }

    private static boolean has(Evidence evidence, Fact fact) {
        return evidence.facts().contains(fact);
    }

    private static List<ObservedAccount> accounts(Connector connector) {
        return whole(connector::accounts);
    }

    private static List<ObservedEntitlement> entitlements(Connector connector) {
        return whole(connector::entitlements);
    }

    private static <T> List<T> whole(Function<Cursor, Observation<Page<T>>> listing) {
        List<T> items = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<T> page = seen(listing.apply(next.get()));
            items.addAll(page.items());
            next = page.next();
        }
        return items;
    }
}
