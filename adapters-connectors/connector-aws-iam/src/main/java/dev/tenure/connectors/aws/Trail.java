package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;

/** What CloudTrail tells of users: from a trail's files where the settings name them, else from CloudTrail itself. */
final class Trail {

    /** Why what is told of somebody with very many temporary credentials is not all of it. */
    static final String LOST_TRACK = "the user was given more temporary credentials than " + TrailUser.MOST_LENT
            + ": follow the others in CloudTrail by hand";

    /** How far this machine's clock may be from that of AWS, which takes no signature of one that is farther. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final Calls iam;
    private final Users users;
    private final TrailCalls calls;
    private final TrailSettings settings;
    private final AwsSettings all;
    private final Listings<Activity> readings = new Listings<>();

    Trail(Calls iam, Users users, AwsSettings all, TrailSettings settings) {
        this.iam = iam;
        this.users = users;
        this.calls = new TrailCalls(iam, settings);
        this.settings = settings;
        this.all = all;
    }

    Activity activity(AccountRef account, Instant from, Instant to, Cursor cursor) throws Trouble {
        Page<Activity> page = readings.page(cursor, () -> begin(account, from, to));
        Activity told = page.items().getFirst();
        return new Activity(new Page<>(told.page().items(), page.next()), told.coverage());
    }

    /**
     * The sessions of roles that a user began.
     *
     * @param sessions their ids, and ARNs
     * @param coverage how far the log holds them all
     */
    record Assumed(Map<String, String> sessions, Activity.Coverage coverage) {}

    /** Reads the log to its end for the roles that a user assumed, from the user or from a role that was assumed before. */
    Assumed assumed(AwsUser user, Instant from, Instant to) throws Trouble {
        TrailUser whose = new TrailUser(user.id(), Optional.of(user.name()), keys(user));
        Listings.Reading<Activity> reading = reading(whose, from, to);
        Activity.Coverage coverage = new Activity.Coverage(from, to, Optional.empty());
        Optional<String> marker = Optional.empty();
        do {
            Listings.Part<Activity> part = reading.at(marker);
            for (Activity told : part.items()) {
                coverage = coverage.and(told.coverage());
            }
            marker = part.next();
        } while (marker.isPresent());
        return new Assumed(whose.assumed(), coverage);
    }

    private Listings.Reading<Activity> begin(AccountRef account, Instant from, Instant to) throws Trouble {
        Optional<AwsUser> user = users.user(account);
        if (user.isEmpty() && settings.files().isEmpty()) {
            throw Trouble.refused("the account has no such user any more, and CloudTrail is asked by name: look into a"
                    + " trail's files, or into CloudTrail by hand");
        }
        Set<String> keys = user.isPresent() ? keys(user.get()) : Set.of();
        return reading(new TrailUser(account.nativeId(), user.map(AwsUser::name), keys), from, to);
    }

    private Set<String> keys(AwsUser user) throws Trouble {
        Set<String> keys = new HashSet<>();
        for (AccessKeyMetadata key : iam.all(Action.LIST_ACCESS_KEYS, (client, marker) -> {
            var page = client.listAccessKeys(
                    asked -> asked.userName(user.name()).marker(marker).maxItems(all.pageSize()));
            return Calls.Page.of(page.accessKeyMetadata(), page.isTruncated(), page.marker());
        })) {
            keys.add(Calls.told(key.accessKeyId()));
        }
        return keys;
    }

    private Listings.Reading<Activity> reading(TrailUser whose, Instant from, Instant to) throws Trouble {
        Instant wholeUntil = Instant.now().minus(settings.delay()).minus(CLOCKS_APART);
        if (settings.files().isPresent()) {
            return new TrailFiles(
                    calls,
                    whose,
                    settings,
                    settings.files().get(),
                    Calls.told(iam.caller().account()),
                    all,
                    from,
                    to,
                    wholeUntil);
        }
        return new TrailLookups(calls, whose, settings, all.pageSize(), from, to, wholeUntil);
    }
}
