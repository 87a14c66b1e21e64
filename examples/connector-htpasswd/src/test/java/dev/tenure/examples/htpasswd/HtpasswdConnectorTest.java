package dev.tenure.examples.htpasswd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.examples.htpasswd.Storage.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is this target's own and no matter of the kit. */
class HtpasswdConnectorTest {

    private static Decision on(Change change, String users, String groups) {
        return Decision.on(change, new Pair(PasswordFile.parse(users), GroupFile.parse(groups)), "{SHA}unknown");
    }

    @Test
    void everyLineOfANameIsDisabled() {
        Change disable = new Change.DisableAccount(new AccountRef("ada"));
        Decision.Write write =
                assertInstanceOf(Decision.Write.class, on(disable, "ada:one\nbob:two\nada:!three\n", ""));
        assertEquals("ada:!one\nbob:two\nada:!three\n", write.after().users().text());
    }

    @Test
    void aNameIsNotGivenOutWhoseGroupsAreStillThere() {
        Change create = new Change.CreateAccount("name", "ada", Map.of());
        Decision.No no = assertInstanceOf(Decision.No.class, on(create, "", "Admins: ada\n"));
        assertTrue(no.reason().contains("groups"));
    }

    @Test
    void aDeletionTakesTheNameOutOfItsGroupsToo() {
        Change delete = new Change.DeleteAccount(new AccountRef("ada"));
        Decision.Write write =
                assertInstanceOf(Decision.Write.class, on(delete, "ada:x\n", "A: ada bob\nB: bob\nC: ada\n"));
        assertEquals("A: bob\nB: bob\nC:\n", write.after().groups().text());
        assertFalse(write.shown().test(new Pair(PasswordFile.parse(""), GroupFile.parse("A: ada"))));
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        for (String name : List.of("a:b", "#a", "a b", "a\tb", "ä".repeat(128))) {
            assertInstanceOf(Decision.No.class, on(new Change.CreateAccount("name", name, Map.of()), "", ""), name);
        }
        assertInstanceOf(Decision.No.class, on(new Change.CreateAccount("name", "a", Map.of("mail", "x")), "", ""));
        assertInstanceOf(Decision.No.class, on(new Change.EnableAccount(new AccountRef("a")), "a:!\n", ""));
        assertInstanceOf(
                Decision.No.class,
                on(new Change.GrantEntitlement(new AccountRef("a b"), new EntitlementRef("G")), "a b:x\n", "G:\n"));
        assertInstanceOf(
                Decision.No.class,
                on(new Change.GrantEntitlement(new AccountRef("a"), new EntitlementRef("G")), "a:x\n", "G\n"));
        assertInstanceOf(Decision.No.class, on(new Change.DisableAccount(new AccountRef("(line 1)")), ":x\n", ""));
    }

    @Test
    void aLineThatIsNotUnderstoodIsListedAndCountsAsOneThatLetsSomebodyIn(@TempDir Path folder) throws IOException {
        Path users = Files.writeString(folder.resolve("users"), "no colon\n:x\nada:\nbob:x\nbob:y\n");
        try (Connector connector = new HtpasswdConnectorFactory()
                .open(new ConnectorConfiguration(Map.of("users", users.toString()), Map.of()))) {
            Observation.Seen<Page<ObservedAccount>> seen =
                    (Observation.Seen<Page<ObservedAccount>>) connector.accounts(Cursor.START);
            Map<String, SignIn> signIns = new TreeMap<>();
            seen.value().items().forEach(a -> signIns.put(a.name(), a.signIn()));
            assertEquals(
                    Map.of(
                            "(line 1)", SignIn.UNKNOWN,
                            "(line 2)", SignIn.UNKNOWN,
                            "ada", SignIn.UNKNOWN,
                            "bob", SignIn.ENABLED),
                    signIns);
            assertTrue(seen.value().items().stream().allMatch(a -> a.problems().size() == 1));
            assertEquals(
                    Set.of(
                            ChangeKind.CREATE_ACCOUNT,
                            ChangeKind.ENABLE_ACCOUNT,
                            ChangeKind.DISABLE_ACCOUNT,
                            ChangeKind.RESET_SECRET,
                            ChangeKind.DELETE_ACCOUNT),
                    connector.capabilities().changes(),
                    "without a group file there are no groups");
        }
    }

    @ParameterizedTest
    @CsvSource({"users, passwords", "users, /", "groups, groups", "pageSize, 0", "pageSize, many", "cacheMinutes, 99999"
    })
    void aWrongSettingIsNamed(String setting, String value) {
        Map<String, String> settings = new TreeMap<>(Map.of("users", "/srv/users", "groups", "/srv/groups"));
        settings.put(setting, value);
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> new HtpasswdConnectorFactory()
                .open(new ConnectorConfiguration(settings, Map.of()))
                .close());
        assertEquals(setting, refusal.setting());
    }

    @Test
    void theReadMeNamesEverySettingAndEveryChange() throws IOException {
        String readMe = Files.readString(Path.of("README.md"));
        HtpasswdConnectorFactory factory = new HtpasswdConnectorFactory();
        for (Setting setting : factory.schema().settings()) {
            assertTrue(
                    readMe.contains("| `" + setting.name() + "` | "
                            + setting.fallback().map(f -> f + " ").orElse("") + "|"),
                    setting.name());
        }
        try (Connector connector = factory.open(
                new ConnectorConfiguration(Map.of("users", "/srv/users", "groups", "/srv/groups"), Map.of()))) {
            for (ChangeKind kind : ChangeKind.values()) {
                assertEquals(
                        connector.capabilities().changes().contains(kind),
                        readMe.contains("| `" + kind + "` |"),
                        kind.toString());
            }
        }
    }
}
