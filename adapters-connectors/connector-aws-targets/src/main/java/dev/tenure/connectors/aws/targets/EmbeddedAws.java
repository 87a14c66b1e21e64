package dev.tenure.connectors.aws.targets;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenure.connectors.aws.targets.Faults.Mode;
import dev.tenure.connectors.aws.targets.World.Group;
import dev.tenure.connectors.aws.targets.World.Held;
import dev.tenure.connectors.aws.targets.World.Kind;
import dev.tenure.connectors.aws.targets.World.Policy;
import dev.tenure.connectors.aws.targets.World.Role;
import dev.tenure.connectors.aws.targets.World.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * An account of AWS, and further ones of the same organization at the same address. Seeding and looking go past HTTP, past planned failures and past the delay with which reads follow
 * writes. Safe for many threads.
 */
public final class EmbeddedAws implements AutoCloseable {

    /** The number of the account that {@link #start} makes. */
    public static final String ACCOUNT = "123456789012";

    /** The access key of the user {@link #OWN_USER}. */
    public static final String ACCESS_KEY_ID = "KEYOFTHEOWNUSER00001";

    /** Its secret. */
    public static final String SECRET = "embedded-secret-access-key-4711";

    /** The bucket with the trail's files. */
    public static final String BUCKET = "trail-of-embedded";

    /** The user whose key the connector has. */
    public static final String OWN_USER = "tenure-connector";

