package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.ConnectorConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where CloudTrail's log of the account is read.
 *
 * @param regions whose events are read, that of the global services among them
 * @param files the files of a trail; without them, CloudTrail is asked
 * @param endpoint where CloudTrail and S3 are, if not where AWS says
 * @param pause how long to wait between two questions to CloudTrail in one region
 * @param delay how late an event may come into the log
 */
record TrailSettings(
        List<String> regions, Optional<Files> files, Optional<URI> endpoint, Duration pause, Duration delay) {

    /**
     * The files of a trail.
     *
     * @param bucket where they are
     * @param bucketRegion the bucket's region
     * @param prefix what their names begin with, before the account's number
     */
    record Files(String bucket, String bucketRegion, String prefix) {}

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("([\\w!.*'()-]{1,200}/){1,20}");
    private static final String PREFIX_OF_AWS = "AWSLogs/";

    static final List<Setting> SCHEMA = List.of(
            Setting.absentable(
                    "trailRegions",
                    "The regions whose log of sign-ins and calls is read in CloudTrail, separated by spaces; without"
                            + " them, none is. That of the global services is read with them."),
            Setting.absentable(
                    "trailBucket", "The bucket with a trail's files; without it, CloudTrail is asked, 90 days back."),
            Setting.absentable("trailBucketRegion", "The bucket's region; without it, region."),
            Setting.optional(
                    "trailPrefix",
                    PREFIX_OF_AWS,
                    "What the names of the trail's files begin with before the account's number, such as"
                            + " logs/AWSLogs/, or AWSLogs/o-exampleorg/ of an organisation's trail."),
            Setting.absentable(
                    "trailEndpoint", "Where CloudTrail and S3 are reached; without it, at endpoint where that is set."),
            Setting.number(
                    "trailPauseMillis", 500, "How long to wait between two questions to CloudTrail in one region."),
            Setting.number("trailDelayMinutes", 15, "How late an event may come into the log."));

    /** @param endpoint where IAM is */
    static Optional<TrailSettings> of(
            ConnectorConfiguration configuration, String region, Optional<URI> endpoint, boolean unencrypted) {
        Optional<String> regions = configuration.optional("trailRegions");
        if (regions.isEmpty()) {
            if (configuration.optional("trailBucket").isPresent()) {
                throw new ConfigurationException("trailRegions", "is missing: list the regions whose files are read");
            }
            return Optional.empty();
        }
        LinkedHashSet<String> all = new LinkedHashSet<>(List.of(global(region)));
        for (String one : regions.get().strip().split("[ ,]+", -1)) {
            all.add(AwsSettings.matching(
                    "trailRegions",
                    one,
                    AwsSettings.REGION,
                    "is not a list of regions: write them as us-east-1 eu-central-1"));
        }
        return Optional.of(new TrailSettings(
                List.copyOf(all),
                files(configuration, region),
                AwsSettings.address(configuration, "trailEndpoint", unencrypted).or(() -> endpoint),
                Duration.ofMillis(AwsSettings.within(configuration, "trailPauseMillis", 500, 1, 60_000)),
                Duration.ofMinutes(AwsSettings.within(configuration, "trailDelayMinutes", 15, 0, 1_440))));
    }

    private static Optional<Files> files(ConnectorConfiguration configuration, String region) {
        return configuration
                .optional("trailBucket")
                .map(bucket -> new Files(
                        AwsSettings.matching("trailBucket", bucket, BUCKET, "is not the name of a bucket"),
                        AwsSettings.matching(
                                "trailBucketRegion",
                                configuration.optional("trailBucketRegion").orElse(region),
                                AwsSettings.REGION,
                                "is not a region: write one as us-east-1"),
                        AwsSettings.matching(
                                "trailPrefix",
                                configuration.optional("trailPrefix").orElse(PREFIX_OF_AWS),
                                PREFIX,
                                "is not the beginning of a name: end it with a slash, as AWSLogs/")));
    }

    /** The region in which a partition tells what was done with IAM, and most sign-ins. */
    private static String global(String region) {
        return region.startsWith("cn-") ? "cn-north-1" : region.startsWith("us-gov-") ? "us-gov-west-1" : "us-east-1";
    }
}
