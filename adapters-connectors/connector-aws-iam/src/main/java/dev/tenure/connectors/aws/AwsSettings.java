package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of one account, checked as far as that is possible without it.
 *
 * @param region whose STS is asked; it also says the partition
 * @param endpoint where IAM is, if not where AWS says
 * @param stsEndpoint where STS is, if not where AWS says
 * @param key what the connector signs with; without it, what the host has
 * @param role the role to assume before anything else
 * @param attributes what is read of users beside
 * @param connectTimeout the longest wait for a connection
 * @param requestTimeout the longest time one request may take, to the end of its answer
 * @param throttlePause how long to wait before a throttled call is made again, doubled each time
 * @param pageSize how many items are asked for at a time
 * @param largestAnswer how many bytes one answer may have
 */
record AwsSettings(
        String region,
        Optional<URI> endpoint,
        Optional<URI> stsEndpoint,
        Optional<Key> key,
        Optional<Role> role,
        List<String> attributes,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration throttlePause,
        int pageSize,
        int largestAnswer) {

    /** An access key of a user. */
    record Key(String id, Secret secret) {}

    /**
     * A role to assume.
     *
     * @param externalId what the role's trust asks for beside
     */
    record Role(String arn, Optional<String> externalId) {}

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");
    private static final Pattern KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\x21-\\x7e]{1,600}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final String ATTRIBUTES = "UserName Path";
    private static final int MEGABYTE = 1 << 20;

    static final ConfigurationSchema SCHEMA = new ConfigurationSchema(List.of(
            Setting.required(
                    "region", "A region of the account's partition, such as us-east-1, cn-north-1 or us-gov-west-1."),
            Setting.absentable("accessKeyId", "The id of the access key; without it, what the host has is used."),
            Setting.secret("secretAccessKey", false, "The secret of the access key."),
            Setting.absentable("role", "The ARN of a role to assume, as arn:aws:iam::123456789012:role/tenure."),
            Setting.absentable("externalId", "The external id that the role's trust asks for."),
            Setting.optional(
                    "attributes",
                    ATTRIBUTES,
                    "Attributes to read of users, correlation's among them, separated by spaces: UserName, Path, Arn,"
                            + " PermissionsBoundary, or a tag as tag:email."),
            Setting.absentable("endpoint", "Where IAM is reached, if not at AWS's own address."),
            Setting.absentable("stsEndpoint", "Where STS is reached; without it, at endpoint where that is set."),
            Setting.choice(
                    "unencrypted",
                    false,
                    List.of("refuse", "allow"),
                    "Whether an endpoint may be talked to without TLS."),
            Setting.number("connectTimeoutMillis", 5_000, "The longest wait for a connection."),
            Setting.number("requestTimeoutMillis", 30_000, "The longest time one request may take."),
            Setting.number(
                    "throttlePauseMillis",
                    500,
                    "How long to wait before a throttled call is made again; doubled before the second and last time."),
            Setting.number("pageSize", 1_000, "How many items are asked for at a time."),
            Setting.number("largestAnswerMegabytes", 64, "How large one answer may be.")));

    static AwsSettings of(ConnectorConfiguration configuration) {
        String choice = configuration.optional("unencrypted").orElse("refuse");
        if (!choice.equals("refuse") && !choice.equals("allow")) {
            throw new ConfigurationException("unencrypted", "is not known: use refuse or allow");
        }
        boolean unencrypted = choice.equals("allow");
        Optional<URI> endpoint = address(configuration, "endpoint", unencrypted);
        return new AwsSettings(
                matching("region", configuration.required("region"), REGION, "is not a region: write one as us-east-1"),
                endpoint,
                address(configuration, "stsEndpoint", unencrypted).or(() -> endpoint),
                key(configuration),
                role(configuration),
                attributes(configuration.optional("attributes").orElse(ATTRIBUTES)),
                Duration.ofMillis(within(configuration, "connectTimeoutMillis", 5_000, 1, 600_000)),
                Duration.ofMillis(within(configuration, "requestTimeoutMillis", 30_000, 1, 3_600_000)),
                Duration.ofMillis(within(configuration, "throttlePauseMillis", 500, 1, 60_000)),
                (int) within(configuration, "pageSize", 1_000, 1, 1_000),
                (int) within(configuration, "largestAnswerMegabytes", 64, 1, 512) * MEGABYTE);
    }

    /** Whether nothing goes over the wire in clear text. */
    boolean encrypted() {
        return endpoint.filter(address -> address.getScheme().equalsIgnoreCase("http"))
                .isEmpty();
    }

    private static Optional<Key> key(ConnectorConfiguration configuration) {
        Optional<String> id = configuration.optional("accessKeyId");
        Optional<Secret> secret = configuration.secret("secretAccessKey");
        if (id.isPresent() && secret.isEmpty()) {
            throw new ConfigurationException("secretAccessKey", "is missing: give a reference to the secret");
        }
        if (id.isEmpty() && secret.isPresent()) {
            throw new ConfigurationException("accessKeyId", "is missing: give the id that belongs to the secret");
        }
        return id.map(given -> new Key(
                matching("accessKeyId", given, KEY_ID, "is not the id of an access key: it begins with AKIA"),
                secret.orElseThrow()));
    }

    private static Optional<Role> role(ConnectorConfiguration configuration) {
        Optional<String> externalId = configuration.optional("externalId");
        Optional<String> role = configuration.optional("role");
        if (role.isEmpty() && externalId.isPresent()) {
            throw new ConfigurationException("role", "is missing: an external id goes with a role");
        }
        return role.map(arn -> new Role(
                matching(
                        "role", arn, ROLE, "is not the ARN of a role: write it as arn:aws:iam::123456789012:role/name"),
                externalId.map(id ->
                        matching("externalId", id, EXTERNAL_ID, "holds characters that an external id cannot have"))));
    }

    private static String matching(String setting, String text, Pattern pattern, String problem) {
        if (!pattern.matcher(text.strip()).matches()) {
            throw new ConfigurationException(setting, problem);
        }
        return text.strip();
    }

    private static Optional<URI> address(ConnectorConfiguration configuration, String setting, boolean unencrypted) {
        return configuration.optional(setting).map(text -> {
            URI address = parsed(text)
                    .orElseThrow(() -> new ConfigurationException(
                            setting, "is not an address: write https://host, without query, fragment or password"));
            if (address.getScheme().equalsIgnoreCase("http") && !unencrypted) {
                throw new ConfigurationException(
                        setting, "would be talked to in clear text: use https://, or set unencrypted to allow");
            }
            return address;
        });
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI address = new URI(text.strip());
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web
                            && address.getHost() != null
                            && address.getUserInfo() == null
                            && address.getQuery() == null
                            && address.getFragment() == null
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<String> attributes(String text) {
        List<String> names = Arrays.stream(text.strip().split("[ ,]+")).toList();
        for (String name : names) {
            if (!AwsUser.isAttribute(name)) {
                throw new ConfigurationException(
                        "attributes",
                        "is not a list of attributes: write UserName, Path, Arn, PermissionsBoundary, or a tag as"
                                + " tag:email");
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
