package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of one directory, checked as far as that is possible without it.
 *
 * @param servers in the order in which they are tried
 * @param startTls whether a plain connection is encrypted before anything is sent
 * @param trustedCertificate a PEM file of the only authorities to trust
 * @param certificatePin the SHA-256 of the only certificate to trust, in hexadecimal digits
 * @param bindDn what the connector signs in with
 * @param bindPassword and its password
 * @param baseDn below which everything is
 * @param accountBase below which accounts are listed
 * @param groupBase below which groups are listed
 * @param accountFilter what is an account
 * @param style the product
 * @param idAttribute the stable id
 * @param nameAttribute what people call an account
 * @param attributes what is read of an account beside
 * @param disableAttribute for {@link DirectoryStyle#GENERIC}: what blocks an account
 * @param disableValue and the value that does
 * @param ticketLifetime how long a Kerberos ticket can live
 * @param deletions for {@link DirectoryStyle#ACTIVE_DIRECTORY}: whether tombstones are read for what changed
 * @param overlap for the others: by how much what changed is asked for again
 * @param connectTimeout the longest wait for a connection
 * @param responseTimeout the longest wait for an answer
 * @param pageSize how many entries are asked for at a time
 */
record LdapSettings(
        List<LDAPURL> servers,
        boolean startTls,
        Optional<String> trustedCertificate,
        Optional<String> certificatePin,
        String bindDn,
        Secret bindPassword,
        DN baseDn,
        DN accountBase,
        DN groupBase,
        Filter accountFilter,
        DirectoryStyle style,
        String idAttribute,
        String nameAttribute,
        List<String> attributes,
        Optional<String> disableAttribute,
        String disableValue,
        Duration ticketLifetime,
        boolean deletions,
        Duration overlap,
        Duration connectTimeout,
        Duration responseTimeout,
        int pageSize) {

    /** RFC 4512, section 2.5: a name or a dotted number, with options. */
    static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z][A-Za-z0-9-]*|[0-9]+(\\.[0-9]+)+)(;[A-Za-z0-9-]+)*");

    private static final Pattern PIN = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> NO_YES = List.of("no", "yes");
    private static final List<String> YES_NO = List.of("yes", "no");

    static final ConfigurationSchema SCHEMA = new ConfigurationSchema(List.of(
            Setting.required(
                    "url",
                    "The directory's address, ldap://host:port or ldaps://host:port; several, separated by spaces, are tried in turn."),
            Setting.choice("startTls", false, NO_YES, "Whether to encrypt ldap:// connections with StartTLS."),
            Setting.choice(
                    "unencrypted",
                    false,
                    List.of("refuse", "allow"),
                    "Whether passwords may be sent over a connection without TLS."),
            Setting.absentable(
                    "trustedCertificate",
                    "A PEM file with the certificate authorities to trust; without it, those of the Java runtime."),
            Setting.absentable("certificatePin", "The SHA-256 of the one certificate to trust, in hexadecimal digits."),
            Setting.required("bindDn", "The account the connector signs in with."),
            Setting.secret("bindPassword", true, "Its password."),
            Setting.required("baseDn", "The entry below which everything is."),
            Setting.absentable("accountBase", "The entry below which accounts are listed; without it, baseDn."),
            Setting.absentable("groupBase", "The entry below which groups are listed; without it, baseDn."),
            Setting.absentable(
                    "accountFilter", "What is an account, as an LDAP filter; without it, as the style says."),
            Setting.choice(
                    "style",
                    true,
                    Arrays.stream(DirectoryStyle.values())
                            .map(DirectoryStyle::setting)
                            .toList(),
                    "The product, which decides how an account is named and blocked."),
            Setting.absentable(
                    "idAttribute", "The attribute with an account's stable id; without it, as the style says."),
            Setting.absentable("nameAttribute", "The attribute with the login name; without it, as the style says."),
            Setting.optional("attributes", "mail", "Further attributes to read, separated by spaces."),
            Setting.absentable(
                    "disableAttribute",
                    "For style generic: the attribute that blocks an account; without it, none can be."),
            Setting.optional("disableValue", "TRUE", "For style generic: its value that blocks."),
            Setting.number(
                    "ticketLifetimeHours", 10, "For style active-directory: how long a Kerberos ticket can live."),
            Setting.choice(
                    "deletions",
                    false,
                    YES_NO,
                    "For style active-directory: whether incremental reads tell deletions, which takes the right to list Deleted Objects."),
            Setting.number(
                    "overlapSeconds",
                    300,
                    "For the other styles: how far back incremental reads ask again; more than the clocks differ."),
            Setting.number("connectTimeoutMillis", 5_000, "The longest wait for a connection."),
            Setting.number("responseTimeoutMillis", 30_000, "The longest wait for an answer."),
            Setting.number("pageSize", 500, "How many entries are asked for at a time; of groups a fifth.")));

    static LdapSettings of(ConnectorConfiguration configuration) {
        DirectoryStyle style = DirectoryStyle.of(configuration.required("style"))
                .orElseThrow(() -> new ConfigurationException(
                        "style", "is not known: use active-directory, 389-ds, openldap or generic"));
        List<LDAPURL> servers = servers(configuration.required("url"));
        boolean startTls = choice(configuration, "startTls", NO_YES).equals("yes");
        boolean unencrypted =
                choice(configuration, "unencrypted", List.of("refuse", "allow")).equals("allow");
        boolean plain = servers.stream().anyMatch(s -> s.getScheme().equals("ldap"));
        if (plain && !startTls && !unencrypted) {
            throw new ConfigurationException(
                    "url",
                    "would send passwords in clear text: use ldaps://, set startTls to yes, or set unencrypted to allow");
        }
        DN base = dn("baseDn", configuration.required("baseDn"));
        Secret password = configuration
                .secret("bindPassword")
                .orElseThrow(
                        () -> new ConfigurationException("bindPassword", "is missing: give a reference to the secret"));
        return new LdapSettings(
                servers,
                startTls,
                configuration.optional("trustedCertificate"),
                configuration.optional("certificatePin").map(LdapSettings::pin),
                configuration.required("bindDn"),
                password,
                base,
                configuration
                        .optional("accountBase")
                        .map(v -> dn("accountBase", v))
                        .orElse(base),
                configuration.optional("groupBase").map(v -> dn("groupBase", v)).orElse(base),
                configuration
                        .optional("accountFilter")
                        .map(LdapSettings::filter)
                        .orElseGet(style::accountFilter),
                style,
                attribute("idAttribute", configuration.optional("idAttribute").orElse(style.idAttribute())),
                attribute(
                        "nameAttribute", configuration.optional("nameAttribute").orElse(style.nameAttribute())),
                attributes(configuration.optional("attributes").orElse("mail")),
                configuration.optional("disableAttribute").map(v -> attribute("disableAttribute", v)),
                configuration.optional("disableValue").orElse("TRUE"),
                Duration.ofHours(within(configuration, "ticketLifetimeHours", 10, 1, 24 * 365)),
                choice(configuration, "deletions", YES_NO).equals("yes"),
                Duration.ofSeconds(within(configuration, "overlapSeconds", 300, 1, 86_400)),
                Duration.ofMillis(within(configuration, "connectTimeoutMillis", 5_000, 1, 600_000)),
                Duration.ofMillis(within(configuration, "responseTimeoutMillis", 30_000, 1, 3_600_000)),
                (int) within(configuration, "pageSize", 500, 1, 10_000));
    }

    /** Whether the style and its settings say how to block an account. */
    boolean canDisable() {
        return style != DirectoryStyle.GENERIC || disableAttribute.isPresent();
    }

    private static List<LDAPURL> servers(String text) {
        return Arrays.stream(text.strip().split("[ ,]+"))
                .map(LdapSettings::server)
                .toList();
    }

    private static LDAPURL server(String text) {
        try {
            LDAPURL url = new LDAPURL(text);
            boolean known = url.getScheme().equals("ldap") || url.getScheme().equals("ldaps");
            if (known && url.hostProvided()) {
                return url;
            }
        } catch (LDAPException e) {
            // Said below, without the text that was given.
        }
        throw new ConfigurationException("url", "is not an address: write ldap://host:port or ldaps://host:port");
    }

    private static String choice(ConnectorConfiguration configuration, String name, List<String> choices) {
        String value = configuration.optional(name).orElse(choices.get(0));
        if (!choices.contains(value)) {
            throw new ConfigurationException(name, "is not known: use " + String.join(" or ", choices));
        }
        return value;
    }

    private static String pin(String text) {
        String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
        if (!PIN.matcher(digits).matches()) {
            throw new ConfigurationException(
                    "certificatePin", "is not a SHA-256: give the certificate's fingerprint, 64 hexadecimal digits");
        }
        return digits;
    }

    private static DN dn(String setting, String text) {
        try {
            return new DN(text);
        } catch (LDAPException e) {
            throw new ConfigurationException(setting, "is not a DN: write it as dc=example,dc=com");
        }
    }

    private static Filter filter(String text) {
        try {
            return Filter.create(text);
        } catch (LDAPException e) {
            throw new ConfigurationException(
                    "accountFilter", "is not an LDAP filter: write it as (objectClass=person)");
        }
    }

    private static List<String> attributes(String text) {
        return Arrays.stream(text.strip().split("[ ,]+"))
                .map(name -> attribute("attributes", name))
                .toList();
    }

    private static String attribute(String setting, String name) {
        if (!ATTRIBUTE.matcher(name).matches()) {
            throw new ConfigurationException(setting, "is not an attribute's name: use letters, digits and hyphens");
        }
        return name;
    }

    private static long within(
            ConnectorConfiguration configuration, String name, long fallback, long least, long most) {
        long value = configuration.number(name, fallback);
        if (value < least || value > most) {
            throw new ConfigurationException(name, "is out of range: use " + least + " to " + most);
        }
        return value;
    }
}
