package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connectors.scim.Http.Sent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Requests to one target, signed in, and its answers as JSON. */
final class ScimClient implements AutoCloseable {

    private static final String SCIM = "application/scim+json";
    private static final String NO_LIST =
            "the target's answer is no list of SCIM: check address, and whether a page for" + " people answers there";

    private static final String SAYS_NO = "the target says ok: false: check the call and the token's rights";

    /** How often a target that failed at a read is asked again. */
    private static final int MOST_REPEATS = 3;

    private static final long FIRST_PAUSE_MILLIS = 50;

    private final ScimSettings settings;
    private final Http http;
    private final Json json;
    private final Answers answers;
    private final AccessTokens tokens;
    private volatile @Nullable Features features;

    ScimClient(ScimSettings settings) {
        this.settings = settings;
        this.http = new Http(settings);
        this.json = new Json(settings.largestAnswer());
        this.answers = new Answers(json);
        this.tokens = new AccessTokens(settings.credential(), http, json);
    }

    /**
     * A page of a list.
     *
     * @param total what the target says it holds, if it says so
     * @param nextCursor where it says to go on, if it does
     * @param at the target's time, if it tells it
     */
    record ListPage(
            List<JsonNode> resources, Optional<Long> total, Optional<String> nextCursor, Optional<Instant> at) {}

    /** What the target says of itself; asked once. */
    Features features() throws Trouble {
        Features known = features;
        if (known == null) {
            known = Features.of(document("/ServiceProviderConfig"), document("/ResourceTypes"));
            features = known;
        }
        return known;
    }

    /** Asks anew what the target says of itself. */
    Features askedAnew() throws Trouble {
        features = null;
        return features();
    }

    /** A document that many targets do not have, or do not show to everybody. */
    private Optional<JsonNode> document(String path) throws Trouble {
        Sent sent = get(settings.addresses().below(path, Map.of()));
        if (sent instanceof Sent.Answered answered) {
            if (answered.status() == 200) {
                return answered.body().flatMap(json::tree).filter(JsonNode::isObject);
            }
            if (answered.status() == 404 || answered.status() == 403 || answered.status() == 501) {
                return Optional.empty();
            }
        }
        throw answers.trouble(sent);
    }

    ListPage list(String endpoint, Map<String, String> query) throws Trouble {
        Sent sent = get(settings.addresses().below(endpoint, query));
        if (!(sent instanceof Sent.Answered answered) || answered.status() != 200) {
            throw answers.trouble(sent);
        }
        JsonNode tree = tree(answered);
        Optional<JsonNode> resources = Attributes.field(tree, "Resources");
        Optional<Long> total = Attributes.field(tree, "totalResults")
                .filter(node -> node.isIntegralNumber() || node.isTextual())
                .map(node -> node.asLong(-1))
                .filter(n -> n >= 0);
        if (!tree.isObject()
                || resources.filter(r -> !r.isArray()).isPresent()
                || (resources.isEmpty() && total.isEmpty())) {
            throw Trouble.unreachable(NO_LIST);
        }
        List<JsonNode> items = new ArrayList<>();
        resources.ifPresent(r -> r.forEach(items::add));
        return new ListPage(
                items, total, Attributes.text(tree, "nextCursor").filter(cursor -> !cursor.isEmpty()), answered.at());
    }

    private JsonNode tree(Sent.Answered answered) throws Trouble {
        if (answered.body().isEmpty()) {
            throw Trouble.refused(
                    "the target's answer is larger than is taken: set pageSize lower, or largestAnswerMegabytes"
                            + " higher");
        }
        return json.tree(answered.body().get())
                .orElseThrow(() -> Trouble.unreachable(
                        "the target's answer is no JSON that is taken: it breaks off, is nested too deep, or is a page"
                                + " for people"));
    }

    /** One resource, or empty where the target shows that there is none. */
    Optional<ObjectNode> resource(String endpoint, String id) throws Trouble {
        Sent sent = get(settings.addresses().resource(endpoint, id));
        if (!(sent instanceof Sent.Answered answered)) {
            throw answers.trouble(sent);
        }
        if (answered.status() == 404 || answered.status() == 410) {
            // A wrong address answers so, too. It is believed from a place where accounts can be listed.
            list(endpoint, Map.of("startIndex", "1", "count", "1"));
            return Optional.empty();
        }
        if (answered.status() != 200) {
            throw answers.trouble(sent);
        }
        if (tree(answered) instanceof ObjectNode object
                && Attributes.text(object, "id").filter(id::equals).isPresent()) {
            return Optional.of(object);
        }
        throw Trouble.unreachable("the target answers with something else than the resource that was asked for");
    }

