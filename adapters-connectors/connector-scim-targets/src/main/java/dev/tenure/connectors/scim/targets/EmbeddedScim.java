package dev.tenure.connectors.scim.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import com.unboundid.scim2.common.utils.JsonUtils;
import dev.tenure.connectors.scim.targets.Faults.Mode;
import dev.tenure.connectors.scim.targets.ScimManners.Departure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A system that speaks SCIM 2.0. Seeding and looking go past HTTP and past planned failures. Safe for many threads.
 */
public final class EmbeddedScim implements AutoCloseable {

    /** The token that it takes, unless {@link #expireTokens} was called. */
    public static final String TOKEN = "embedded-scim-token-4711";

    /** The OAuth client that it knows, and the client's secret. */
    public static final String CLIENT_ID = "embedded-client";

    /** The secret of {@link #CLIENT_ID}. */
    public static final String CLIENT_SECRET = "embedded-client-secret-0815";

    /** Where an account's live sessions are, below the account. */
    public static final String SESSIONS = "sessions";

    /** Where an account's tokens are, below the account. */
    public static final String TOKENS = "tokens";

    private static final String BASE = "/scim/v2";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String PREFIX = "urn:ietf:params:scim:";

    static {
        // Else an answer's body waits for the acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What an account or group is kept as. */
    private record Stored(ObjectNode resource, String password, long version) {}

    private final ScimManners manners;
    private final Optional<SelfSigned> certificate;
    private final Faults faults = new Faults();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Map<String, Stored>> kept = new HashMap<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final Set<String> headers = new TreeSet<>();
    private final Deque<Map.Entry<String, Canned>> canned = new ArrayDeque<>();
    private final Map<String, Map<String, Set<String>>> held =
            Map.of(SESSIONS, new HashMap<>(), TOKENS, new HashMap<>());
    private final Set<String> sessionsEnded = new LinkedHashSet<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private final int port;
    private int ids;
    private int tokens;
    private String token = TOKEN;
    private volatile boolean closed;

    private EmbeddedScim(ScimManners manners) {
        this.manners = manners;
        this.certificate = manners.certificateFor().map(SelfSigned::make);
        kept.put("Users", new LinkedHashMap<>());
        kept.put("Groups", new LinkedHashMap<>());
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    /** A target that listens on a free port of the loopback address. */
    public static EmbeddedScim start(ScimManners manners) {
        return new EmbeddedScim(manners);
    }

    private HttpServer listen(int on) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), on);
            HttpServer listening;
            if (certificate.isPresent()) {
                HttpsServer https = HttpsServer.create(address, 0);
                https.setHttpsConfigurator(
                        new HttpsConfigurator(certificate.get().context()));
                listening = https;
            } else {
                listening = HttpServer.create(address, 0);
            }
            listening.setExecutor(threads);
            listening.createContext("/", this::serve);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException("address: nothing can listen there", e);
        }
    }

    // What a test may do

    /** The address below which Users and Groups are. */
    public String url() {
        return origin() + BASE;
    }

    /** The address without a path. */
    public String origin() {
        return (certificate.isPresent() ? "https" : "http") + "://127.0.0.1:" + port;
    }

    /** The SHA-256 of its certificate in hexadecimal digits. */
    public String certificateSha256() {
        return certificate.orElseThrow().sha256();
    }

    /** Its certificate as PEM. */
    public String certificatePem() {
        return certificate.orElseThrow().pem();
    }

    /** Failures to come. */
    public Faults faults() {
        return faults;
    }

    /** Gives this answer to the next request whose path begins so, below {@link #url()}. */
    public synchronized void answerNext(String path, Canned answer) {
        canned.add(Map.entry(path, answer));
    }

    /** Makes an active account. */
    public synchronized String addUser(String userName, String externalId, String password) {
        String id = "user-" + ++ids;
        ObjectNode user = NODES.objectNode();
        user.putArray("schemas").add(PREFIX + "schemas:core:2.0:User");
        user.put("id", id)
                .put("userName", userName)
                .put("externalId", externalId)
                .put("active", true);
        user.put("displayName", userName);
        user.putArray("emails")
                .addObject()
                .put("value", userName + "@corp.example")
                .put("primary", true);
        store("Users", id, user, password);
        return id;
    }

    /** Makes an account of whatever is given. */
    public synchronized void addRawUser(String id, JsonNode user) {
        store("Users", id, (ObjectNode) user, "");
    }

    /** Sets when an account was modified last. */
    public synchronized void date(String id, Instant modified) {
        stored("Users", id).resource().withObject("meta").put("lastModified", modified.toString());
    }

    /** Makes a group without members. */
    public synchronized String addGroup(String name) {
        String id = "group-" + ++ids;
        ObjectNode group = NODES.objectNode();
        group.putArray("schemas").add(PREFIX + "schemas:core:2.0:Group");
        group.put("id", id).put("displayName", name);
        store("Groups", id, group, "");
        return id;
    }

    /** Adds a member; {@code type} is {@code User}, {@code Group} or nothing. */
    public synchronized void addMember(String group, String member, Optional<String> type) {
        Stored stored = stored("Groups", group);
        ObjectNode changed = stored.resource().deepCopy();
        ArrayNode members = changed.withArray("members");
        ObjectNode added = members.addObject().put("value", member);
        type.ifPresent(t -> added.put("type", t));
        store("Groups", group, changed, "");
    }

    /** Sets whether an account is active. */
    public synchronized void setActive(String id, boolean active) {
        Stored stored = stored("Users", id);
        store("Users", id, stored.resource().deepCopy().put("active", active), stored.password());
    }

    /** Gives an account a session or token more; answers its id. */
    public synchronized String addHeld(String what, String id) {
        String added = what + "-" + ++ids;
        of(what, id).add(added);
        return added;
    }

    /** The ids of an account's live sessions, or of its tokens. */
    public synchronized Set<String> held(String what, String id) {
        return new LinkedHashSet<>(of(what, id));
    }

    private Set<String> of(String what, String id) {
        return Objects.requireNonNull(held.get(what)).computeIfAbsent(id, i -> new LinkedHashSet<>());
    }

    /** Whether the account is there. */
    public synchronized boolean exists(String id) {
        return of("Users").containsKey(id);
    }

    /** The accounts whose attribute of text has this value. */
    public synchronized Set<String> usersWith(String attribute, String value) {
        Set<String> found = new LinkedHashSet<>();
        of("Users").forEach((id, user) -> {
            if (user.resource().path(attribute).asText().equals(value)) {
                found.add(id);
            }
        });
        return found;
    }

    /** A user or group as it is kept. */
    public synchronized JsonNode resource(String id) {
        return stored(of("Users").containsKey(id) ? "Users" : "Groups", id)
                .resource()
                .deepCopy();
    }

    /** Takes an account away, and out of its groups. */
    public synchronized void remove(String id) {
        of("Users").remove(id);
        held.values().forEach(of -> of.remove(id));
        for (String group : List.copyOf(of("Groups").keySet())) {
            dropMember(group, id);
        }
    }

    /** Whether the account is there and active. */
    public synchronized boolean isActive(String id) {
        Stored stored = of("Users").get(id);
        return stored != null && stored.resource().path("active").asBoolean(false);
    }

    /** The account's password, if it is there. */
    public synchronized Optional<String> passwordOf(String id) {
        return Optional.ofNullable(of("Users").get(id)).map(Stored::password);
    }

    /** The groups that have this member. */
    public synchronized Set<String> groupsOf(String member) {
        Set<String> found = new LinkedHashSet<>();
        of("Groups").forEach((id, group) -> {
            for (JsonNode one : group.resource().path("members")) {
                if (one.path("value").asText().equals(member)) {
                    found.add(id);
                }
            }
        });
        return found;
    }

    /** The same of all members at once: a listing would look through all groups for each of its users. */
    private Map<String, Set<String>> groupsByMember() {
        Map<String, Set<String>> found = new HashMap<>();
        of("Groups").forEach((id, group) -> {
            for (JsonNode one : group.resource().path("members")) {
                found.computeIfAbsent(one.path("value").asText(), member -> new LinkedHashSet<>())
                        .add(id);
            }
        });
        return found;
    }

    /** Every write by a client that took effect, in order. */
    public synchronized List<Effect> effects() {
        return List.copyOf(effects);
    }

    /** Every request so far: method, path and query, as they came. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** The names of all headers that came with requests, in lower case. */
    public synchronized Set<String> headers() {
        return Set.copyOf(headers);
    }

    /** Whose sessions were ended. */
    public synchronized Set<String> sessionsEnded() {
        return new LinkedHashSet<>(sessionsEnded);
    }

    /** Takes no token any more but one that is got for client credentials from now on. */
    public synchronized void expireTokens() {
        token = "";
    }

    /** Loses every connection and accepts none. */
    public synchronized void goDown() {
        server.stop(0);
    }

    /** Ends {@link #goDown()}. */
    public synchronized void comeBack() {
        server = listen(port);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            faults.clear();
            server.stop(0);
            threads.shutdownNow();
        }
    }

    // What it keeps

    private Map<String, Stored> of(String endpoint) {
        return Objects.requireNonNull(kept.get(endpoint));
    }

    private Stored stored(String endpoint, String id) {
        return Objects.requireNonNull(of(endpoint).get(id), "was not seeded");
    }

    private void store(String endpoint, String id, ObjectNode resource, String password) {
        Stored before = of(endpoint).get(id);
        long version = before == null ? 1 : before.version() + 1;
        ObjectNode meta = resource.putObject("meta");
        meta.put("resourceType", endpoint.equals("Users") ? "User" : "Group");
        meta.put("lastModified", Instant.now().toString());
        if (!manners.is(Departure.NO_ETAG)) {
            meta.put("version", "W/\"" + version + "\"");
        }
        of(endpoint).put(id, new Stored(resource, password, version));
    }

    private void dropMember(String group, String member) {
        ObjectNode changed = stored("Groups", group).resource().deepCopy();
        ArrayNode left = NODES.arrayNode();
        changed.path("members").forEach(one -> {
            if (!one.path("value").asText().equals(member)) {
                left.add(one);
            }
        });
        if (left.size() != changed.path("members").size()) {
            changed.set("members", left);
            store("Groups", group, changed, "");
        }
    }

    // What it answers

    private record Answer(int status, Optional<JsonNode> body, Map<String, String> headers) {

        static Answer of(int status) {
            return new Answer(status, Optional.empty(), Map.of());
        }

        static Answer of(int status, JsonNode body) {
            return new Answer(status, Optional.of(body), Map.of());
        }

        static Answer error(int status, String type) {
            ObjectNode body = NODES.objectNode();
            body.putArray("schemas").add(PREFIX + "api:messages:2.0:Error");
            body.put("status", Integer.toString(status)).put("detail", "planned for a zebedee");
            if (!type.isEmpty()) {
                body.put("scimType", type);
            }
            return of(status, body);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getRawPath();
            String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
            String method = exchange.getRequestMethod();
            Optional<Canned> prepared;
            synchronized (this) {
                exchange.getRequestHeaders().keySet().forEach(name -> headers.add(name.toLowerCase(Locale.ROOT)));
                requests.add(method + " " + path + (query.isEmpty() ? "" : "?" + query));
                Map.Entry<String, Canned> first = canned.peek();
                prepared = first != null && path.startsWith(BASE + first.getKey())
                        ? Optional.of(canned.remove().getValue())
                        : Optional.empty();
            }
            if (prepared.isPresent()) {
                write(exchange, prepared.get());
                return;
            }
            Optional<Answer> answer = answer(method, path, parameters(query), sent, exchange);
            if (answer.isEmpty()) {
                return;
            }
            answer.get().headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
            byte[] body = answer.get().body().isPresent()
                    ? json.writeValueAsBytes(answer.get().body().get())
                    : new byte[0];
            exchange.sendResponseHeaders(answer.get().status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void write(HttpExchange exchange, Canned answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body()
                .getBytes(
                        answer.headers().containsKey("Content-Encoding")
                                ? StandardCharsets.ISO_8859_1
                                : StandardCharsets.UTF_8);
        if (!answer.endless()) {
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!closed) {
                out.write(body);
            }
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String one : query.split("&", -1)) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(one.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(one.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    /** Empty where the connection is to be cut. */
    private Optional<Answer> answer(
            String method, String rawPath, Map<String, String> query, byte[] sent, HttpExchange exchange)
            throws IOException {
        if (rawPath.equals("/token")) {
            return Optional.of(newToken(exchange));
        }
        String authorization =
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        synchronized (this) {
            if (!authorization.equals("Bearer " + token) || token.isEmpty()) {
                return Optional.of(Answer.error(401, ""));
            }
        }
        if (!rawPath.startsWith(BASE + "/")) {
            return Optional.of(Answer.of(404));
        }
        String[] parts = rawPath.substring(BASE.length() + 1).split("/", -1);
        String id = parts.length > 1 ? URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8) : "";
        if (!parts[0].equals("Users") && !(parts[0].equals("Groups") && !manners.is(Departure.NO_GROUPS))) {
            return Optional.of(document(parts[0]));
        }
        boolean read = method.equals("GET");
        Optional<Mode> fault = faults.next(read ? Faults.Applies.TO_READS : Faults.Applies.TO_WRITES);
        if (fault.isPresent()) {
            switch (fault.get()) {
                case REFUSE_WRITE -> {
                    return Optional.of(Answer.error(403, ""));
                }
                case CONFLICT_ON_WRITE -> {
                    return Optional.of(Answer.error(409, ""));
                }
                case FAIL_ON_WRITE -> {
                    return Optional.of(Answer.error(500, ""));
                }
                case FAIL_ON_READ -> {
                    return Optional.of(Answer.error(503, ""));
                }
                case BUSY_ON_WRITE, BUSY_ON_READ -> {
                    return Optional.of(new Answer(429, Optional.empty(), Map.of("Retry-After", "7")));
                }
                case DROP_BEFORE_WRITE, DROP_ON_READ -> {
                    return Optional.empty();
                }
                case HANG_ON_READ, HANG_ON_WRITE -> {
                    faults.hold();
                    return Optional.empty();
                }
                case LIE -> {
                    return Optional.of(Answer.of(204));
                }
                case HOLD_BEFORE_WRITE -> faults.hold();
                case HOLD_AFTER_WRITE,
                        DROP_AFTER_WRITE,
                        CONFLICT_AFTER_MAKING,
                        PARTIAL_PAGE,
                        REPEAT_CURSOR,
                        REPEAT_PAGE -> {}
            }
        }
        Answer answer;
        synchronized (this) {
            if (parts.length > 2) {
                answer = beside(method, parts, id, query);
            } else if (method.equals("POST")) {
                answer = create(parts[0], sent);
            } else if (read) {
                answer = id.isEmpty() ? list(parts[0], query) : one(parts[0], id);
            } else {
                answer = write(
                        method, parts[0], id, sent, exchange.getRequestHeaders().getFirst("If-Match"));
            }
        }
        if (fault.equals(Optional.of(Mode.CONFLICT_AFTER_MAKING))) {
            return Optional.of(Answer.error(409, "uniqueness"));
        }
        if (fault.equals(Optional.of(Mode.HOLD_AFTER_WRITE))) {
            faults.hold();
        }
        return fault.equals(Optional.of(Mode.DROP_AFTER_WRITE)) ? Optional.empty() : Optional.of(answer);
    }

    /** What SCIM does not know: lists and ends sessions and tokens. */
    private Answer beside(String method, String[] parts, String id, Map<String, String> query) {
        if (!held.containsKey(parts[2]) || !of("Users").containsKey(id)) {
            return Answer.error(404, "");
        }
        Set<String> there = of(parts[2], id);
        if (method.equals("GET")) {
            List<ObjectNode> found =
                    there.stream().map(one -> NODES.objectNode().put("id", one)).toList();
            return page(found, query, Optional.empty());
        }
        if (parts[2].equals(SESSIONS)) {
            sessionsEnded.add(id);
        }
        if (!there.isEmpty()) {
            there.clear();
            effects.add(new Effect("Users", id, Effect.Kind.ENDED));
        }
        return Answer.of(204);
    }

    private Answer create(String endpoint, byte[] sent) throws IOException {
        ObjectNode body = (ObjectNode) json.readTree(sent);
        String userName = body.path("userName").asText();
        if (endpoint.equals("Groups") || userName.isEmpty()) {
            return Answer.error(400, "invalidValue");
        }
        if (!usersWith("userName", userName).isEmpty()) {
            return Answer.error(409, "uniqueness");
        }
        String id = "user-" + ++ids;
        String password = body.path("password").asText();
        body.remove(List.of("password", "groups", "meta"));
        body.put("id", id);
        if (manners.is(Departure.CREATES_ACTIVE)) {
            body.put("active", true);
        }
        store(endpoint, id, body, password);
        effects.add(new Effect(endpoint, id, Effect.Kind.CREATED));
        return Answer.of(201, shown(endpoint, id, false, this::groupsOf));
    }

    private Answer newToken(HttpExchange exchange) {
        String expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Answer.of(401, NODES.objectNode().put("error", "invalid_client"));
        }
        synchronized (this) {
            token = "issued-token-" + ++tokens;
            return Answer.of(
                    200,
                    NODES.objectNode()
                            .put("access_token", token)
                            .put("token_type", "Bearer")
                            .put("expires_in", 3600));
        }
    }

    private Answer document(String name) {
        if (manners.is(Departure.SILENT)) {
            return Answer.of(404);
        }
        if (name.equals("ServiceProviderConfig")) {
            ObjectNode config = NODES.objectNode();
            config.putArray("schemas").add(PREFIX + "schemas:core:2.0:ServiceProviderConfig");
            config.putObject("patch").put("supported", !manners.is(Departure.NO_PATCH));
            config.putObject("filter")
                    .put("supported", !manners.is(Departure.NO_FILTER))
                    .put("maxResults", manners.mostPerPage());
            config.putObject("etag").put("supported", !manners.is(Departure.NO_ETAG));
            config.putObject("bulk").put("supported", false);
            config.putObject("pagination")
                    .put("cursor", manners.is(Departure.CURSORS))
                    .put("index", !manners.is(Departure.CURSORS));
            return Answer.of(200, config);
        }
        if (name.equals("ResourceTypes")) {
            ObjectNode types = NODES.objectNode();
            ArrayNode listed = types.putArray("Resources");
            listed.addObject().put("id", "User").put("name", "User").put("endpoint", "/Users");
            if (!manners.is(Departure.NO_GROUPS)) {
                listed.addObject().put("id", "Group").put("name", "Group").put("endpoint", "/Groups");
            }
            return Answer.of(200, types.put("totalResults", listed.size()));
        }
        return Answer.error(404, "");
    }

    private ObjectNode shown(String endpoint, String id, boolean listed, Function<String, Set<String>> groups) {
        ObjectNode resource = stored(endpoint, id).resource().deepCopy();
        if (endpoint.equals("Users")) {
            ArrayNode held = NODES.arrayNode();
            groups.apply(id).forEach(group -> held.addObject()
                    .put("value", group)
                    .put(
                            "display",
                            stored("Groups", group)
                                    .resource()
                                    .path("displayName")
                                    .asText())
                    .put("type", "direct"));
            if (!held.isEmpty()) {
                resource.set("groups", held);
            }
        } else if ((listed && manners.is(Departure.HIDES_MEMBERS_IN_LISTS))
                || resource.path("members").isEmpty()) {
            resource.remove("members");
        }
        return resource;
    }

    private Answer one(String endpoint, String id) {
        return of(endpoint).containsKey(id)
                ? Answer.of(200, shown(endpoint, id, false, this::groupsOf))
                : Answer.error(404, "");
    }

    private Answer list(String endpoint, Map<String, String> query) {
        List<ObjectNode> found = new ArrayList<>();
        try {
            String filter = query.get("filter");
            if (filter != null && manners.is(Departure.NO_FILTER)) {
                return Answer.error(400, "invalidFilter");
            }
            Optional<Filter> by = filter == null || manners.is(Departure.IGNORES_FILTER)
                    ? Optional.empty()
                    : Optional.of(Filter.fromString(filter));
            Map<String, Set<String>> groups = groupsByMember();
            for (String id : of(endpoint).keySet()) {
                ObjectNode resource = shown(endpoint, id, true, one -> groups.getOrDefault(one, Set.of()));
                if (by.isEmpty() || FilterEvaluator.evaluate(by.get(), resource)) {
                    found.add(resource);
                }
            }
        } catch (ScimException e) {
            return Answer.error(400, "invalidFilter");
        }
        return page(found, query, faults.next(Faults.Applies.TO_LISTS));
    }

    private Answer page(List<ObjectNode> found, Map<String, String> query, Optional<Mode> fault) {
        int count = Math.min(
                Integer.parseInt(query.getOrDefault("count", Integer.toString(manners.mostPerPage()))),
                manners.mostPerPage());
        String cursor = query.getOrDefault("cursor", "");
        int from = manners.is(Departure.CURSORS)
                ? (cursor.isEmpty() ? 0 : Integer.parseInt(cursor.substring(2)))
                : Math.max(1, Integer.parseInt(query.getOrDefault("startIndex", "1"))) - 1;
        if (fault.equals(Optional.of(Mode.REPEAT_PAGE))) {
            from = 0;
        }
        int begin = Math.min(from, found.size());
        int end = Math.min(begin + count, found.size());
        ObjectNode page = NODES.objectNode();
        page.putArray("schemas").add(PREFIX + "api:messages:2.0:ListResponse");
        page.put("totalResults", Math.max(0, found.size() + manners.totalsOff()));
        int given = fault.equals(Optional.of(Mode.PARTIAL_PAGE)) ? begin + (end - begin) / 2 : end;
        ArrayNode resources = page.putArray("Resources");
        found.subList(begin, given).forEach(resource -> resources.add(selected(resource, query)));
        page.put("itemsPerPage", resources.size());
        if (manners.is(Departure.CURSORS)) {
            if (fault.equals(Optional.of(Mode.REPEAT_CURSOR)) && !cursor.isEmpty()) {
                page.put("nextCursor", cursor);
            } else if (end < found.size()) {
                page.put("nextCursor", "c-" + end);
            }
        } else {
            page.put("startIndex", from + 1);
        }
        return Answer.of(200, page);
    }

    private static ObjectNode selected(ObjectNode resource, Map<String, String> query) {
        String attributes = query.get("attributes");
        return attributes == null ? resource : resource.deepCopy().retain(List.of("id", attributes));
    }

    private Answer write(String method, String endpoint, String id, byte[] sent, String version) throws IOException {
        Stored before = of(endpoint).get(id);
        if (before == null) {
            return Answer.error(404, "");
        }
        if (!manners.is(Departure.NO_ETAG) && version != null && !version.equals("W/\"" + before.version() + "\"")) {
            return Answer.error(412, "");
        }
        if (method.equals("DELETE")) {
            remove(id);
            of(endpoint).remove(id);
            effects.add(new Effect(endpoint, id, Effect.Kind.DELETED));
            return Answer.of(204);
        }
        ObjectNode body = (ObjectNode) json.readTree(sent);
        ObjectNode changed;
        if (method.equals("PUT")) {
            changed = body;
        } else if (method.equals("PATCH") && !manners.is(Departure.NO_PATCH)) {
            try {
                changed = patched(before.resource().deepCopy(), body);
            } catch (ScimException e) {
                return Answer.error(400, "invalidPath");
            }
        } else {
            return Answer.error(501, "");
        }
        if (changed.path("active").isTextual()) {
            changed.put("active", Boolean.parseBoolean(changed.path("active").asText()));
        }
        String password = changed.path("password").asText(before.password());
        changed.remove(List.of("password", "groups", "meta"));
        changed.put("id", id);
        ObjectNode old = before.resource().deepCopy();
        old.remove("meta");
        if (!old.path("members").isEmpty() && changed.path("members").isMissingNode()) {
            changed.putArray("members");
        }
        if (!changed.equals(old) || !password.equals(before.password())) {
            store(endpoint, id, changed, password);
            effects.add(new Effect(endpoint, id, Effect.Kind.CHANGED));
            if (manners.is(Departure.FORGETS_THE_INACTIVE)
                    && !changed.path("active").asBoolean(true)) {
                remove(id);
            }
        }
        return Answer.of(204);
    }

    private static ObjectNode patched(ObjectNode resource, ObjectNode body) throws ScimException, IOException {
        JsonNode operation = body.path("Operations").path(0);
        if (operation.path("path").asText().equals("members")
                && operation.path("op").asText().equals("remove")) {
            Set<String> gone = new LinkedHashSet<>();
            operation.path("value").forEach(one -> gone.add(one.path("value").asText()));
            ArrayNode left = NODES.arrayNode();
            resource.path("members").forEach(one -> {
                if (!gone.contains(one.path("value").asText())) {
                    left.add(one);
                }
            });
            resource.set("members", left);
            return resource;
        }
        GenericScimResource generic = new GenericScimResource(resource);
        Objects.requireNonNull(JsonUtils.nodeToValue(body, PatchRequest.class)).apply(generic);
        return generic.getObjectNode();
    }
}
