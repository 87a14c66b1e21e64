package dev.tenure.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.SignIn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsTest {

    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));

    private static final Secret DRAWN = Secret.of("drawn-Secret-1");

    static LdapSettings settings(String style, String... more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("url", "ldaps://dc.corp.example", "bindDn", "cn=svc,dc=x", "baseDn", "dc=x", "style", style));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return LdapSettings.of(new ConnectorConfiguration(settings, Map.of("bindPassword", Secret.of("x"))));
    }

    private static Entry entry(String... attributes) {
        Entry entry = new Entry("uid=a,dc=x");
        for (int i = 0; i < attributes.length; i += 2) {
            entry.addAttribute(attributes[i], attributes[i + 1]);
        }
        return entry;
    }

    @ParameterizedTest
    @CsvSource({
        // style, attribute, value, sign-in
        "active-directory, userAccountControl, 512, ENABLED",
        "active-directory, userAccountControl, 514, DISABLED",
        "active-directory, userAccountControl, 66050, DISABLED",
        "active-directory, userAccountControl, 66048, ENABLED",
        "active-directory, userAccountControl, words, UNKNOWN",
        "active-directory, cn, nothing to see, UNKNOWN",
        "389-ds, nsAccountLock, true, DISABLED",
        "389-ds, nsAccountLock, TRUE, DISABLED",
        "389-ds, nsAccountLock, false, ENABLED",
        "389-ds, cn, x, ENABLED",
        "openldap, pwdAccountLockedTime, 000001010000Z, DISABLED",
        "openldap, pwdAccountLockedTime, 20260101000000Z, ENABLED",
        "openldap, cn, x, ENABLED",
        "active-directory, accountExpires, 0, UNKNOWN",
        "generic, employeeType, gone, DISABLED",
        "generic, employeeType, Gone, DISABLED",
        "generic, employeeType, here, ENABLED",
        "generic, cn, x, ENABLED"
    })
    void whetherSomebodyCanSignInIsReadAsTheProductSaysIt(
            String style, String attribute, String value, SignIn expected) {
        LdapSettings settings = settings(style, "disableAttribute", "employeeType", "disableValue", "gone");
        Entry entry = entry(attribute, value);
        assertEquals(expected, new AccountShape(settings, NOW).signIn(entry));
        assertEquals(
                expected == SignIn.DISABLED,
                Decisions.disable(settings, entry) instanceof Decision.AlreadySo,
                "what is disabled already is not written again");
    }

    @Test
    void aGenericAccountWithoutASettingForItCannotBeDisabled() {
        LdapSettings settings = settings("generic");
        assertEquals(SignIn.UNKNOWN, new AccountShape(settings, NOW).signIn(entry("cn", "x")));
        assertInstanceOf(Decision.Impossible.class, Decisions.disable(settings, entry("cn", "x")));
    }

    @Test
    void activeDirectoryIsDisabledByNamingTheOldValueSoThatNoFlagIsLost() {
        assertEquals(
                List.of(
                        new Modification(ModificationType.DELETE, "userAccountControl", "66048"),
                        new Modification(ModificationType.ADD, "userAccountControl", "66050")),
                written(Decisions.disable(settings("active-directory"), entry("userAccountControl", "66048"))));
    }

    @Test
    void anUnreadableAccountControlIsNotGuessed() {
        assertInstanceOf(Decision.Impossible.class, Decisions.disable(settings("active-directory"), entry("cn", "x")));
    }

    @ParameterizedTest
    @CsvSource({
        "389-ds, nsAccountLock, true",
        "openldap, pwdAccountLockedTime, 000001010000Z",
        "generic, shadowExpire, 1"
    })
    void theOthersAreDisabledByOneAttribute(String style, String attribute, String value) {
        LdapSettings settings = settings(style, "disableAttribute", "shadowExpire", "disableValue", "1");
        assertEquals(
                List.of(new Modification(ModificationType.REPLACE, attribute, value)),
                written(Decisions.disable(settings, entry("cn", "x"))));
    }

    @Test
    void anActiveDirectoryPasswordIsQuotedAndInUtf16() {
        Modification modification = written(
                        Decisions.resetSecret(settings("active-directory"), entry("pwdLastSet", "1"), true, DRAWN))
                .get(0);
        assertEquals("unicodePwd", modification.getAttributeName());
        assertEquals("\"drawn-Secret-1\"", new String(modification.getValueByteArrays()[0], StandardCharsets.UTF_16LE));
    }

    @Test
    void anActiveDirectoryPasswordIsNotSentInClear() {
        assertInstanceOf(
                Decision.Impossible.class,
                Decisions.resetSecret(settings("active-directory"), entry("pwdLastSet", "1"), false, DRAWN));
    }

    @ParameterizedTest
    @CsvSource({
        "389-ds, pwdUpdateTime, true",
        "389-ds, modifyTimestamp, true",
        "openldap, pwdChangedTime, true",
        "openldap, userPassword, true",
        "openldap, entryCSN, true",
        "generic, passwordChangedTime, true",
        "generic, cn, false",
        "active-directory, modifyTimestamp, false"
    })
    void aPasswordIsResetOnlyWhereAChangeWouldBeSeen(String style, String readable, boolean possible) {
        Decision decision = Decisions.resetSecret(settings(style), entry(readable, "1"), true, DRAWN);
        assertEquals(possible, decision instanceof Decision.Write);
        assertEquals(!possible, decision instanceof Decision.Impossible);
    }

    @Test
    void aDecisionShowsNoPassword() {
        Decision decision = Decisions.resetSecret(settings("openldap"), entry("pwdChangedTime", "1"), true, DRAWN);
        assertFalse(decision.toString().contains("drawn-Secret-1"));
        assertFalse(
                new ModificationRequest("uid=a", written(decision)).toString().contains("drawn-Secret-1"));
    }

    @Test
    void aReleaseTakesOutOneValueAndLeavesTheOthers() {
        DirectGroup group = new DirectGroup(new EntitlementRef("g"), "G", "cn=g,dc=x", "uniqueMember", "uid=a,dc=x");
        assertEquals(
                new ModificationRequest(
                        "cn=g,dc=x", List.of(new Modification(ModificationType.DELETE, "uniqueMember", "uid=a,dc=x"))),
                Decisions.release(group));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // style, marker before, marker after, entry before, entry after, change
                "openldap, pwdChangedTime, 1, 1, 5, 6, NOT_SHOWN",
                "openldap, pwdChangedTime, 1, 2, 5, 6, SHOWN",
                "openldap, pwdChangedTime, -, 2, 5, 6, SHOWN",
                "openldap, pwdChangedTime, 1, -, 5, 6, NOT_SHOWN",
                "openldap, userPassword, {X}1, {X}2, 5, 5, SHOWN",
                "openldap, pwdChangedTime, -, -, 5, 6, ENTRY_CHANGED",
                "openldap, pwdChangedTime, -, -, 5, 5, NOT_SHOWN",
                // In whole seconds: changed again within the one in which it was changed before.
                "openldap, pwdChangedTime, 6, 6, 5, 6, ENTRY_CHANGED",
                "openldap, pwdChangedTime, 6, 6, 6, 6, NOT_SHOWN",
                "active-directory, pwdLastSet, 1, 2, 5, 6, SHOWN",
                "active-directory, pwdLastSet, 0, 0, 5, 6, NOT_SHOWN"
            })
    void onlyAMarkerOfThePasswordSettlesWhetherItChanged(
            String style,
            String marker,
            @Nullable String before,
            @Nullable String after,
            String entryBefore,
            String entryAfter,
            PasswordMarkers.Change expected) {
        Entry old = entry("modifyTimestamp", entryBefore);
        Entry now = entry("modifyTimestamp", entryAfter);
        if (before != null) {
            old.addAttribute(marker, before);
        }
        if (after != null) {
            now.addAttribute(marker, after);
        }
        DirectoryStyle directory = DirectoryStyle.of(style).orElseThrow();
        assertEquals(expected, PasswordMarkers.between(directory, old, now));
        assertFalse(PasswordMarkers.facts(directory, old, now).toString().contains("{X}"), "no hash in evidence");
    }

    @Test
    void aDrawnPasswordIsLongAndOfEveryClassAndNeverTheSame() {
        PasswordSource source = new PasswordSource();
        String one = source.draw().reveal();
        assertEquals(40, one.length());
        for (String pattern : List.of(".*[A-Z].*", ".*[a-z].*", ".*[0-9].*", ".*[^A-Za-z0-9].*")) {
            assertTrue(one.matches(pattern));
        }
        assertFalse(one.equals(source.draw().reveal()));
    }

    @Test
    void aGuidIsWrittenAsAdministratorsSeeIt() {
        byte[] bytes = {
            0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, (byte) 0x88, (byte) 0x99, 0xA, 0xB, 0xC, 0xD, 0xE, 0xF
        };
        Entry entry = new Entry("cn=x", new Attribute("objectGUID", bytes));
        NativeIds ids = new NativeIds("objectGUID");
        assertEquals("00112233-4455-6677-8899-0a0b0c0d0e0f", ids.of(entry));
        byte[] back =
                ids.filter("00112233-4455-6677-8899-0a0b0c0d0e0f").orElseThrow().getAssertionValueBytes();
        assertEquals(HexFormat.of().formatHex(bytes), HexFormat.of().formatHex(back));
        assertTrue(ids.filter("no guid").isEmpty());
        assertTrue(ids.filter("1-1-1-1-1").isEmpty());
    }

    @Test
    void anEntryWithoutItsIdIsKnownByItsDnAndNotLost() {
        NativeIds ids = new NativeIds("entryUUID");
        String id = ids.of(new Entry("UID=A, DC=x"));
        assertEquals("dn:uid=a,dc=x", id);
        assertEquals("uid=a,dc=x", NativeIds.dn(id).orElseThrow());
        assertTrue(new AccountShape(settings("openldap"), NOW)
                .observed(new Entry("UID=A, DC=x"))
                .problems()
                .get(0)
                .contains("entryUUID"));
    }

    @Test
    void whatCannotBeUnderstoodIsSaidAndTheRestIsKept() {
        LdapSettings settings = settings("openldap", "attributes", "mail jpegPhoto description", "idAttribute", "uid");
        Entry entry = entry("uid", "a", "mail", "a@corp.example", "description", "x".repeat(5000));
        entry.addAttribute(new Attribute("jpegPhoto", new byte[] {(byte) 0xff, (byte) 0xd8}));
        entry.addAttribute("authTimestamp", "yesterday");
        var account = new AccountShape(settings, NOW).observed(entry);
        assertEquals(Map.of("mail", "a@corp.example"), account.attributes());
        assertEquals(3, account.problems().size(), account.problems().toString());
    }

    @Test
    void lastSignInsAreReadAsTheProductWritesThem() {
        assertEquals(
                Instant.parse("2026-01-02T03:04:05Z"),
                new AccountShape(settings("openldap"), NOW)
                        .observed(entry("authTimestamp", "20260102030405Z"))
                        .lastSignIn()
                        .orElseThrow());
        assertEquals(
                Instant.parse("2026-01-02T03:04:05.1234567Z"),
                new AccountShape(settings("active-directory"), NOW)
                        .observed(entry("lastLogonTimestamp", "134117966451234567"))
                        .lastSignIn()
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // style, attribute, value, when, problems
                "openldap, pwdChangedTime, 20260102030405Z, 2026-01-02T03:04:05Z, 0",
                "389-ds, pwdUpdateTime, 20260102030405Z, 2026-01-02T03:04:05Z, 0",
                "active-directory, pwdLastSet, 134117966451234567, 2026-01-02T03:04:05.1234567Z, 0",
                "active-directory, pwdLastSet, 0, -, 0",
                "active-directory, pwdLastSet, -1, -, 0",
                "active-directory, pwdLastSet, soon, -, 1",
                "openldap, pwdChangedTime, soon, -, 1",
                "openldap, cn, x, -, 0",
                "generic, pwdChangedTime, 20260102030405Z, -, 0"
            })
    void theTimeOfAPasswordIsReadAsTheProductWritesIt(
            String style, String attribute, String value, @Nullable Instant when, int problems) {
        Entry entry = entry("uid", "a", "userAccountControl", "512", "employeeType", "here", attribute, value);
        LdapSettings settings =
                settings(style, "disableAttribute", "employeeType", "disableValue", "gone", "idAttribute", "uid");
        AccountShape shape = new AccountShape(settings, NOW);
        assertEquals(Optional.ofNullable(when), shape.observed(entry).passwordSetAt());
        assertEquals(problems, shape.observed(entry).problems().size());
    }

    @ParameterizedTest
    @CsvSource({
        "active-directory, accountExpires, 0, ENABLED",
        "active-directory, accountExpires, 9223372036854775807, ENABLED",
        "active-directory, accountExpires, 134200000000000000, DISABLED",
        "active-directory, accountExpires, 999999999999999999, ENABLED",
        "active-directory, accountExpires, soon, ENABLED",
        "openldap, pwdEndTime, 20260531000000Z, DISABLED",
        "openldap, pwdEndTime, 20260701000000Z, ENABLED",
        "generic, shadowExpire, 20000, DISABLED",
        "generic, shadowExpire, 99999, ENABLED",
        "generic, shadowExpire, 99999999999999, ENABLED",
        "generic, shadowExpire, -1, ENABLED"
    })
    void anAccountThatEndedByItselfLetsNobodyInAndIsBlockedAllTheSame(
            String style, String attribute, String value, SignIn expected) {
        LdapSettings settings = settings(style, "disableAttribute", "shadowExpire", "disableValue", "1");
        Entry entry = entry("userAccountControl", "512", attribute, value);
        AccountShape shape = new AccountShape(settings, NOW);
        assertEquals(expected, shape.signIn(entry));
        assertInstanceOf(Decision.Write.class, Decisions.disable(settings, entry), "its end may be put off");
        Decision enabling = Decisions.enable(settings, entry, shape.isExpired(entry));
        if (expected == SignIn.DISABLED) {
            assertTrue(assertInstanceOf(Decision.Impossible.class, enabling)
                    .reason()
                    .contains(attribute));
        } else {
            assertInstanceOf(Decision.AlreadySo.class, enabling);
        }
    }

    @Test
    void aUnixAccountThatIsBlockedByItsDayIsEnabledAgain() {
        LdapSettings settings = settings("generic", "disableAttribute", "shadowExpire", "disableValue", "1");
        Entry entry = entry("shadowExpire", "1");
        assertEquals(SignIn.DISABLED, new AccountShape(settings, NOW).signIn(entry));
        assertFalse(new AccountShape(settings, NOW).isExpired(entry));
    }

    @Test
    void aKeyCredentialIsKnownByItsIdAndNeverByItsKey() {
        Instant created = Instant.parse("2026-02-03T04:05:06Z");
        KeyOfADevice key = KeyOfADevice.drawn(created);
        assertEquals(
                new Credential(key.id(), "key credential", Optional.of(created), Optional.empty()),
                KeyCredential.of(key.link("cn=a,dc=b")));
        for (String odd : List.of("", "B:2:zz:cn=a", "B:8:00020000:cn=a", "B:14:00020000ff7f01:cn=a", "no link")) {
            Credential credential = KeyCredential.of(odd);
            assertEquals(64, credential.id().length(), "known by its hash");
            assertEquals(Optional.empty(), credential.createdAt());
        }
    }

    private static List<Modification> written(Decision decision) {
        return assertInstanceOf(Decision.Write.class, decision).modifications();
    }
}
