package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.SignIn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;

/** Decides, from an entry as it was read, what to write. Pure: it neither reaches the directory nor draws a password. */
final class Decisions {

    private Decisions() {}

    static Decision disable(LdapSettings settings, Entry entry) {
        // One that only ended by itself is blocked all the same: its end may be put off.
        if (AccountShape.blocked(settings, entry) == SignIn.DISABLED) {
            return new Decision.AlreadySo(signInFacts(settings, entry));
        }
        return switch (settings.style()) {
            case ACTIVE_DIRECTORY -> accountControl(entry, control -> control | AccountShape.ACCOUNT_DISABLED);
            case DS_389 -> replace("nsAccountLock", "true");
            case OPENLDAP -> replace("pwdAccountLockedTime", AccountShape.LOCKED_FOR_GOOD);
            case GENERIC ->
                settings.disableAttribute()
                        .map(attribute -> replace(attribute, settings.disableValue()))
                        .orElse(new Decision.Impossible("nothing says what blocks an account: set disableAttribute"));
        };
    }

    static Decision enable(LdapSettings settings, Entry entry, boolean expired) {
        if (expired) {
            return new Decision.Impossible("the account came to its end by itself: give it a later "
                    + String.join(" or ", AccountShape.expiryAttributes(settings)) + " first");
        }
        if (AccountShape.blocked(settings, entry) == SignIn.ENABLED) {
            return new Decision.AlreadySo(signInFacts(settings, entry));
        }
        return switch (settings.style()) {
            case ACTIVE_DIRECTORY -> accountControl(entry, control -> control & ~AccountShape.ACCOUNT_DISABLED);
            case DS_389 -> clear("nsAccountLock");
            case OPENLDAP -> clear("pwdAccountLockedTime");
            case GENERIC ->
                settings.disableAttribute()
                        .<Decision>map(attribute -> new Decision.Write(
                                List.of(new Modification(ModificationType.DELETE, attribute, settings.disableValue()))))
                        .orElse(new Decision.Impossible("nothing says what blocks an account: set disableAttribute"));
        };
    }

    private static Decision clear(String attribute) {
        return new Decision.Write(List.of(new Modification(ModificationType.REPLACE, attribute)));
    }

    /** What blocks a new account, as attributes of its entry. */
    static List<Attribute> blocked(LdapSettings settings) {
        return switch (settings.style()) {
            case ACTIVE_DIRECTORY ->
                List.of(new Attribute(
                        "userAccountControl",
                        Long.toString(AccountShape.NORMAL_ACCOUNT | AccountShape.ACCOUNT_DISABLED)));
            case DS_389 -> List.of(new Attribute("nsAccountLock", "true"));
            case OPENLDAP -> List.of(new Attribute("pwdAccountLockedTime", AccountShape.LOCKED_FOR_GOOD));
            case GENERIC ->
                settings.disableAttribute().stream()
                        .map(attribute -> new Attribute(attribute, settings.disableValue()))
                        .toList();
        };
    }

    /** The old value is named, so that a flag somebody else sets at the same moment is not lost. */
    private static Decision accountControl(Entry entry, LongUnaryOperator change) {
        String before = entry.getAttributeValue("userAccountControl");
        Long control = entry.getAttributeValueAsLong("userAccountControl");
        if (before == null || control == null) {
            return new Decision.Impossible(
                    "userAccountControl cannot be read: grant the account in bindDn the right to read and write it");
        }
        return new Decision.Write(List.of(
                new Modification(ModificationType.DELETE, "userAccountControl", before),
                new Modification(
                        ModificationType.ADD, "userAccountControl", Long.toString(change.applyAsLong(control)))));
    }

    private static Decision replace(String attribute, String value) {
        return new Decision.Write(List.of(new Modification(ModificationType.REPLACE, attribute, value)));
    }

