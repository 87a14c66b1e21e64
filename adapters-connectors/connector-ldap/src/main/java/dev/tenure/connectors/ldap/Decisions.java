package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.SignIn;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Decides, from an entry as it was read, what to write. Pure: it neither reaches the directory nor draws a password. */
final class Decisions {

    private Decisions() {}

    static Decision disable(LdapSettings settings, Entry entry) {
        if (new AccountShape(settings).signIn(entry) == SignIn.DISABLED) {
            return new Decision.AlreadySo(signInFacts(settings, entry));
        }
        return switch (settings.style()) {
            case ACTIVE_DIRECTORY -> disableInActiveDirectory(entry);
            case DS_389 -> replace("nsAccountLock", "true");
            case OPENLDAP -> replace("pwdAccountLockedTime", AccountShape.LOCKED_FOR_GOOD);
            case GENERIC ->
                settings.disableAttribute()
                        .map(attribute -> replace(attribute, settings.disableValue()))
                        .orElse(new Decision.Impossible("nothing says what blocks an account: set disableAttribute"));
        };
    }

    /** The old value is named, so that a flag somebody else sets at the same moment is not lost. */
    private static Decision disableInActiveDirectory(Entry entry) {
        String before = entry.getAttributeValue("userAccountControl");
        Long control = entry.getAttributeValueAsLong("userAccountControl");
        if (before == null || control == null) {
            return new Decision.Impossible(
                    "userAccountControl cannot be read: grant the account in bindDn the right to read and write it");
        }
        return new Decision.Write(List.of(
                new Modification(ModificationType.DELETE, "userAccountControl", before),
                new Modification(
                        ModificationType.ADD,
                        "userAccountControl",
                        Long.toString(control | AccountShape.ACCOUNT_DISABLED))));
    }

    private static Decision replace(String attribute, String value) {
        return new Decision.Write(List.of(new Modification(ModificationType.REPLACE, attribute, value)));
    }

    /** What blocks the account, as the entry shows it. */
    static List<Fact> signInFacts(LdapSettings settings, Entry entry) {
        List<String> names = settings.style() == DirectoryStyle.GENERIC
                ? settings.disableAttribute().stream().toList()
                : settings.style().signInAttributes();
        return names.stream()
                .map(name -> {
                    String value = entry.getAttributeValue(name);
                    return Fact.plain("readBack." + name, value == null ? "absent" : value);
                })
                .toList();
    }

    static Decision resetSecret(LdapSettings settings, Entry entry, boolean encrypted, Secret drawn) {
        if (!PasswordMarkers.readable(settings.style(), entry)) {
            return new Decision.Impossible("it could not be seen whether the password changed: grant the account in"
                    + " bindDn the right to read one of "
                    + String.join(", ", settings.style().passwordMarkers()));
        }
        return switch (settings.style()) {
            case ACTIVE_DIRECTORY ->
                encrypted
                        // [MS-ADTS] 3.1.1.3.1.5.1: in quotation marks, UTF-16.
                        ? new Decision.Write(List.of(new Modification(
                                ModificationType.REPLACE,
                                settings.style().passwordAttribute(),
                                ('"' + drawn.reveal() + '"').getBytes(StandardCharsets.UTF_16LE))))
                        : new Decision.Impossible("Active Directory changes a password over an encrypted connection"
                                + " only: use ldaps:// or set startTls to yes");
            case DS_389, OPENLDAP, GENERIC -> replace(settings.style().passwordAttribute(), drawn.reveal());
        };
    }

    /** Takes one value out of a group; the group's other members are not touched. */
    static ModificationRequest release(DirectGroup group) {
        return new ModificationRequest(
                group.dn(), List.of(new Modification(ModificationType.DELETE, group.attribute(), group.value())));
    }
}