    private static final String LISTING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:ListAllMyBuckets\",\"Resource\":\"*\"}]}";
    private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);
    private static final String NO_SUCH_ROLE = "no external id is enough";
    private static final String IAM = "https://iam.amazonaws.com/doc/2010-05-08/";
    private static final String STS = "https://sts.amazonaws.com/doc/2011-06-15/";

    static {
        // Else an answer's body waits for the acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Who signs a call, and of which account. */
    private record Caller(EmbeddedAws at, String secret, String arn, String userId, Optional<String> token) {}

    /** A session of a user, that nobody can list. */
    private record Session(String id, Instant issuedAt) {}

    /** A session in a role. */
    private record RoleSession(String id, Optional<String> source, Instant issuedAt) {}

    private final Faults faults = new Faults();
    private final IdentityCenter center = new IdentityCenter(this::took);
    private final Map<String, Caller> callers = new HashMap<>();
    private final Set<String> expired = new LinkedHashSet<>();
    private final Map<String, Optional<String>> roles = new HashMap<>();
    private final Map<String, List<Session>> sessions = new HashMap<>();
    private final Map<String, List<RoleSession>> roleSessions = new HashMap<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Deque<Runnable>> hooks = new HashMap<>();
    private final TrailLog trail = new TrailLog();
    private final Bucket bucket = new Bucket();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EmbeddedAws first;
    private final String number;
    private final Organization organization;
    private final Set<String> denied = new HashSet<>();
    private final CredentialReport report;
    private World world;
    private World before;
    private HttpServer server;
    private final int port;
    private int pageSize = 1000;
    private int lag;
    private int staleReads;
    private Duration clock = Duration.ZERO;
    private int ids;
    private volatile boolean closed;

    private EmbeddedAws() {
        this.first = this;
        this.number = ACCOUNT;
        this.world = new World(number);
        this.before = world;
        this.organization = new Organization();
        this.report = new CredentialReport(number);
        this.server = listen(0);
        this.port = server.getAddress().getPort();
        organization.add(number, this);
        String own = addUser(OWN_USER, "/", Map.of());
        callers.put(
                ACCESS_KEY_ID,
                new Caller(this, SECRET, "arn:aws:iam::" + ACCOUNT + ":user/" + OWN_USER, own, Optional.empty()));
    }

    private EmbeddedAws(EmbeddedAws first, String number) {
        this.first = first;
        this.number = number;
        this.world = new World(number);
        this.before = world;
        this.organization = first.organization;
        this.report = new CredentialReport(number);
        this.server = first.server;
        this.port = first.port;
        this.ids = organization.add(number, this) * 1_000_000;
    }

    /** An account that listens on a free port of the loopback address. */
    public static EmbeddedAws start() {
        return new EmbeddedAws();
    }

    private HttpServer listen(int on) {
        try {
            HttpServer listening = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), on), 0);
            listening.setExecutor(threads);
            listening.createContext("/", this::serve);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException("address: nothing can listen there", e);
        }
    }

    /**
     * Another account of the organization, at the same address; a role is assumed there to get in. What is asked about calls, their pages and
     * the clock is asked of the first one.
     */
    public EmbeddedAws addAccount(String account) {
        return new EmbeddedAws(first, account);
    }

    // How it behaves

    /** Says of the account that it is suspended, on the way to be closed. */
    public void suspend() {
        organization.suspend(number);
    }

    /** Allows nobody this action any more. */
    public synchronized void deny(String action) {
        denied.add(action);
    }

    /** Makes a credential report only after it was asked for so many times. */
    public synchronized void reportAfter(int times) {
        report.readyAfter(times);
    }

    /** What the root user has: active access keys, a device, and when the password was used last. */
    public synchronized void setRoot(int keys, boolean device, Optional<Instant> used) {
        report.root(keys, device, used);
    }

    /** Where IAM and STS are. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Failures to come. */
    public Faults faults() {
        return faults;
    }

    /** The instance of IAM Identity Center that is set up in the account. */
    public IdentityCenter center() {
        return center;
    }

    private synchronized void took(Effect effect) {
        effects.add(effect);
    }

    /** Gives pages of so many items at most, whatever is asked for. */
    public synchronized void pageSize(int most) {
        pageSize = most;
    }

    /** Lets so many reads after each write show what was before it. */
    public synchronized void lag(int reads) {
        lag = reads;
    }

    /** Puts its clock before the machine's by so much. */
    public synchronized void clockAhead(Duration by) {
        clock = by;
    }

    /** Runs once, after the next call of this action was carried out and before it is answered. */
    public synchronized void after(String action, Runnable hook) {
        hooks.computeIfAbsent(action, a -> new ArrayDeque<>()).add(hook);
    }

    /** Lets CloudTrail tell what comes only after so many questions more. */
    public synchronized void trailLag(int questions) {
        trail.lag(questions);
    }

    /** Somebody signs in with a user's password; answers the event's id. */
    public synchronized String signedIn(String user, Instant at) {
        return did(user, Done.call("signin:ConsoleLogin", at));
    }

    /** Somebody tries to sign in with a wrong password; answers the event's id. */
    public synchronized String failedToSignIn(String user, Instant at) {
        return did(user, Done.call("signin:ConsoleLogin", at).refused());
    }

    /** A user does something; answers the event's id. */
    public synchronized String did(String user, Done done) {
        return trail.add(Optional.of(user(user)), user(user).name, done);
    }

    /** Somebody of a role does something, in a session of this name; answers the event's id. */
    public synchronized String didAsRole(String session, Done done) {
        return trail.add(Optional.empty(), session, done);
    }

    /** Gives a user another name. */
    public synchronized void rename(String user, String name) {
        world.users.put(user, user(user).named(name));
    }

    /** Puts what users did since the last time into the files of a trail; answers their names. */
    public synchronized List<String> deliverTrail(String prefix) {
        return bucket.deliver(trail.entries(), prefix);
    }

    /** Puts a trail's file without records among those of a day; answers its name. */
    public synchronized String deliverNothing(String prefix, String region, Instant day) {
        return bucket.deliverNothing(prefix, region, day);
    }

    /** Puts a file into the bucket {@link #BUCKET}. */
    public synchronized void putFile(String key, byte[] content) {
        bucket.files().put(key, content);
    }

    /** The content of a file. */
    public synchronized byte[] file(String key) {
        return Objects.requireNonNull(bucket.files().get(key), "was not put there");
    }

    /** Takes a file away. */
    public synchronized void removeFile(String key) {
        bucket.files().remove(key);
    }

    /** A role that can be assumed, with this external id where one is given. */
    public synchronized String addRole(String name, Optional<String> externalId) {
        String arn = "arn:aws:iam::" + number + ":role/" + name;
        roles.put(arn, externalId);
        return arn;
    }

    /** Takes no temporary credentials any more that were given so far. */
    public synchronized void expireSessions() {
        callers.forEach((id, caller) -> caller.token().ifPresent(token -> expired.add(id)));
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

    // Seeding

    private String nextId(String prefix) {
        return "%sEMBEDDED%09d".formatted(prefix, ++ids);
    }

    /** Makes a user with neither password nor keys; answers the user's id. */
    public synchronized String addUser(String name, String path, Map<String, String> tags) {
        String id = nextId("AIDA");
        User user = new User(number, id, name, path, Instant.now().minusSeconds(3600));
        user.tags.putAll(tags);
        world.users.put(id, user);
        return id;
    }

    /** Gives a user a password. */
    public synchronized void setPassword(String user, Optional<String> password) {
        user(user).password = password;
        user(user).passwordSet = password.map(given -> Instant.now().minusSeconds(1800));
    }

    /** Says when a user signed in with the password last. */
    public synchronized void setPasswordUsed(String user, Instant at) {
        user(user).passwordUsed = Optional.of(at);
    }

    /** Bounds what a user may do. */
    public synchronized void setBoundary(String user, String arn) {
        user(user).boundary = Optional.of(arn);
    }

    /** Takes a user away with all that is theirs. */
    public synchronized void removeUser(String user) {
        world.users.remove(user);
        sessions.remove(user);
    }

    /** Gives a user an active access key more. */
    public synchronized String addAccessKey(String user) {
        return add(user, Kind.ACCESS_KEY, nextId("AKIA"));
    }

    /** Switches an access key off. */
    public synchronized void switchOff(String user, String accessKey) {
        switchTo(user, accessKey, false);
    }

    /** Switches an access key off or on. */
    public synchronized void switchTo(String user, String accessKey, boolean active) {
        Map<String, Held> keys = user(user).of(Kind.ACCESS_KEY);
        keys.put(accessKey, new Held(Objects.requireNonNull(keys.get(accessKey)).created(), active));
    }

    /** Somebody uses an access key that was made here. */
    public synchronized void use(String user, String accessKey, Instant at) {
        user(user).used.put(accessKey, at);
    }

    /** The secrets of a user's access keys that were made here and are not switched off. */
    public synchronized Map<String, String> secretsOf(String user) {
        Map<String, String> secrets = new TreeMap<>(user(user).secrets);
        secrets.keySet().retainAll(activeKeysOf(user));
        return secrets;
    }

    /** Gives a user a signing certificate more. */
    public synchronized String addCertificate(String user) {
        return add(user, Kind.CERTIFICATE, nextId("CERT"));
    }

    /** Gives a user an SSH public key more. */
    public synchronized String addSshKey(String user) {
        return add(user, Kind.SSH_KEY, nextId("APKA"));
    }

    /** Gives a user a service-specific credential more. */
    public synchronized String addServiceCredential(String user) {
        return add(user, Kind.SERVICE_CREDENTIAL, nextId("ACCA"));
    }

    /** Gives a user a virtual MFA device more, named after the user. */
    public synchronized String addVirtualDevice(String user) {
        String serial = "arn:aws:iam::" + number + ":mfa/" + user(user).name + "-" + ++ids;
        world.virtualDevices.add(serial);
        return add(user, Kind.MFA, serial);
    }

    /** Gives a user a hardware MFA device more. */
    public synchronized String addHardwareDevice(String user) {
        return add(user, Kind.MFA, "GAHT%08d".formatted(++ids));
    }

    private String add(String user, Kind kind, String id) {
        user(user).of(kind).put(id, new Held(Instant.now().minusSeconds(600), true));
        return id;
    }

    /** Gives a user temporary credentials that were issued at this moment; answers their id. */
    public synchronized String addSession(String user, Instant issuedAt) {
        Session session = new Session(nextId("ASIA"), issuedAt);
        sessions.computeIfAbsent(user, u -> new ArrayList<>()).add(session);
        return session.id();
    }

    /** Makes a group; answers its ARN. */
    public synchronized String addGroup(String name, String path) {
        Group group = new Group(number, nextId("AGPA"), name, path, Instant.now());
        world.groups.put(group.id, group);
        return group.arn();
    }

    /** Puts a user into a group. */
    public synchronized void addMember(String groupArn, String user) {
        user(user).groups.add(group(groupArn).id);
    }

    /** Takes a group away. */
    public synchronized void removeGroup(String groupArn) {
        Group group = group(groupArn);
        world.groups.remove(group.id);
        world.users.values().forEach(user -> user.groups.remove(group.id));
    }

    /** Makes a managed policy of the account; answers its ARN. */
    public synchronized String addPolicy(String name) {
        return addPolicy(name, LISTING);
    }

    /** Makes a managed policy of the account that says this; answers its ARN. */
    public synchronized String addPolicy(String name, String document) {
        return addPolicy(name, "arn:aws:iam::" + number + ":policy/" + name, document);
    }

    /** Makes a managed policy of AWS; answers its ARN. */
    public synchronized String addPolicyOfAws(String name) {
        return addPolicy(name, "arn:aws:iam::aws:policy/" + name, LISTING);
    }

    private String addPolicy(String name, String arn, String document) {
        world.policies.put(arn, new Policy(nextId("ANPA"), name, arn, Instant.now(), 1, document));
        return arn;
    }

    /** Gives a managed policy another default version. */
    public synchronized void changePolicy(String arn, String document) {
        world.policies.put(arn, Objects.requireNonNull(world.policies.get(arn)).saying(document));
    }

    /** Attaches a managed policy to a user. */
    public synchronized void attachToUser(String user, String policyArn) {
        user(user).attached.add(policyArn);
    }

    /** Attaches a managed policy to a group. */
    public synchronized void attachToGroup(String groupArn, String policyArn) {
        group(groupArn).attached.add(policyArn);
    }

    /** Writes an inline policy of a user, whatever its size. */
    public synchronized void putInline(String user, String name, String document) {
        user(user).inline.put(name, document);
    }

    /** Takes an inline policy of a user away. */
    public synchronized void removeInline(String user, String name) {
        user(user).inline.remove(name);
    }

    /** Writes an inline policy of a group. */
    public synchronized void putGroupInline(String groupArn, String name, String document) {
        group(groupArn).inline.put(name, document);
    }

    /** Makes a role that IAM lists, with this trust; answers its ARN. */
    public synchronized String addRole(String name, String path, String trust) {
        Role role = new Role(number, nextId("AROA"), name, path, Instant.now(), trust);
        world.roles.put(role.arn(), role);
        return role.arn();
    }

    /** Attaches a managed policy to a role. */
    public synchronized void attachToRole(String roleArn, String policyArn) {
        role(roleArn).attached.add(policyArn);
    }

    /** Writes an inline policy of a role, whatever its size. */
    public synchronized void putRoleInline(String roleArn, String name, String document) {
        role(roleArn).inline.put(name, document);
    }

    /** Begins a session of a role; answers its id: that of the role, a colon and its name. */
    public synchronized String addRoleSession(
            String roleArn, String name, Optional<String> sourceIdentity, Instant issuedAt) {
        RoleSession session = new RoleSession(role(roleArn).id + ":" + name, sourceIdentity, issuedAt);
        roleSessions.computeIfAbsent(roleArn, r -> new ArrayList<>()).add(session);
        return session.id();
    }

    private Role role(String arn) {
        return Objects.requireNonNull(world.roles.get(arn), "was not seeded");
    }

    private User user(String id) {
        return Objects.requireNonNull(world.users.get(id), "was not seeded");
    }

    private Group group(String arn) {
        return world.groups.values().stream()
                .filter(group -> group.arn().equals(arn))
                .findFirst()
                .orElseThrow();
    }

    // Looking

    /** Whether the user is there. */
    public synchronized boolean exists(String user) {
        return world.users.containsKey(user);
    }

    /** A user's name. */
    public synchronized String nameOf(String user) {
        return user(user).name;
    }

    /** A user's tags. */
    public synchronized Map<String, String> tagsOf(String user) {
        return Map.copyOf(user(user).tags);
    }

    /** A user's path. */
    public synchronized String pathOf(String user) {
        return user(user).path;
    }

    /** What bounds what a user may do. */
    public synchronized Optional<String> boundaryOf(String user) {
        return user(user).boundary;
    }

    /** The users whose tag has this value. */
    public synchronized Set<String> usersWith(String tag, String value) {
        return world.users.values().stream()
                .filter(user -> value.equals(user.tags.get(tag)))
                .map(user -> user.id)
                .collect(Collectors.toSet());
    }

    /** A user's password. */
    public synchronized Optional<String> passwordOf(String user) {
        return Optional.ofNullable(world.users.get(user)).flatMap(one -> one.password);
    }

    /** A user's access keys that are not switched off. */
    public synchronized Set<String> activeKeysOf(String user) {
        return user(user).of(Kind.ACCESS_KEY).entrySet().stream()
                .filter(one -> one.getValue().active())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The ids of everything a user can sign in with beside the password. */
    public synchronized Set<String> credentialsOf(String user) {
        Set<String> all = new TreeSet<>();
        for (Kind kind : List.of(Kind.ACCESS_KEY, Kind.CERTIFICATE, Kind.SSH_KEY, Kind.SERVICE_CREDENTIAL)) {
            all.addAll(user(user).of(kind).keySet());
        }
        return all;
    }

    /** The numbers of a user's MFA devices. */
    public synchronized Set<String> devicesOf(String user) {
        return new TreeSet<>(user(user).of(Kind.MFA).keySet());
    }

    /** Every virtual MFA device, assigned or not. */
    public synchronized Set<String> virtualDevices() {
        return Set.copyOf(world.virtualDevices);
    }

    /** The ids of a user's temporary credentials that can still do something. */
    public synchronized Set<String> sessionsOf(String user) {
        Optional<User> there = Optional.ofNullable(world.users.get(user));
        return Objects.requireNonNullElse(sessions.get(user), List.<Session>of()).stream()
                .filter(session -> there.filter(
                                one -> one.inline.values().stream().noneMatch(d -> Denials.deny(d, session.issuedAt())))
                        .isPresent())
                .map(Session::id)
                .collect(Collectors.toSet());
    }

    /** The ids of a role's sessions that can still do something. */
    public synchronized Set<String> sessionsOfRole(String roleArn) {
        Collection<String> policies = role(roleArn).inline.values();
        return Objects.requireNonNullElse(roleSessions.get(roleArn), List.<RoleSession>of()).stream()
                .filter(one -> policies.stream()
                        .noneMatch(policy -> Denials.denySession(policy, one.id(), one.source(), one.issuedAt())))
                .map(RoleSession::id)
                .collect(Collectors.toSet());
    }

    /** A role's inline policies: names and documents. */
    public synchronized Map<String, String> inlineOfRole(String roleArn) {
        return new LinkedHashMap<>(role(roleArn).inline);
    }

    /** Whether an inline policy denies a user everything. */
    public synchronized boolean isDenied(String user) {
        return user(user).inline.values().stream().anyMatch(Denials::denyAll);
    }

    /** The ARNs of a user's groups. */
    public synchronized Set<String> groupsOf(String user) {
        return world.groups.values().stream()
                .filter(group -> user(user).groups.contains(group.id))
                .map(Group::arn)
                .collect(Collectors.toSet());
    }

    /** The ARNs of the managed policies that are attached to a user. */
    public synchronized Set<String> attachedTo(String user) {
        return Set.copyOf(user(user).attached);
    }

    /** A user's inline policies: names and documents. */
    public synchronized Map<String, String> inlineOf(String user) {
        return new LinkedHashMap<>(user(user).inline);
    }

    /** Every write by a client that took effect, in order. */
    public synchronized List<Effect> effects() {
        return List.copyOf(effects);
    }

    /** The actions of all calls so far, in order, refused ones too. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    // What it answers

    static boolean writes(String action) {
        return IamWrites.ALL.containsKey(action) || CenterWrites.has(action);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("GET")) {
                serveFiles(exchange, sent);
                return;
            }
            if (TrailLog.isAsked(exchange.getRequestHeaders())) {
                serveTrail(exchange, sent);
                return;
            }
            Optional<String> ofCenter = IdentityCenter.action(exchange.getRequestHeaders());
            boolean json = exchange.getRequestHeaders().containsKey("X-Amz-Target");
            Call call =
                    json && ofCenter.isEmpty() ? Organization.call(exchange.getRequestHeaders(), sent) : Call.of(sent);
            String action = ofCenter.orElse(call.action());
            String requestId = counted(action);
            int status = 200;
            String body;
            try {
                Caller caller = authenticated(exchange, sent);
                EmbeddedAws at = caller.at();
                Optional<Mode> fault = at.faults.next(action);
                if (fault.isPresent() && at.cutsBefore(fault.get())) {
                    return;
                }
                at.refuseDenied(action);
                body = ofCenter.isPresent()
                        ? center.answer(action, sent, fault)
                        : json ? organization.answer(call) : at.answer(call, caller, fault, pageSize(), requestId);
                at.hook(action).ifPresent(Runnable::run);
                if (fault.equals(Optional.of(Mode.DROP_AFTER_WRITE))) {
                    return;
                }
                if (fault.equals(Optional.of(Mode.GARBLE_READ))) {
                    body = "<ListUsersResponse><not";
                }
                if (fault.equals(Optional.of(Mode.NAMELESS_READ))) {
                    body = body.replaceAll("<(\\w*(?:Id|Arn|Name|SerialNumber))>[^<]*</\\1>", "");
                }
            } catch (Problem e) {
                status = e.status();
                body = json ? e.json() : e.body(requestId).toString();
                status = json ? e.jsonStatus() : status;
            }
            answer(
                    exchange,
                    status,
                    json ? "application/x-amz-json-1.1" : "text/xml",
                    requestId,
                    body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** CloudTrail, which speaks JSON. */
    private void serveTrail(HttpExchange exchange, byte[] sent) throws IOException {
        String requestId = counted(TrailLog.ACTION);
        int status = 200;
        String body;
        try {
            EmbeddedAws at = authenticated(exchange, sent).at();
            Optional<Mode> fault = at.faults.next(TrailLog.ACTION);
            if (fault.isPresent() && at.cutsBefore(fault.get())) {
                return;
            }
            at.refuseDenied(TrailLog.ACTION);
            String region = Signature.of(exchange.getRequestHeaders())
                    .map(Signature::region)
                    .orElse("");
            body = at.lookup(sent, region, pageSize(), fault);
            at.hook(TrailLog.ACTION).ifPresent(Runnable::run);
            if (fault.equals(Optional.of(Mode.GARBLE_READ))) {
                body = body.replace("eventID", "eventNothing");
            }
        } catch (Problem e) {
            status = e.jsonStatus();
            body = e.json();
        }
        answer(exchange, status, "application/x-amz-json-1.1", requestId, body.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized String lookup(byte[] sent, String region, int most, Optional<Mode> fault) throws Problem {
        return trail.lookup(TrailLog.read(sent), region, most, fault.equals(Optional.of(Mode.REPEAT_MARKER)))
                .toString();
    }

    /** S3, of which only reading is there, addressed by path. */
    private void serveFiles(HttpExchange exchange, byte[] sent) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        int slash = path.indexOf('/');
        String key = slash < 0 ? "" : path.substring(slash + 1);
        String action = key.isEmpty() ? "ListObjectsV2" : "GetObject";
        String requestId = counted(action);
        int status = 200;
        byte[] body;
        try {
            EmbeddedAws at = authenticated(exchange, sent).at();
            Optional<Mode> fault = at.faults.next(action);
            if (fault.isPresent() && at.cutsBefore(fault.get())) {
                return;
            }
            at.refuseDenied(action);
            if (!(slash < 0 ? path : path.substring(0, slash)).equals(BUCKET)) {
                throw new Problem("NoSuchBucket");
            }
            synchronized (this) {
                body = key.isEmpty()
                        ? bucket.list(
                                        BUCKET,
                                        Bucket.query(Objects.requireNonNullElse(
                                                exchange.getRequestURI().getRawQuery(), "")),
                                        pageSize,
                                        fault.equals(Optional.of(Mode.REPEAT_MARKER)))
                                .toString()
                                .getBytes(StandardCharsets.UTF_8)
                        : bucket.get(key);
            }
            at.hook(action).ifPresent(Runnable::run);
            if (fault.equals(Optional.of(Mode.GARBLE_READ))) {
                body = Arrays.copyOf(body, body.length / 2);
            }
        } catch (Problem e) {
            status = e.status();
            body = e.ofS3(requestId).toString().getBytes(StandardCharsets.UTF_8);
        }
        answer(exchange, status, "application/xml", requestId, body);
    }

    private synchronized String counted(String action) {
        calls.add(action);
        return "request-" + calls.size();
    }

    private static void answer(HttpExchange exchange, int status, String type, String requestId, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized int pageSize() {
        return pageSize;
    }

    private synchronized void refuseDenied(String action) throws Problem {
        if (denied.contains(action)) {
            throw new Problem("AccessDenied");
        }
    }

    private Caller authenticated(HttpExchange exchange, byte[] sent) throws Problem {
        Headers headers = exchange.getRequestHeaders();
        Signature signature = Signature.of(headers).orElseThrow(() -> new Problem("MissingAuthenticationToken"));
        Caller caller;
        Instant now;
        synchronized (this) {
            caller = callers.get(signature.keyId());
            now = Instant.now().plus(clock);
            if (expired.contains(signature.keyId())) {
                throw new Problem("ExpiredToken");
            }
        }
        if (caller == null || !caller.token().equals(Optional.ofNullable(headers.getFirst("X-Amz-Security-Token")))) {
            throw new Problem("InvalidClientTokenId");
        }
        Instant signed = signature.signedAt().orElseThrow(() -> new Problem("IncompleteSignature"));
        if (Duration.between(signed, now).abs().compareTo(LARGEST_SKEW) > 0) {
            throw new Problem(
                    "SignatureDoesNotMatch",
                    signed.isBefore(now) ? "Signature expired: it is too old" : "Signature not yet current: wait");
        }
        if (!signature.isBy(caller.secret(), exchange, sent)) {
            throw new Problem("SignatureDoesNotMatch");
        }
        return caller;
    }

    /** Whether the connection is to be cut without an answer, now that nothing was carried out. */
    private boolean cutsBefore(Mode fault) throws Problem {
        return switch (fault) {
            case REFUSE_WRITE, REFUSE_READ -> throw new Problem("AccessDenied");
            case THROTTLE_WRITE, THROTTLE_READ -> throw new Problem("Throttling");
            case FAIL_ON_WRITE -> throw new Problem("ServiceFailure");
            case FAIL_ON_READ -> throw new Problem("ServiceUnavailable");
            case LIMIT_ON_WRITE -> throw new Problem("LimitExceeded");
            case UNMODIFIABLE_ON_WRITE -> throw new Problem("EntityTemporarilyUnmodifiable");
            case CONFLICT_ON_WRITE -> throw new Problem("DeleteConflict");
            case NO_ENTITY_ON_WRITE -> throw new Problem("NoSuchEntity");
            case EXISTS_ON_WRITE -> throw new Problem("EntityAlreadyExists");
            case STRANGE_ON_WRITE -> throw new Problem("zebedee-strange");
            case DROP_BEFORE_WRITE, DROP_ON_READ -> true;
            case HANG_ON_READ, HANG_ON_WRITE -> {
                faults.hold();
                yield true;
            }
            case DROP_AFTER_WRITE, LIE, GARBLE_READ, NAMELESS_READ, REPEAT_MARKER -> false;
        };
    }

    private String answer(Call call, Caller caller, Optional<Mode> fault, int most, String requestId) throws Problem {
        String action = call.action();
        Consumer<Xml> result;
        synchronized (this) {
            if (writes(action)) {
                Call drawn = action.equals("CreateAccessKey") ? drawn(call) : call;
                if (!fault.equals(Optional.of(Mode.LIE))) {
                    write(drawn);
                }
                result = switch (action) {
                    case "CreateUser" -> fault.equals(Optional.of(Mode.LIE)) ? out -> {} : IamReads.user(world, call);
                    case "CreateAccessKey" -> newKey(drawn);
                    default -> out -> {};
                };
            } else if (action.equals("GetCallerIdentity")) {
                result = out -> out.text("Arn", caller.arn())
                        .text("UserId", caller.userId())
                        .text("Account", number);
            } else if (action.equals("AssumeRole")) {
                result = first.assumed(call);
            } else if (action.equals("GenerateCredentialReport")) {
                result = report.generated();
            } else if (action.equals("GetCredentialReport")) {
                result = report.of(world.users.values());
            } else if (action.equals("SimulatePrincipalPolicy")) {
                result = simulated(call, new Pages(most, false));
            } else {
                IamReads.Read read = IamReads.ALL.get(action);
                if (read == null) {
                    throw new Problem("InvalidAction");
                }
                result = read.of(visible(), call, new Pages(most, fault.equals(Optional.of(Mode.REPEAT_MARKER))));
            }
        }
        String namespace = action.equals("GetCallerIdentity") || action.equals("AssumeRole") ? STS : IAM;
        Xml content =
                new Xml().in(action + "Result", result).in("ResponseMetadata", in -> in.text("RequestId", requestId));
        return "<" + action + "Response xmlns=\"" + namespace + "\">" + content + "</" + action + "Response>";
    }

    private Call drawn(Call call) {
        String id = nextId("AKIA");
        return call.with(IamWrites.NEW_KEY, id).with(IamWrites.NEW_SECRET, "secret/of+" + id);
    }

    private static Consumer<Xml> newKey(Call call) throws Problem {
        String user = call.user();
        String id = call.required(IamWrites.NEW_KEY);
        String secret = call.required(IamWrites.NEW_SECRET);
        return out -> out.in("AccessKey", in -> in.text("UserName", user)
                .text("AccessKeyId", id)
                .text("Status", "Active")
                .text("SecretAccessKey", secret)
                .time("CreateDate", Instant.now()));
    }

    private void write(Call call) throws Problem {
        World old = lag > 0 ? world.copy() : world;
        Optional<String> subject =
                Objects.requireNonNull(IamWrites.ALL.get(call.action())).on(world, call);
        if (subject.isPresent()) {
            effects.add(new Effect(call.action(), subject.get()));
            if (staleReads == 0) {
                before = old;
            }
            staleReads = lag;
        }
    }

    private World visible() {
        if (staleReads > 0) {
            staleReads--;
            return before;
        }
        return world;
    }

    private synchronized Optional<Runnable> hook(String action) {
        return Optional.ofNullable(hooks.get(action)).map(Deque::poll);
    }

    /** Whoever it is may do what is not denied to everybody. */
    private Consumer<Xml> simulated(Call call, Pages pages) throws Problem {
        String source = call.required("PolicySourceArn");
        if (!roles.containsKey(source)
                && world.users.values().stream().noneMatch(user -> user.arn().equals(source))) {
            throw new Problem("NoSuchEntity");
        }
        String list = "EvaluationResults";
        List<Pages.Item> items = new ArrayList<>();
        for (String asked : call.list("ActionNames")) {
            boolean no = denied.contains(asked.substring(asked.indexOf(':') + 1));
            items.add(new Pages.Item(list, out -> out.text("EvalActionName", asked)
                    .text("EvalResourceName", "*")
                    .text("EvalDecision", no ? "implicitDeny" : "allowed")));
        }
        return pages.page(call, List.of(list), items);
    }

    private Consumer<Xml> assumed(Call call) throws Problem {
        String role = call.required("RoleArn");
        String name = call.required("RoleSessionName");
        EmbeddedAws at = organization.ofArn(role).orElseThrow(() -> new Problem("AccessDenied"));
        Optional<String> wanted = Objects.requireNonNullElse(at.roles.get(role), Optional.of(NO_SUCH_ROLE));
        if (wanted.isPresent() && !wanted.equals(call.optional("ExternalId"))) {
            throw new Problem("AccessDenied");
        }
        String keyId = nextId("ASIA");
        Caller caller = new Caller(
                at,
                "temporary-secret-" + ids,
                "arn:aws:sts::" + at.number + ":assumed-role/" + role.substring(role.lastIndexOf('/') + 1) + "/" + name,
                nextId("AROA") + ":" + name,
                Optional.of("session-token-" + ids));
        callers.put(keyId, caller);
        Instant until = Instant.now().plus(clock).plusSeconds(3600);
        return out -> out.in("Credentials", in -> in.text("AccessKeyId", keyId)
                        .text("SecretAccessKey", caller.secret())
                        .text("SessionToken", caller.token().orElseThrow())
                        .time("Expiration", until))
                .in("AssumedRoleUser", in -> in.text("AssumedRoleId", caller.userId())
                        .text("Arn", caller.arn()));
    }
}
