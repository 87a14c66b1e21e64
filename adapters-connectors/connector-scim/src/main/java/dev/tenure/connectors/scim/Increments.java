package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.ResumeToken;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a target says was modified since a moment of its own clock. It tells no deletions: what is gone is in no list.
 *
 * <p>A target of several machines may show a change later than it dates it, so each read goes back a little further than
 * the one before it ended, and tells some changes again.
 */
final class Increments {

    /** How far a read goes back before its token. */
    static final Duration OVERLAP = Duration.ofMinutes(5);

    /** Beyond this a whole read costs the target less than an answer that is held in memory. */
    static final int MOST = 10_000;

    private static final Pattern TOKEN = Pattern.compile("scim1:([0-9a-f]{1,8}):(\\S+)");

    private final ScimSettings settings;
    private final ScimClient client;
    private final Accounts accounts;
    private final Groups groups;
    private final AccountShape shape;

    Increments(ScimSettings settings, ScimClient client, Accounts accounts, Groups groups, AccountShape shape) {
        this.settings = settings;
        this.client = client;
        this.accounts = accounts;
        this.groups = groups;
        this.shape = shape;
    }

    Increment since(Optional<ResumeToken> since) throws Trouble {
        Instant now = client.list(client.features().users(), Map.of("startIndex", "1", "count", "1"))
                .at()
                .orElseThrow(() ->
                        Trouble.refused("the target does not tell its time in the header Date: set incremental to no"));
        ResumeToken next = new ResumeToken("scim1:" + target() + ":" + now);
        if (since.isEmpty()) {
            return new Increment.Changed(List.of(), next, false);
        }
        Optional<Instant> from = moment(since.get());
        if (from.isEmpty() || from.get().isAfter(now.plus(OVERLAP))) {
            return new Increment.ReadWhole("the token is of another target, or of a time that has not come");
        }
        Map<String, String> query =
                Map.of("filter", Requests.modifiedAfter(from.get().minus(OVERLAP)));
        List<Increment.Item> items = new ArrayList<>();
        for (JsonNode user : all(accounts.walk(query))) {
            items.add(new Increment.Item.Account(shape.observed(user, items.size() + 1)));
        }
        Optional<String> endpoint = groups.endpoint();
        List<JsonNode> modified = endpoint.isPresent() ? all(groups.walk(endpoint.get(), query)) : List.of();
        if (items.size() + modified.size() > MOST) {
            return new Increment.ReadWhole("more than " + MOST + " resources were modified");
        }
        if (!modified.isEmpty()) {
            MemberIndex index = groups.index(accounts);
            for (JsonNode group : modified) {
                items.add(new Increment.Item.Entitlement(groups.observed(
                        group, items.size() + 1, groups.members(endpoint.orElseThrow(), group), index)));
            }
        }
        return new Increment.Changed(items, next, false);
    }

    /** As far as it is held in memory: one more than is taken, and no further. */
    private static List<JsonNode> all(Walk walk) throws Trouble {
        List<JsonNode> found = new ArrayList<>();
        while (!walk.ended() && found.size() <= MOST) {
            found.addAll(walk.next());
        }
        return found;
    }

    private Optional<Instant> moment(ResumeToken token) {
        Matcher parts = TOKEN.matcher(token.value());
        if (!parts.matches() || !parts.group(1).equals(target())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(parts.group(2)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Tells one address from another, so that a token is not taken after the system was given another target. */
    private String target() {
        return Integer.toHexString(settings.addresses().base().hashCode());
    }
}
