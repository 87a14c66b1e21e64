package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connectors.aws.AwsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of one instance of IAM Identity Center, checked as far as that is possible without it.
 *
 * @param common what every connector to AWS has; the endpoint there is that of the instance
 * @param instance the ARN of the instance, if it is not to be looked for
 * @param store the id of its identity store, if it is not to be looked for
 * @param storeEndpoint where the identity store is, if not where AWS says
 * @param poll how long to wait before it is asked again what became of a change
 * @param longestChange how long to ask
 * @param atOnce how many lists are read at a time
 */
record CenterSettings(
        AwsSettings common,
        Optional<String> instance,
        Optional<String> store,
        Optional<URI> storeEndpoint,
        Duration poll,
        Duration longestChange,
        int atOnce) {

    private static final Pattern INSTANCE =
            Pattern.compile("arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}");
    private static final Pattern STORE =
            Pattern.compile("d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final String ATTRIBUTES = "UserName Email";
    private static final int LARGEST_PAGE = 100;

    static final ConfigurationSchema SCHEMA = new ConfigurationSchema(List.of(
            Setting.required("region", "The region in which IAM Identity Center was set up."),
            Setting.absentable(
                    "instance", "The ARN of the instance; without it, the only one that AWS lists is taken."),
            Setting.absentable(
                    "identityStore",
                    "The id of the instance's identity store, as d-1234567890; AWS tells it otherwise."),
            common("accessKeyId"),
            common("secretAccessKey"),
            common("role"),
            common("externalId"),
            Setting.optional(
                    "attributes",
                    ATTRIBUTES,
                    "Attributes to read of users, correlation's among them, separated by spaces: UserName, DisplayName,"
                            + " Email, ExternalId, UserType or Title."),
            Setting.absentable("endpoint", "Where IAM Identity Center is reached, if not at AWS's own address."),
            Setting.absentable(
                    "identityStoreEndpoint",
                    "Where the identity store is reached; without it, at endpoint where that is set."),
            common("stsEndpoint"),
            common("unencrypted"),
            common("connectTimeoutMillis"),
            common("requestTimeoutMillis"),
            Setting.number(
                    "throttlePauseMillis",
                    500,
                    "How long to wait before a throttled call is made again; doubled each time, five times at most."),
            Setting.number("pollMillis", 1_000, "How long to wait before AWS is asked again what became of a change."),
            Setting.number("longestChangeMillis", 120_000, "How long to ask AWS what became of a change."),
            Setting.number("atOnce", 4, "How many lists are read at a time."),
            Setting.number("pageSize", LARGEST_PAGE, "How many items are asked for at a time."),
            common("largestAnswerMegabytes")));

    private static Setting common(String name) {
        return AwsSettings.SCHEMA.setting(name).orElseThrow();
    }

    static CenterSettings of(ConnectorConfiguration configuration) {
        AwsSettings common = AwsSettings.of(
                configuration, attributes(configuration.optional("attributes").orElse(ATTRIBUTES)), (int)
                        AwsSettings.within(configuration, "pageSize", LARGEST_PAGE, 1, LARGEST_PAGE));
        return new CenterSettings(
                common,
                configuration
                        .optional("instance")
                        .map(arn -> AwsSettings.matching(
                                "instance",
                                arn,
                                INSTANCE,
                                "is not the ARN of an instance: write it as"
                                        + " arn:aws:sso:::instance/ssoins-1234567890abcdef")),
                configuration
                        .optional("identityStore")
                        .map(id -> AwsSettings.matching(
                                "identityStore",
                                id,
                                STORE,
                                "is not the id of an identity store: write it as d-1234567890")),
                AwsSettings.address(
                                configuration,
                                "identityStoreEndpoint",
                                configuration.optional("unencrypted").equals(Optional.of("allow")))
                        .or(common::endpoint),
                Duration.ofMillis(AwsSettings.within(configuration, "pollMillis", 1_000, 1, 60_000)),
                Duration.ofMillis(AwsSettings.within(configuration, "longestChangeMillis", 120_000, 1, 3_600_000)),
                (int) AwsSettings.within(configuration, "atOnce", 4, 1, 16));
    }

    /** Whether nothing goes over the wire in clear text. */
    boolean encrypted() {
        return common.encrypted()
                && storeEndpoint
                        .filter(address -> address.getScheme().equalsIgnoreCase("http"))
                        .isEmpty();
    }

    private static List<String> attributes(String text) {
        List<String> names = Arrays.stream(text.strip().split("[ ,]+")).toList();
        if (!CenterUser.ATTRIBUTES.containsAll(names)) {
            throw new ConfigurationException(
                    "attributes",
                    "is not a list of attributes: write UserName, DisplayName, Email, ExternalId, UserType or Title");
        }
        return names;
    }
}