    /** What blocks the account, as the entry shows it. */
    static List<Fact> signInFacts(LdapSettings settings, Entry entry) {
        List<String> names = new ArrayList<>(
                settings.style() == DirectoryStyle.GENERIC
                        ? settings.disableAttribute().stream().toList()
                        : settings.style().signInAttributes());
        settings.style().expiryAttributes().stream().filter(entry::hasAttribute).forEach(names::add);
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
                        ? new Decision.Write(List.of(new Modification(
                                ModificationType.REPLACE, settings.style().passwordAttribute(), quoted(drawn))))
                        : new Decision.Impossible("Active Directory changes a password over an encrypted connection"
                                + " only: use ldaps:// or set startTls to yes");
            case DS_389, OPENLDAP, GENERIC -> replace(settings.style().passwordAttribute(), drawn.reveal());
        };
    }

    /** [MS-ADTS] 3.1.1.3.1.5.1: in quotation marks, UTF-16. */
    static byte[] quoted(Secret password) {
        return ('"' + password.reveal() + '"').getBytes(StandardCharsets.UTF_16LE);
    }

    /** The entry of a new account: as asked, blocked, with a password that nobody knows. */
    static Entry newAccount(LdapSettings settings, Change.CreateAccount asked, DN dn, Secret drawn) {
        DirectoryStyle style = settings.style();
        Entry entry = new Entry(dn, new Attribute("objectClass", style.accountClasses()));
        asked.attributes().forEach((name, value) -> {
            if (!name.equalsIgnoreCase(style.placeAttribute())) {
                entry.setAttribute(name, value);
            }
        });
        entry.setAttribute(asked.attribute(), asked.value());
        RDN rdn = Objects.requireNonNull(dn.getRDN(), "a new account has a name");
        String name = rdn.getAttributeValues()[0];
        for (String required : List.of(rdn.getAttributeNames()[0], settings.nameAttribute(), "cn", "sn")) {
            if (!entry.hasAttribute(required)) {
                entry.addAttribute(required, name);
            }
        }
        blocked(settings).forEach(entry::setAttribute);
        entry.setAttribute(
                style == DirectoryStyle.ACTIVE_DIRECTORY
                        ? new Attribute(style.passwordAttribute(), quoted(drawn))
                        : new Attribute(style.passwordAttribute(), drawn.reveal()));
        return entry;
    }

    /**
     * Where an account is to be: what the attribute for the place says, or below {@code accountBase} by its name.
     *
     * @return empty where the place is no DN below {@code baseDn}
     */
    static Optional<DN> place(LdapSettings settings, Change.CreateAccount asked) {
        return valueOf(asked.attributes(), settings.style().placeAttribute())
                .map(text -> place(settings, text))
                .orElseGet(() -> {
                    String naming = settings.style().namingAttribute();
                    String name = asked.attribute().equalsIgnoreCase(naming)
                            ? asked.value()
                            : valueOf(asked.attributes(), naming).orElse(asked.value());
                    return Optional.of(new DN(new RDN(naming, name), settings.accountBase()));
                });
    }

    static Optional<DN> place(LdapSettings settings, String text) {
        try {
            DN dn = new DN(text);
            return dn.isDescendantOf(settings.baseDn(), false) ? Optional.of(dn) : Optional.empty();
        } catch (LDAPException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> valueOf(Map<String, String> attributes, String name) {
        return attributes.entrySet().stream()
                .filter(e -> e.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Why attributes of these names are not for an update, if one is not. */
    static Optional<String> notForUpdate(LdapSettings settings, Set<String> names, Optional<String> naming) {
        Set<String> others = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        others.addAll(List.of("objectClass", "userPassword", "unicodePwd", "memberOf", settings.idAttribute()));
        others.addAll(settings.style().memberAttributes());
        others.addAll(settings.style().signInAttributes());
        settings.disableAttribute().ifPresent(others::add);
        for (String name : names) {
            if (!LdapSettings.ATTRIBUTE.matcher(name).matches()) {
                return Optional.of("attributes: one is no attribute's name; use letters, digits and hyphens");
            }
            if (others.contains(name)) {
                return Optional.of("attributes: " + name + " is not for an update; there is a change of its own for it,"
                        + " or it belongs to the directory");
            }
            if (naming.isPresent() && naming.get().equalsIgnoreCase(name)) {
                return Optional.of("attributes: " + name + " is the name of the entry; set "
                        + settings.style().placeAttribute() + " to the new DN instead");
            }
        }
        return Optional.empty();
    }

    /** The attributes to be written, each whole; what is as asked is not among them. */
    static List<Modification> update(Entry entry, Map<String, Optional<String>> attributes) {
        List<Modification> modifications = new ArrayList<>();
        attributes.forEach((name, value) -> {
            if (!List.of(values(entry, name)).equals(value.stream().toList())) {
                modifications.add(new Modification(
                        ModificationType.REPLACE, name, value.stream().toArray(String[]::new)));
            }
        });
        return modifications;
    }

    /** What attributes hold, told personal: they say who somebody is. */
    static List<Fact> held(String when, Entry entry, Set<String> names) {
        List<Fact> facts = new ArrayList<>();
        for (String name : names) {
            String[] values = values(entry, name);
            if (values.length == 0) {
                facts.add(Fact.plain(when + "." + name, "absent"));
            }
            for (String value : values) {
                facts.add(Fact.personal(when + "." + name, value));
            }
        }
        return facts;
    }

    private static String[] values(Entry entry, String name) {
        String[] values = entry.getAttributeValues(name);
        return values == null ? new String[0] : values;
    }

    /** Puts one account into a group. */
    static Decision grant(Entry group, Entry account) {
        String attribute = Groups.memberAttribute(group);
        String value = attribute.equals("memberUid") ? account.getAttributeValue("uid") : account.getDN();
        return value == null
                ? new Decision.Impossible("the group lists login names, and the account has none: give it a uid")
                : new Decision.Write(List.of(new Modification(ModificationType.ADD, attribute, value)));
    }

    /** Takes one value out of a group; the group's other members are not touched. */
    static ModificationRequest release(DirectGroup group) {
        return new ModificationRequest(
                group.dn(), List.of(new Modification(ModificationType.DELETE, group.attribute(), group.value())));
    }
}
