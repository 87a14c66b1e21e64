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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of one account or of several, checked as far as that is possible without it.
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
 * @param others the accounts that are read beside the one that the connector signs in to
 * @param reportWait how long a credential report may take to be made; empty: none is asked for
 * @param pageSize how many items are asked for at a time
 * @param largestAnswer how many bytes one answer may have
 * @param trail where it is read what users do, if it is
 * @param roleSessions whether the sessions that users have in roles are ended with their own
 */
public record AwsSettings(
        String region,
        Optional<URI> endpoint,
        Optional<URI> stsEndpoint,
        Optional<Key> key,
        Optional<Role> role,
        List<String> attributes,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration throttlePause,
        Optional<Others> others,
        Optional<Duration> reportWait,
        int pageSize,
        int largestAnswer,
        Optional<TrailSettings> trail,
        boolean roleSessions) {

    /** An access key of a user. */
    public record Key(String id, Secret secret) {}

    /**
     * A role to assume.
     *
     * @param externalId what the role's trust asks for beside
     */
    public record Role(String arn, Optional<String> externalId) {}

    /**
     * Further accounts, by a role of the same name in each.
     *
     * @param numbers which; empty: all of the organization
     * @param leftOut which of the organization are not read
     * @param role the role's name, with its path
     * @param organizationsEndpoint where Organizations is, if not where AWS says
     * @param parallel how many are read at the same time
     */
    record Others(
            Optional<Set<String>> numbers,
            Set<String> leftOut,
            String role,
            Optional<String> externalId,
            Optional<URI> organizationsEndpoint,
            int parallel) {

        /** Whether it is for these settings to say that the account is read. */
        boolean mayRead(String number) {
            return numbers.map(given -> given.contains(number)).orElse(!leftOut.contains(number));
        }
    }

    static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");
    private static final Pattern KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\x21-\\x7e]{1,600}");
    private static final Pattern ROLE_NAME = Pattern.compile("([\\w+=,.@-]{1,100}/){0,5}[\\w+=,.@-]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{12}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final String ATTRIBUTES = "UserName Path";
    private static final int MEGABYTE = 1 << 20;

    /** What the connector to one account takes. */
    public static final ConfigurationSchema SCHEMA = new ConfigurationSchema(Stream.concat(
                    Stream.of(
                            Setting.required(
                                    "region",
                                    "A region of the account's partition, such as us-east-1, cn-north-1 or us-gov-west-1."),
                            Setting.absentable(
                                    "accessKeyId", "The id of the access key; without it, what the host has is used."),
                            Setting.secret("secretAccessKey", false, "The secret of the access key."),
                            Setting.absentable(
                                    "role", "The ARN of a role to assume, as arn:aws:iam::123456789012:role/tenure."),
                            Setting.absentable(
                                    "externalId", "The external id that the trust of role and accountRole asks for."),
                            Setting.absentable(
                                    "accounts",
                                    "Further accounts to read, by their numbers of 12 digits, separated by spaces."),
                            Setting.choice(
                                    "organization",
                                    false,
                                    List.of("no", "yes"),
                                    "Whether all accounts of the organization are read, as Organizations lists them."),
                            Setting.absentable(
                                    "leaveOut", "Accounts of the organization that are not read, by their numbers."),
                            Setting.optional(
                                    "accountRole",
                                    "tenure",
                                    "The name, with its path, of the role to assume in each further account."),
                            Setting.number("parallelAccounts", 4, "How many accounts are read at the same time."),
                            Setting.choice(
                                    "credentialReport",
                                    false,
                                    List.of("yes", "no"),
                                    "Whether the credential report is asked for, which tells of passwords and of the root user."),
                            Setting.number(
                                    "reportWaitMillis",
                                    15_000,
                                    "How long AWS may take to make the report until it counts as missing."),
                            Setting.optional(
                                    "attributes",
                                    ATTRIBUTES,
                                    "Attributes to read of users, correlation's among them, separated by spaces: UserName, Path, Arn,"
                                            + " PermissionsBoundary, or a tag as tag:email."),
                            Setting.absentable("endpoint", "Where IAM is reached, if not at AWS's own address."),
                            Setting.absentable(
                                    "stsEndpoint", "Where STS is reached; without it, at endpoint where that is set."),
                            Setting.absentable(
                                    "organizationsEndpoint",
                                    "Where Organizations is reached; without it, at endpoint where that is set."),
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
                            Setting.number("largestAnswerMegabytes", 64, "How large one answer may be."),
                            Setting.choice(
                                    "roleSessions",
                                    false,
                                    List.of("no", "yes"),
                                    "Whether sessions that a user has in roles are ended with the user's own, where they can be told"
                                            + " from those of others.")),
                    TrailSettings.SCHEMA.stream())
            .toList());

    static AwsSettings of(ConnectorConfiguration configuration) {
        return of(configuration, attributes(configuration.optional("attributes").orElse(ATTRIBUTES)), (int)
                within(configuration, "pageSize", 1_000, 1, 1_000));
    }

    /** What is common to all connectors to AWS, with what is not. */
    public static AwsSettings of(ConnectorConfiguration configuration, List<String> attributes, int pageSize) {
        String choice = configuration.optional("unencrypted").orElse("refuse");
        if (!choice.equals("refuse") && !choice.equals("allow")) {
            throw new ConfigurationException("unencrypted", "is not known: use refuse or allow");
        }
        boolean unencrypted = choice.equals("allow");
        Optional<URI> endpoint = address(configuration, "endpoint", unencrypted);
        String region =
                matching("region", configuration.required("region"), REGION, "is not a region: write one as us-east-1");
        return new AwsSettings(
                region,
                endpoint,
                address(configuration, "stsEndpoint", unencrypted).or(() -> endpoint),
                key(configuration),
                role(configuration),
                attributes,
                Duration.ofMillis(within(configuration, "connectTimeoutMillis", 5_000, 1, 600_000)),
                Duration.ofMillis(within(configuration, "requestTimeoutMillis", 30_000, 1, 3_600_000)),
                Duration.ofMillis(within(configuration, "throttlePauseMillis", 500, 1, 60_000)),
                others(configuration, unencrypted, endpoint),
                isYes(configuration, "credentialReport", true)
                        ? Optional.of(Duration.ofMillis(within(configuration, "reportWaitMillis", 15_000, 1, 600_000)))
                        : Optional.empty(),
                pageSize,
                (int) within(configuration, "largestAnswerMegabytes", 64, 1, 512) * MEGABYTE,
                TrailSettings.of(configuration, region, endpoint, unencrypted),
                isYes(configuration, "roleSessions", false));
    }

    /** Whether nothing goes over the wire in clear text. */
    public boolean encrypted() {
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

    /** The role of the further accounts in this one. */
    Role roleIn(String number) {
        Others given = others.orElseThrow();
        return new Role("arn:" + partition() + ":iam::" + number + ":role/" + given.role(), given.externalId());
    }

    private String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** Where Organizations is: in one region of each partition. */
    JsonApi.Place organizations() {
        String home =
                switch (partition()) {
                    case "aws-cn" -> "cn-northwest-1";
                    case "aws-us-gov" -> "us-gov-west-1";
                    default -> "us-east-1";
                };
        String domain = partition().equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return new JsonApi.Place(
                "organizations",
                "AWSOrganizationsV20161128",
                home,
                others.flatMap(Others::organizationsEndpoint)
                        .orElseGet(() -> URI.create("https://organizations." + home + domain)));
    }

    /** What actions are asked about, as a policy for all of it names it. */
    String resource(Action.On on) {
        String role = others.map(Others::role).orElse("");
        Optional<TrailSettings.Files> files = trail.flatMap(TrailSettings::files);
        return on.resource()
                .replace("arn:aws:", "arn:" + partition() + ":")
                .replace(":role/tenure", ":role/" + role)
                .replace("BUCKET", files.map(TrailSettings.Files::bucket).orElse(""))
                .replace("AWSLogs/", files.map(TrailSettings.Files::prefix).orElse(""));
    }

    /** The root user of an account, by its ARN. */
    String rootOf(String number) {
        return "arn:" + partition() + ":iam::" + number + ":root";
    }

    private static Optional<Others> others(
            ConnectorConfiguration configuration, boolean unencrypted, Optional<URI> endpoint) {
        Optional<Set<String>> accounts = numbers(configuration, "accounts");
        Optional<Set<String>> leftOut = numbers(configuration, "leaveOut");
        boolean organization = isYes(configuration, "organization", false);
        if (organization && accounts.isPresent()) {
            throw new ConfigurationException(
                    "accounts", "says otherwise than organization: name the accounts, or take all and use leaveOut");
        }
        if (!organization && leftOut.isPresent()) {
            throw new ConfigurationException("leaveOut", "goes with organization: set that to yes");
        }
        Others others = new Others(
                accounts,
                leftOut.orElse(Set.of()),
                matching(
                        "accountRole",
                        configuration.optional("accountRole").orElse("tenure"),
                        ROLE_NAME,
                        "is not the name of a role: write it as tenure, or with its path as teams/tenure"),
                externalId(configuration),
                address(configuration, "organizationsEndpoint", unencrypted).or(() -> endpoint),
                (int) within(configuration, "parallelAccounts", 4, 1, 16));
        return organization || accounts.isPresent() ? Optional.of(others) : Optional.empty();
    }

    private static Optional<Set<String>> numbers(ConnectorConfiguration configuration, String setting) {
        return configuration.optional(setting).map(text -> {
            Set<String> numbers = Arrays.stream(text.strip().split("[ ,]+")).collect(Collectors.toUnmodifiableSet());
            if (!numbers.stream().allMatch(number -> NUMBER.matcher(number).matches())) {
                throw new ConfigurationException(
                        setting, "is not a list of accounts: write their numbers of 12 digits, with spaces between");
            }
            return numbers;
        });
    }

    private static boolean isYes(ConnectorConfiguration configuration, String setting, boolean fallback) {
        String choice = configuration.optional(setting).orElse(fallback ? "yes" : "no");
        if (!choice.equals("yes") && !choice.equals("no")) {
            throw new ConfigurationException(setting, "is not known: use yes or no");
        }
        return choice.equals("yes");
    }

    private static Optional<String> externalId(ConnectorConfiguration configuration) {
        return configuration
                .optional("externalId")
                .map(id -> matching("externalId", id, EXTERNAL_ID, "holds characters that an external id cannot have"));
    }

    private static Optional<Role> role(ConnectorConfiguration configuration) {
        Optional<String> externalId = externalId(configuration);
        Optional<String> role = configuration.optional("role");
        boolean several = configuration.optional("accounts").isPresent() || isYes(configuration, "organization", false);
        if (role.isEmpty() && externalId.isPresent() && !several) {
            throw new ConfigurationException("role", "is missing: an external id goes with a role");
        }
        return role.map(arn -> new Role(
                matching(
                        "role", arn, ROLE, "is not the ARN of a role: write it as arn:aws:iam::123456789012:role/name"),
                externalId));
    }

    /** A setting that has to be of a form. */
    public static String matching(String setting, String text, Pattern pattern, String problem) {
        if (!pattern.matcher(text.strip()).matches()) {
            throw new ConfigurationException(setting, problem);
        }
        return text.strip();
    }

    /** An address that a setting gives. */
    public static Optional<URI> address(ConnectorConfiguration configuration, String setting, boolean unencrypted) {
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

    /** A number that has to be in a range. */
    public static long within(ConnectorConfiguration configuration, String name, long fallback, long least, long most) {
        long value = configuration.number(name, fallback);
        if (value < least || value > most) {
            throw new ConfigurationException(name, "is out of range: use " + least + " to " + most);
        }
        return value;
    }
}
