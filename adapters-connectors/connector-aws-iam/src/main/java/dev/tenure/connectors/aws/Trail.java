package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
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

    private Listings.Reading<Activity> begin(AccountRef account, Instant from, Instant to) throws Trouble {
        Optional<AwsUser> user = users.user(account);
        Set<String> keys = new HashSet<>();
        if (user.isPresent()) {
            for (AccessKeyMetadata key : iam.all(Action.LIST_ACCESS_KEYS, (client, marker) -> {
                var page = client.listAccessKeys(asked ->
                        asked.userName(user.get().name()).marker(marker).maxItems(all.pageSize()));
                return Calls.Page.of(page.accessKeyMetadata(), page.isTruncated(), page.marker());
            })) {
                keys.add(Calls.told(key.accessKeyId()));
            }
        }
        TrailUser whose = new TrailUser(account.nativeId(), user.map(AwsUser::name), keys);
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
        if (user.isEmpty()) {
            throw Trouble.refused("the account has no such user any more, and CloudTrail is asked by name: look into a"
                    + " trail's files, or into CloudTrail by hand");
        }
        return new TrailLookups(calls, whose, settings, all.pageSize(), from, to, wholeUntil);
    }
}
