package dev.tenure.connectors.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.ActivityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What CloudTrail answers about one user from one moment to another: by name and by each access key, region by region. It takes one of
 * them at a time, and keeps 90 days.
 */
final class TrailLookups implements Listings.Reading<Activity> {

    private static final int MOST_AT_A_TIME = 50;
    private static final Duration KEPT = Duration.ofDays(90).minusHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What CloudTrail is asked by. */
    private enum By {
        NAME("Username"),
        KEY("AccessKeyId");

        private final String attribute;

        By(String attribute) {
            this.attribute = attribute;
        }
    }

    /** One question, which has as many pages as it has. */
    private record Question(String region, By by, String value) {}

    private final TrailCalls calls;
    private final TrailUser user;
    private final TrailSettings settings;
    private final int pageSize;
    private final Instant from;
    private final Instant to;
    private final Instant whole;
    private final Instant wholeUntil;
    private final Deque<Question> open = new ArrayDeque<>();
    private final Set<String> asked = new HashSet<>();

    /** @param wholeUntil until when the log holds everything */
    TrailLookups(
            TrailCalls calls,
            TrailUser user,
            TrailSettings settings,
            int pageSize,
            Instant from,
            Instant to,
            Instant wholeUntil) {
        Instant oldest = Instant.now().minus(KEPT);
        this.calls = calls;
        this.user = user;
        this.settings = settings;
        this.pageSize = Math.min(pageSize, MOST_AT_A_TIME);
        this.whole = from.isBefore(oldest) ? oldest : from;
        this.from = whole;
        this.to = to.isBefore(this.from) ? this.from : to;
        this.wholeUntil = wholeUntil;
        user.name().ifPresent(name -> ask(By.NAME, name));
        user.keys().forEach(key -> ask(By.KEY, key));
    }

    private void ask(By by, String value) {
        if (asked.add(by + " " + value)) {
            settings.regions().forEach(region -> open.add(new Question(region, by, value)));
        }
    }

    /** One page of the question at hand; with its last one, the next question is at hand. */
    @Override
    public Listings.Part<Activity> at(Optional<String> marker) throws Trouble {
        Question question = open.peek();
        if (question == null) {
            return new Listings.Part<>(List.of(told(List.of(), false)), Optional.empty(), List.of());
        }
        Optional<String> token = marker.filter(text -> !text.isEmpty());
        JsonNode page = calls.lookup(question.region(), asked(question, token));
        List<ActivityEvent> events = new ArrayList<>();
        boolean unreadable = false;
        for (JsonNode event : page.path("Events")) {
            Optional<TrailRecord> record = record(event);
            unreadable |= record.isEmpty();
            record.filter(user::did).map(TrailRecord::event).ifPresent(events::add);
        }
        user.keys().forEach(key -> ask(By.KEY, key));
        Optional<String> next = Optional.of(page.path("NextToken").asText("")).filter(text -> !text.isBlank());
        if (next.isPresent() && next.equals(token)) {
            throw Trouble.unreachable("CloudTrail's list leads back to where it was: read it again");
        }
        if (next.isEmpty()) {
            open.remove();
        }
        // An empty marker leads to the next question's first page.
        return new Listings.Part<>(
                List.of(told(events, unreadable)),
                open.isEmpty() ? Optional.empty() : Optional.of(next.orElse("")),
                List.of());
    }

    private Activity told(List<ActivityEvent> events, boolean unreadable) {
        Optional<String> missing = unreadable
                ? Optional.of("an event of CloudTrail cannot be read: look into it there by hand")
                : user.isTrackLost() ? Optional.of(Trail.LOST_TRACK) : Optional.empty();
        return new Activity(
                new dev.tenure.connector.spi.Page<>(events, Optional.empty()),
                new Activity.Coverage(whole, wholeUntil, missing));
    }

    private ObjectNode asked(Question question, Optional<String> token) {
        ObjectNode asked = JSON.createObjectNode();
        asked.putArray("LookupAttributes")
                .addObject()
                .put("AttributeKey", question.by().attribute)
                .put("AttributeValue", question.value());
        asked.put("StartTime", from.getEpochSecond())
                .put("EndTime", to.getEpochSecond())
                .put("MaxResults", pageSize);
        token.ifPresent(text -> asked.put("NextToken", text));
        return asked;
    }

    private static Optional<TrailRecord> record(JsonNode event) {
        try {
            JsonNode record = JSON.readTree(event.path("CloudTrailEvent").asText(""));
            return record == null ? Optional.empty() : TrailRecord.of(record);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
