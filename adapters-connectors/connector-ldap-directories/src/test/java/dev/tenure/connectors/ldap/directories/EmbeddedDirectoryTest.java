package dev.tenure.connectors.ldap.directories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.AsyncRequestID;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedDirectoryTest {

    private static final String BASE = "dc=corp,dc=example";
    private static final Modification LOCK = new Modification(ModificationType.REPLACE, "nsAccountLock", "true");

    static List<DirectoryManners> manners() {
        return List.of(ActiveDirectoryManners.standard(), Ds389Manners.standard(), OpenLdapManners.standard());
    }

    @ParameterizedTest
    @MethodSource("manners")
    void anAccountSignsInWithItsPasswordUntilItIsLocked(DirectoryManners manners) throws LDAPException {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(manners, BASE)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            signIn(directory, dn, "Correct-Horse-1").close();
            assertTrue(directory.canSignIn(dn, "Correct-Horse-1"));
            assertThrows(LDAPException.class, () -> signIn(directory, dn, "wrong"));

            directory.lock(dn, true);
            assertFalse(directory.isEnabled(dn));
            assertThrows(LDAPException.class, () -> signIn(directory, dn, "Correct-Horse-1"));
            assertFalse(directory.canSignIn(dn, "Correct-Horse-1"));

            directory.lock(dn, false);
            signIn(directory, dn, "Correct-Horse-1").close();
        }
    }

    @ParameterizedTest
    @MethodSource("manners")
    void nobodyReadsAPassword(DirectoryManners manners) throws LDAPException {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(manners, BASE);
                LDAPConnection client = signIn(directory)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            SearchResultEntry entry = entry(client, dn, "*", "+", "unicodePwd", "userPassword");
            assertFalse(entry.toLDIFString().contains("Correct-Horse-1"));
            assertNull(entry.getAttribute("unicodePwd"));
            assertNull(entry.getAttribute("userPassword"));
            assertFalse(directory.peek(dn).toString().contains("Correct-Horse-1"));
        }
    }

    @ParameterizedTest
    @MethodSource("manners")
    void memberOfFollowsTheGroups(DirectoryManners manners) throws LDAPException {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(manners, BASE);
                LDAPConnection client = signIn(directory)) {
            String dn =
                    directory.addAccount(new NewAccount("odd", "Odd, \"Sample\" + <One>;=#\\*()", "Correct-Horse-1"));
            String stays = directory.addAccount(new NewAccount("stays", "Stays", "Correct-Horse-1"));
            String group = directory.addGroup("Paper Clips", List.of(dn, stays));
            assertEquals(Set.of(group), directory.groupsOf(dn));
            assertEquals(group, entry(client, dn, "memberOf").getAttributeValue("memberOf"));

            client.modify(group, new Modification(ModificationType.DELETE, "member", dn));
            assertEquals(Set.of(), directory.groupsOf(dn));
            assertNull(entry(client, dn, "memberOf").getAttribute("memberOf"));
            assertEquals(List.of(new Effect(group, Effect.Kind.MEMBER_REMOVED, dn)), directory.effects());
        }
    }

    @Test
    void activeDirectoryChangesAPasswordOnlyWhenEncryptedAndQuoted(@TempDir Path files) throws Exception {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(ActiveDirectoryManners.standard(), BASE)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            List<String> before = directory.peek(dn).get("pwdLastSet");
            Modification change = new Modification(
                    ModificationType.REPLACE, "unicodePwd", "\"Battery-Staple-2\"".getBytes(StandardCharsets.UTF_16LE));
            try (LDAPConnection client = signIn(directory)) {
                LDAPException refusal = assertThrows(LDAPException.class, () -> client.modify(dn, change));
                assertEquals(ResultCode.UNWILLING_TO_PERFORM, refusal.getResultCode());
            }
            SSLUtil tls = trusting(directory, files);
            try (LDAPConnection client = new LDAPConnection("127.0.0.1", directory.port())) {
                client.processExtendedOperation(new StartTLSExtendedRequest(tls.createSSLContext()));
                client.bind(directory.bindDn(), directory.bindPassword());
                assertThrows(
                        LDAPException.class,
                        () -> client.modify(
                                dn, new Modification(ModificationType.REPLACE, "unicodePwd", "not quoted")));
                client.modify(dn, change);
            }
            assertTrue(directory.canSignIn(dn, "Battery-Staple-2"));
            assertFalse(directory.canSignIn(dn, "Correct-Horse-1"));
            assertNotEquals(before, directory.peek(dn).get("pwdLastSet"));
            assertEquals(List.of(new Effect(dn, Effect.Kind.PASSWORD_CHANGED, "")), directory.effects());
        }
    }

    @Test
    void tlsFromTheFirstByteWorksToo(@TempDir Path files) throws Exception {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(Ds389Manners.standard(), BASE)) {
            int port = Integer.parseInt(directory.encryptedUrl().substring("ldaps://127.0.0.1:".length()));
            try (LDAPConnection client =
                    new LDAPConnection(trusting(directory, files).createSSLSocketFactory(), "127.0.0.1", port)) {
                client.bind(directory.bindDn(), directory.bindPassword());
                assertEquals(BASE, entry(client, BASE).getDN());
            }
        }
    }

    @Test
    void aDomainUserIsInThePrimaryGroupThatNoMemberLists() throws LDAPException {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(ActiveDirectoryManners.standard(), BASE);
                LDAPConnection client = signIn(directory)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            SearchResultEntry account = entry(client, dn);
            assertEquals("513", account.getAttributeValue("primaryGroupID"));
            assertNull(account.getAttribute("memberOf"));
            byte[] sid = Objects.requireNonNull(account.getAttributeValueBytes("objectSid"));
            sid[24] = 1;
            sid[25] = 2;
            SearchResultEntry primary = only(client, Filter.createEqualityFilter("objectSid", sid));
            assertEquals("Domain Users", primary.getAttributeValue("cn"));
            byte[] guid = Objects.requireNonNull(account.getAttributeValueBytes("objectGUID"));
            assertEquals(16, guid.length);
            assertEquals(
                    dn,
                    only(client, Filter.createEqualityFilter("objectGUID", guid))
                            .getDN());
        }
    }

    @Test
    void activeDirectorySignsInByLoginNameToo() throws LDAPException {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(ActiveDirectoryManners.standard(), BASE)) {
            directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            signIn(directory, "CORP\\sample.one", "Correct-Horse-1").close();
        }
    }

    @Test
    void longMemberListsComeInRanges() throws LDAPException {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(
                        ActiveDirectoryManners.standard().givingValuesBy(4), BASE);
                LDAPConnection client = signIn(directory)) {
            List<String> members = IntStream.range(0, 10)
                    .mapToObj(i -> directory.addAccount(new NewAccount("u" + i, "User " + i, "Correct-Horse-1")))
                    .toList();
            String group = directory.addGroup("Many", members);
            SearchResultEntry first = entry(client, group, "member");
            assertNull(first.getAttribute("member"));
            List<String> got = new ArrayList<>(List.of(first.getAttributeValues("member;range=0-3")));
            got.addAll(List.of(entry(client, group, "member;range=4-*").getAttributeValues("member;range=4-7")));
            got.addAll(List.of(entry(client, group, "member;range=8-*").getAttributeValues("member;range=8-*")));
            assertEquals(members, got);
        }
    }

    @Test
    void openLdapKeepsTheLastMember() throws LDAPException {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(OpenLdapManners.standard(), BASE);
                LDAPConnection client = signIn(directory)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            String group = directory.addGroup("Lonely", List.of(dn));
            LDAPException refusal = assertThrows(
                    LDAPException.class,
                    () -> client.modify(group, new Modification(ModificationType.DELETE, "member", dn)));
            assertEquals(ResultCode.OBJECT_CLASS_VIOLATION, refusal.getResultCode());
            assertEquals(Set.of(group), directory.groupsOf(dn));
        }
    }

    @Test
    void everyKindOfGroupIsSeenByItsMember() {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(Ds389Manners.standard(), BASE)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            List<String> groups = new ArrayList<>();
            for (GroupKind kind : GroupKind.values()) {
                groups.add(directory.addGroup(kind.name(), kind, List.of(dn)));
            }
            String later = directory.addGroup("later", GroupKind.POSIX_GROUP, List.of());
            directory.addMember(later, dn);
            groups.add(later);
            assertEquals(Set.copyOf(groups), directory.groupsOf(dn));
        }
    }

    @Test
    void plannedFaultsHappenOnceEachAndAreCounted() throws LDAPException {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(Ds389Manners.standard(), BASE)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));

            assertEquals(
                    ResultCode.UNWILLING_TO_PERFORM, failing(directory, Faults.Mode.REFUSE_WRITE_UNWILLING, dn, LOCK));
            assertEquals(
                    ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
                    failing(directory, Faults.Mode.REFUSE_WRITE_RIGHTS, dn, LOCK));
            assertEquals(ResultCode.BUSY, failing(directory, Faults.Mode.BUSY_ON_WRITE, dn, LOCK));
            assertEquals(ResultCode.UNAVAILABLE, failing(directory, Faults.Mode.UNAVAILABLE, dn, LOCK));
            assertEquals(ResultCode.SERVER_DOWN, failing(directory, Faults.Mode.DROP_BEFORE_WRITE, dn, LOCK));
            assertEquals(ResultCode.SUCCESS, failing(directory, Faults.Mode.LIE, dn, LOCK));
            assertTrue(directory.isEnabled(dn));
            assertEquals(List.of(), directory.effects());

            assertEquals(ResultCode.SERVER_DOWN, failing(directory, Faults.Mode.DROP_AFTER_WRITE, dn, LOCK));
            assertFalse(directory.isEnabled(dn));
            assertEquals(List.of(new Effect(dn, Effect.Kind.SIGN_IN_CHANGED, "")), directory.effects());
            assertEquals(0, directory.faults().pending());
        }
    }

    private static ResultCode failing(EmbeddedDirectory directory, Faults.Mode mode, String dn, Modification change)
            throws LDAPException {
        directory.faults().failNext(1, mode);
        try (LDAPConnection client = signIn(directory)) {
            ResultCode code = client.modify(dn, change).getResultCode();
            assertEquals(1, directory.faults().fired(mode));
            return code;
        } catch (LDAPException e) {
            assertEquals(1, directory.faults().fired(mode));
            return e.getResultCode();
        }
    }

    @Test
    void whatHangsIsLetGoWhenTheDirectoryCloses() throws Exception {
        EmbeddedDirectory directory = EmbeddedDirectory.start(Ds389Manners.standard(), BASE);
        directory.faults().failNext(1, Faults.Mode.HANG_ON_READ);
        try (LDAPConnection client = signIn(directory)) {
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    entry(client, BASE);
                } catch (LDAPException e) {
                    // The cut connection is what ends it.
                }
            });
            while (directory.faults().fired(Faults.Mode.HANG_ON_READ) == 0) {
                Thread.onSpinWait();
            }
            directory.close();
            reader.join();
        }
        directory.close();
    }

    @Test
    void aWriteThatIsHeldBeforehandIsDoneWhenReleasedThoughTheClientIsGone() throws Exception {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(Ds389Manners.standard(), BASE)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            directory.faults().failNext(1, Faults.Mode.HOLD_BEFORE_WRITE);
            LDAPConnection client = signIn(directory);
            AsyncRequestID write = client.asyncModify(new ModifyRequest(dn, LOCK), null);
            await(() -> directory.faults().fired(Faults.Mode.HOLD_BEFORE_WRITE) == 1);
            assertFalse(write.isDone());
            client.close();
            assertEquals(List.of(), directory.effects());
            assertTrue(directory.isEnabled(dn));

            directory.faults().clear();
            await(() -> directory.effects().equals(List.of(new Effect(dn, Effect.Kind.SIGN_IN_CHANGED, ""))));
            assertFalse(directory.isEnabled(dn));
        }
    }

    @Test
    void aWriteOfWhatStandsThereAlreadyTakesNoEffect() throws Exception {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(Ds389Manners.standard(), BASE);
                LDAPConnection client = signIn(directory)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            client.modify(dn, LOCK);
            client.modify(dn, LOCK);
            assertEquals(List.of(new Effect(dn, Effect.Kind.SIGN_IN_CHANGED, "")), directory.effects());
        }
    }

    @Test
    void aWriteThatIsHeldAfterwardsIsDoneAndNotAnsweredUntilReleased() throws Exception {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(Ds389Manners.standard(), BASE);
                LDAPConnection client = signIn(directory)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            directory.faults().failNext(1, Faults.Mode.HOLD_AFTER_WRITE);
            AsyncRequestID write = client.asyncModify(new ModifyRequest(dn, LOCK), null);
            await(() -> !directory.effects().isEmpty());
            assertFalse(directory.isEnabled(dn));
            assertFalse(write.isDone());

            directory.faults().clear();
            assertEquals(ResultCode.SUCCESS, write.get().getResultCode());
        }
    }

    @Test
    void aSlowWriteIsDoneAtItsTimeAndOthersGoOnMeanwhile() throws Exception {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(Ds389Manners.standard(), BASE);
                LDAPConnection client = signIn(directory)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            assertEquals(0, directory.mostAtOnce());
            entry(client, dn);
            assertEquals(1, directory.mostAtOnce());

            directory.faults().slowWrites(Duration.ofMinutes(5));
            AsyncRequestID write = client.asyncModify(new ModifyRequest(dn, LOCK), null);
            try (LDAPConnection other = signIn(directory)) {
                await(() -> {
                    entry(other, dn);
                    return directory.mostAtOnce() == 2;
                });
            }
            assertEquals(List.of(), directory.effects());

            directory.faults().clear();
            assertEquals(ResultCode.SUCCESS, write.get().getResultCode());
            assertFalse(directory.isEnabled(dn));
        }
    }

    /** What another thread brings about, within half a minute. */
    private static void await(Callable<Boolean> so) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!so.call()) {
            assertTrue(System.nanoTime() < end, "it did not come about within 30 s");
            Thread.onSpinWait();
        }
    }

    @Test
    void aDirectoryThatIsDownComesBackOnTheSamePort() throws LDAPException {
        try (EmbeddedDirectory directory = EmbeddedDirectory.start(Ds389Manners.standard(), BASE)) {
            int port = directory.port();
            directory.goDown();
            assertThrows(LDAPException.class, () -> signIn(directory));
            directory.comeBack();
            signIn(directory).close();
            assertEquals(port, directory.port());
        }
    }

    @Test
    void anOpenLdapWithReadableHashesShowsThatAPasswordChanged() throws LDAPException {
        try (EmbeddedDirectory directory =
                        EmbeddedDirectory.start(OpenLdapManners.standard().showingPasswordHashes(), BASE);
                LDAPConnection client = signIn(directory)) {
            String dn = directory.addAccount(new NewAccount("sample.one", "Sample One", "Correct-Horse-1"));
            String before = entry(client, dn).getAttributeValue("userPassword");
            assertEquals(before, entry(client, dn).getAttributeValue("userPassword"));
            client.modify(dn, new Modification(ModificationType.REPLACE, "userPassword", "Battery-Staple-2"));
            assertNotEquals(before, entry(client, dn).getAttributeValue("userPassword"));
        }
    }

    private static SSLUtil trusting(EmbeddedDirectory directory, Path files) throws Exception {
        Path pem = Files.writeString(files.resolve("directory.pem"), directory.certificatePem());
        return new SSLUtil(new PEMFileTrustManager(pem.toFile()));
    }

    private static SearchResultEntry entry(LDAPConnection client, String dn, String... attributes)
            throws LDAPException {
        return Objects.requireNonNull(client.getEntry(dn, attributes));
    }

    private static SearchResultEntry only(LDAPConnection client, Filter filter) throws LDAPException {
        return Objects.requireNonNull(client.searchForEntry(BASE, SearchScope.SUB, filter));
    }

    private static LDAPConnection signIn(EmbeddedDirectory directory) throws LDAPException {
        return signIn(directory, directory.bindDn(), directory.bindPassword());
    }

    private static LDAPConnection signIn(EmbeddedDirectory directory, String dn, String password) throws LDAPException {
        return new LDAPConnection("127.0.0.1", directory.port(), dn, password);
    }
}