    /** Whom the token belongs to, where the target tells (RFC 7644, section 3.11). */
    Optional<String> own() {
        try {
            Sent sent = get(settings.addresses().below("/Me", Map.of()));
            return sent instanceof Sent.Answered answered && answered.status() == 200
                    ? answered.body().flatMap(json::tree).flatMap(me -> Attributes.text(me, "id"))
                    : Optional.empty();
        } catch (Trouble e) {
            return Optional.empty();
        }
    }

    /**
     * Reads. A target that failed at it, and asks for no more than a moment's patience, is asked again a few times: a repeated
     * read harms nobody, and a change takes many.
     */
    private Sent get(URI uri) throws Trouble {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", SCIM + ", application/json;q=0.9");
        Sent sent = sent(request);
        for (int again = 0; again < MOST_REPEATS && Answers.passes(sent) && waited(again); again++) {
            sent = sent(request);
        }
        return sent;
    }

    /** Waits for a moment, longer each time; false where the wait was interrupted. */
    private static boolean waited(int before) {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS << before) + FIRST_PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Sends one write, once.
     *
     * @throws Trouble that is overtaken, and no other
     */
    WriteAnswer write(String method, URI uri, Optional<JsonNode> body, Optional<String> version) throws Trouble {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", SCIM + ", application/json;q=0.9");
        body.ifPresent(b -> request.header("Content-Type", SCIM));
        version.filter(v -> v.matches("(W/)?\"[\\x21\\x23-\\x7e]*\"")).ifPresent(v -> request.header("If-Match", v));
        return answered(request.method(method, publisher(body)));
    }

    /** Makes a resource, once. */
    WriteAnswer create(String endpoint, JsonNode body) {
        try {
            return answers.creation(
                    sent(HttpRequest.newBuilder(settings.addresses().below(endpoint, Map.of()))
                            .header("Accept", SCIM + ", application/json;q=0.9")
                            .header("Content-Type", SCIM)
                            .POST(publisher(Optional.of(body)))));
        } catch (Trouble e) {
            return e.beforeWrite();
        }
    }

    /** The answer to a read beside SCIM. */
    JsonNode get(EndpointTemplate endpoint, String id, Map<String, String> query) throws Trouble {
        Sent sent = get(endpoint.uri(settings.addresses(), id, query));
        if (!(sent instanceof Sent.Answered answered) || answered.status() != 200) {
            throw answers.trouble(sent);
        }
        JsonNode tree = tree(answered);
        if (saysNo(tree)) {
            throw Trouble.refused(SAYS_NO);
        }
        return tree;
    }

    /** Some vendors' own calls say no under status 200. */
    private static boolean saysNo(JsonNode tree) {
        return tree.isObject() && Attributes.truth(tree, "ok").equals(Optional.of(false));
    }

    /** Sends a call beside SCIM. */
    WriteAnswer call(EndpointTemplate endpoint, String id) {
        Optional<JsonNode> body = endpoint.body(id);
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.uri(settings.addresses(), id, Map.of()))
                .header("Accept", "application/json");
        body.ifPresent(b -> request.header("Content-Type", "application/json"));
        try {
            return answered(request.method(endpoint.method(), publisher(body)));
        } catch (Trouble e) {
            return e.beforeWrite();
        }
    }

    private HttpRequest.BodyPublisher publisher(Optional<JsonNode> body) {
        return body.map(b -> BodyPublishers.ofByteArray(json.bytes(b))).orElse(BodyPublishers.noBody());
    }

    private WriteAnswer answered(HttpRequest.Builder request) throws Trouble {
        Sent sent;
        try {
            sent = sent(request);
        } catch (Trouble e) {
            return e.beforeWrite();
        }
        WriteAnswer answer = answers.write(sent);
        boolean no = answer instanceof WriteAnswer.Done
                && sent instanceof Sent.Answered said
                && said.body().flatMap(json::tree).filter(ScimClient::saysNo).isPresent();
        return no ? new WriteAnswer.Refused(SAYS_NO) : answer;
    }

    private Sent sent(HttpRequest.Builder request) throws Trouble {
        String token = tokens.token();
        Sent sent =
                http.send(request.setHeader("Authorization", "Bearer " + token).build());
        if (sent instanceof Sent.Answered answered && answered.status() == 401 && tokens.renewable()) {
            // Nothing was done under a token that is not known, so the request may be sent again.
            tokens.forget(token);
            sent = http.send(request.setHeader("Authorization", "Bearer " + tokens.token())
                    .build());
        }
        return sent;
    }

    @Override
    public void close() {
        http.close();
    }
}
