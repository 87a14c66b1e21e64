package dev.tenure.connectors.scim;

import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of one target, checked as far as that is possible without it.
 *
 * @param addresses below which everything is
 * @param encrypted whether the way to it is
 * @param trustedCertificate a PEM file of the only authorities to trust
 * @param certificatePin the SHA-256 of the only certificate to trust, in hexadecimal digits
 * @param credential what the connector signs in with
 * @param attributes what is read of an account beside
 * @param paging how listings are paged
 * @param changes how resources are changed
 * @param filters whether the target is asked with filters
 * @param incremental whether what was modified since is asked for by filter
 * @param passwords whether the target takes passwords
 * @param quirks where it departs from the standard
 * @param sessions ends and lists an account's sessions, as far as there are such calls
 * @param tokens revokes and lists an account's tokens, as far as there are such calls
 * @param sessionLife how long a session can live that nobody can list
 * @param connectTimeout the longest wait for a connection
 * @param requestTimeout the longest time one request may take, to the end of its answer
 * @param pageSize how many resources are asked for at a time
 * @param largestAnswer how many bytes one answer may have
 */
record ScimSettings(
        ScimAddresses addresses,
        boolean encrypted,
        Optional<String> trustedCertificate,
        Optional<String> certificatePin,
        Credential credential,
        List<String> attributes,
        Paging paging,
        ChangeStyle changes,
        Filters filters,
        boolean incremental,
        boolean passwords,
        Quirks quirks,
        Holdings sessions,
        Holdings tokens,
        Duration sessionLife,
        Duration connectTimeout,
        Duration requestTimeout,
        int pageSize,
        int largestAnswer) {

    /** How listings are paged. */
    enum Paging {
        AUTO,
        INDEX,
        CURSOR
    }

    /** How resources are changed. */
    enum ChangeStyle {
        AUTO,
        PATCH,
        PUT
    }

    /** Whether the target is asked with filters. */
    enum Filters {
        AUTO,
        NONE
    }

    /** What the connector signs in with. */
    sealed interface Credential {

        /** A token that is sent as it is. */
        record Bearer(Secret token) implements Credential {}

        /** OAuth 2.0 client credentials (RFC 6749, section 4.4). */
        record Client(URI tokenEndpoint, String id, Secret secret, Optional<String> scope) implements Credential {}
    }

    /** The value by which a quirk is left to the preset. */
    static final String AS_QUIRKS = "as-quirks";

    /** RFC 7643, section 2.1, with one sub-attribute, and behind a schema's URN (RFC 7644, section 3.10). */
    static final Pattern ATTRIBUTE = Pattern.compile(
            "(urn:[A-Za-z0-9][A-Za-z0-9:._-]*:)?[A-Za-z$][A-Za-z0-9$_-]*(\\.[A-Za-z$][A-Za-z0-9$_-]*)?");

    private static final Pattern PIN = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final int MEGABYTE = 1 << 20;

    static final ConfigurationSchema SCHEMA = new ConfigurationSchema(List.of(
            Setting.required("address", "The address below which Users and Groups are, as https://host/scim/v2."),
            Setting.choice(
                    "unencrypted",
                    false,
                    List.of("refuse", "allow"),
                    "Whether the token may be sent over a connection without TLS."),
            Setting.absentable(
                    "trustedCertificate",
                    "A PEM file with the certificate authorities to trust; without it, those of the Java runtime."),
            Setting.absentable("certificatePin", "The SHA-256 of the one certificate to trust, in hexadecimal digits."),
            Setting.secret("token", false, "The bearer token; without it, OAuth client credentials are needed."),
            Setting.absentable("tokenEndpoint", "Where OAuth client credentials are changed for a token."),
            Setting.absentable("clientId", "The OAuth client's id."),
            Setting.secret("clientSecret", false, "The OAuth client's secret."),
            Setting.absentable("scope", "The scopes to ask for, separated by spaces."),
            Setting.optional(
                    "attributes",
                    "emails.value externalId",
                    "Attributes to read of accounts, correlation's among them, separated by spaces."),
            Setting.choice(
                    "paging",
                    false,
                    List.of("auto", "index", "cursor"),
                    "How listings are paged; auto does what the target says of itself."),
            Setting.choice(
                    "changes",
                    false,
                    List.of("auto", "patch", "put"),
                    "How resources are changed; auto does what the target says of itself."),
            Setting.choice(
                    "filters",
                    false,
                    List.of("auto", "none"),
                    "Whether accounts are found by filter; with none, by reading the whole list."),
            Setting.choice(
                    "incremental",
                    false,
                    List.of("no", "yes"),
                    "Whether meta.lastModified follows every change, members of groups too, and can be filtered by."),
            Setting.choice(
                    "passwords",
                    false,
                    List.of("no", "yes"),
                    "Whether the target takes passwords that are set by SCIM."),
            Setting.choice("quirks", false, Quirks.PRESETS, "The vendor whose departures from the standard apply."),
            quirk(
                    "activeForm",
                    "How PATCH writes active: with a path, in a value, or as text.",
                    "path",
                    "value",
                    "text"),
            quirk("disableBy", "Whether accounts are disabled by active=false or by DELETE.", "active", "delete"),
            quirk(
                    "memberRemoval",
                    "Whether PATCH removes a member by a filter in the path, or as a value.",
                    "filter",
                    "value"),
            quirk(
                    "memberships",
                    "Where an account's groups are read: in all groups, by filter, or in the user's own attribute.",
                    "groups",
                    "filter",
                    "user"),
            quirk("groups", "Whether the target has groups.", "yes", "no"),
            quirk("selectAttributes", "Whether listings may ask for some attributes only.", "yes", "no"),
            quirk(
                    "totals",
                    "Whether a listing that ends before its totalResults is refused or taken as it is.",
                    "check",
                    "ignore"),
            quirk("canEnable", "Whether an account that was disabled can be enabled again.", "yes", "no"),
            quirk("canDelete", "Whether DELETE takes an account away, so that it is no longer shown.", "yes", "no"),
            quirk(
                    "disablingLoses",
                    "What is lost when an account is disabled; what loses content waits for the grace period.",
                    "nothing",
                    "access",
                    "content"),
            Setting.absentable(
                    "sessionReset", "The call that ends an account's sessions, as POST /Users/{id}/sessions/reset."),
            Setting.absentable("sessionResetIdField", "The field of that call's JSON body that holds the id."),
            Setting.absentable(
                    "sessionList", "The call that lists an account's sessions, as GET /Users/{id}/sessions."),
            Setting.optional("sessionListItems", "Resources.id", "Where that list holds the sessions' ids."),
            Setting.absentable(
                    "tokenRevocation", "The call that revokes an account's tokens, as DELETE /Users/{id}/tokens."),
            Setting.absentable("tokenRevocationIdField", "The field of that call's JSON body that holds the id."),
            Setting.absentable("tokenList", "The call that lists an account's tokens, as GET /Users/{id}/tokens."),
            Setting.optional("tokenListItems", "Resources.id", "Where that list holds the tokens' ids."),
            Setting.number(
                    "sessionLifeHours",
                    720,
                    "How long a session or token can live that was issued just before the account was disabled."),
            Setting.number("connectTimeoutMillis", 5_000, "The longest wait for a connection."),
            Setting.number("requestTimeoutMillis", 30_000, "The longest time one request may take."),
            Setting.number("pageSize", 100, "How many resources are asked for at a time."),
            Setting.number("largestAnswerMegabytes", 64, "How large one answer may be.")));

    private static Setting quirk(String name, String description, String... choices) {
        return new Setting(
                name,
                ConfigurationSchema.Kind.CHOICE,
                false,
                java.util.stream.Stream.concat(java.util.stream.Stream.of(AS_QUIRKS), Arrays.stream(choices))
                        .toList(),
                Optional.of(AS_QUIRKS),
                description);
    }

    static ScimSettings of(ConnectorConfiguration configuration) {
        URI address = address("address", configuration.required("address"));
        boolean unencrypted =
                choice(configuration, "unencrypted", List.of("refuse", "allow")).equals("allow");
        encrypted("address", address, unencrypted);
        Holdings sessions = holdings(configuration, "session", "sessionReset", "sessionList", unencrypted);
        Holdings tokens = holdings(configuration, "token", "tokenRevocation", "tokenList", unencrypted);
        return new ScimSettings(
                new ScimAddresses(address.toString().replaceFirst("/+$", "")),
                address.getScheme().equalsIgnoreCase("https"),
                configuration.optional("trustedCertificate"),
                configuration.optional("certificatePin").map(ScimSettings::pin),
                credential(configuration, unencrypted),
                attributes(configuration.optional("attributes").orElse("emails.value externalId")),
                Paging.valueOf(upper(choice(configuration, "paging", List.of("auto", "index", "cursor")))),
                ChangeStyle.valueOf(upper(choice(configuration, "changes", List.of("auto", "patch", "put")))),
                Filters.valueOf(upper(choice(configuration, "filters", List.of("auto", "none")))),
                incremental(configuration),
                choice(configuration, "passwords", List.of("no", "yes")).equals("yes"),
                Quirks.of(configuration),
                sessions,
                tokens,
                Duration.ofHours(within(configuration, "sessionLifeHours", 720, 1, 24 * 3660)),
                Duration.ofMillis(within(configuration, "connectTimeoutMillis", 5_000, 1, 600_000)),
                Duration.ofMillis(within(configuration, "requestTimeoutMillis", 30_000, 1, 3_600_000)),
                (int) within(configuration, "pageSize", 100, 1, 10_000),
                (int) within(configuration, "largestAnswerMegabytes", 64, 1, 512) * MEGABYTE);
    }

    private static boolean incremental(ConnectorConfiguration configuration) {
        boolean wanted =
                choice(configuration, "incremental", List.of("no", "yes")).equals("yes");
        if (wanted && configuration.optional("filters").equals(Optional.of("none"))) {
            throw new ConfigurationException("incremental", "needs filters: set filters to auto, or incremental to no");
        }
        return wanted;
    }

    private static Credential credential(ConnectorConfiguration configuration, boolean unencrypted) {
        Optional<Secret> token = configuration.secret("token");
        if (token.isPresent()) {
            if (configuration.optional("tokenEndpoint").isPresent()) {
                throw new ConfigurationException("token", "and tokenEndpoint are both given: remove one of them");
            }
            if (!TOKEN.matcher(token.get().reveal()).matches()) {
                throw new ConfigurationException(
                        "token", "holds characters that a token cannot have: look for spaces and line breaks");
            }
            return new Credential.Bearer(token.get());
        }
        if (configuration.optional("tokenEndpoint").isEmpty()) {
            throw new ConfigurationException(
                    "token", "is missing: give a reference to it, or set tokenEndpoint, clientId and clientSecret");
        }
        URI endpoint = address("tokenEndpoint", configuration.required("tokenEndpoint"));
        encrypted("tokenEndpoint", endpoint, unencrypted);
        return new Credential.Client(
                endpoint,
                configuration.required("clientId"),
                configuration
                        .secret("clientSecret")
                        .orElseThrow(() -> new ConfigurationException(
                                "clientSecret", "is missing: give a reference to the secret")),
                configuration.optional("scope"));
    }

    /** Whether a text can stand in a header. */
    static boolean sendable(String token) {
        return TOKEN.matcher(token).matches();
    }

    private static void encrypted(String setting, URI address, boolean unencrypted) {
        if (address.getScheme().equalsIgnoreCase("http") && !unencrypted) {
            throw new ConfigurationException(
                    setting, "would send the token in clear text: use https://, or set unencrypted to allow");
        }
    }

    private static Holdings holdings(
            ConnectorConfiguration configuration, String what, String end, String list, boolean unencrypted) {
        Optional<EndpointTemplate> ending = configuration
                .optional(end)
                .map(text -> EndpointTemplate.ending(end, text, configuration.optional(end + "IdField")));
        Optional<EndpointTemplate> listing =
                configuration.optional(list).map(text -> EndpointTemplate.listing(list, text));
        ending.ifPresent(call -> encrypted(end, call, unencrypted));
        listing.ifPresent(call -> encrypted(list, call, unencrypted));
        return new Holdings(
                what,
                ending,
                listing.map(call -> HeldListing.of(
                        list, call, configuration.optional(list + "Items").orElse("Resources.id"))));
    }

    private static void encrypted(String setting, EndpointTemplate call, boolean unencrypted) {
        if (call.unencrypted() && !unencrypted) {
            throw new ConfigurationException(
                    setting, "would send the token in clear text: use https://, or set unencrypted to allow");
        }
    }

    private static URI address(String setting, String text) {
        try {
            URI address = new URI(text.strip());
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            if (web
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null) {
                return address;
            }
        } catch (java.net.URISyntaxException e) {
            // Said below, without the text that was given.
        }
        throw new ConfigurationException(
                setting, "is not an address: write https://host/path, without query, fragment or password");
    }

    static String choice(ConnectorConfiguration configuration, String name, List<String> choices) {
        return oneOf(name, configuration.optional(name).orElse(choices.get(0)), choices);
    }

    static String oneOf(String name, String value, List<String> choices) {
        if (!choices.contains(value)) {
            throw new ConfigurationException(name, "is not known: use " + String.join(" or ", choices));
        }
        return value;
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }

    private static String pin(String text) {
        String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
        if (!PIN.matcher(digits).matches()) {
            throw new ConfigurationException(
                    "certificatePin", "is not a SHA-256: give the certificate's fingerprint, 64 hexadecimal digits");
        }
        return digits;
    }

    private static List<String> attributes(String text) {
        List<String> names = Arrays.stream(text.strip().split("[ ,]+")).toList();
        for (String name : names) {
            if (!ATTRIBUTE.matcher(name).matches()) {
                throw new ConfigurationException(
                        "attributes", "is not a list of attributes: write names such as userName or emails.value");
            }
        }
        return names;
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
