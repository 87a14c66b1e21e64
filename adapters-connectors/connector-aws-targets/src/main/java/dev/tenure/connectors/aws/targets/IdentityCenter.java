package dev.tenure.connectors.aws.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import dev.tenure.connectors.aws.targets.CenterWorld.Assignment;
import dev.tenure.connectors.aws.targets.CenterWorld.Group;
import dev.tenure.connectors.aws.targets.CenterWorld.Membership;
import dev.tenure.connectors.aws.targets.CenterWorld.Pair;
import dev.tenure.connectors.aws.targets.CenterWorld.PermissionSet;
import dev.tenure.connectors.aws.targets.CenterWorld.User;
import dev.tenure.connectors.aws.targets.Faults.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The instance of IAM Identity Center that an {@link EmbeddedAws} has, with its identity store: AWS JSON 1.1. Its actions are
 * called as policies call them, such as {@code sso:ListInstances}. Seeding and looking go past HTTP and past planned failures.
 */
public final class IdentityCenter {

    /** The ARN of the instance. */
    public static final String INSTANCE = "arn:aws:sso:::instance/ssoins-1234567890abcdef";

    /** The id of its identity store. */
    public static final String STORE = "d-1234567890";

    private static final Duration LONGEST_SESSION = Duration.ofHours(12);
    private static final Map<String, String> SERVICES =
            Map.of("AWSIdentityStore", "identitystore:", "SWBExternalService", "sso:");

    /** How the answers call what became of something that was taken on, by the action that asks for it. */
    private static final Map<String, String> STATUSES = Map.of(
            "sso:CreateAccountAssignment", "AccountAssignmentCreationStatus",
            "sso:DescribeAccountAssignmentCreationStatus", "AccountAssignmentCreationStatus",
            "sso:DeleteAccountAssignment", "AccountAssignmentDeletionStatus",
            "sso:DescribeAccountAssignmentDeletionStatus", "AccountAssignmentDeletionStatus",
            "sso:ProvisionPermissionSet", "PermissionSetProvisioningStatus",
            "sso:DescribePermissionSetProvisioningStatus", "PermissionSetProvisioningStatus");

    private static final Map<String, String> REQUESTS = Map.of(
            "sso:DescribeAccountAssignmentCreationStatus", "AccountAssignmentCreationRequestId",
            "sso:DescribeAccountAssignmentDeletionStatus", "AccountAssignmentDeletionRequestId",
            "sso:DescribePermissionSetProvisioningStatus", "ProvisionPermissionSetRequestId");

    /** Something that was taken on. */
    private static final class Underway {

        private final String id = guid();
        private final String action;
        private final Asked asked;
        private final boolean lies;
        private final Optional<String> fails;
        private int callsLeft;
        private String status = "IN_PROGRESS";

        Underway(String action, Asked asked, boolean lies, Optional<String> fails, int callsLeft) {
            this.action = action;
            this.asked = asked;
            this.lies = lies;
            this.fails = fails;
            this.callsLeft = callsLeft;
        }

        boolean isOf(Asked other) {
            return status.equals("IN_PROGRESS")
                    && asked.optional("PermissionSetArn").equals(other.optional("PermissionSetArn"));
        }
    }

    /** Somebody in a role of a permission set. Nobody can list it. */
    private record Session(String id, String user, Pair pair, Instant begun) {}

    private final Consumer<Effect> effects;
    private final List<Session> sessions = new ArrayList<>();
    private final Map<String, Underway> underway = new LinkedHashMap<>();
    private final Map<String, Deque<String>> failures = new HashMap<>();
    private CenterWorld world = new CenterWorld();
    private CenterWorld before = world;
    private Duration clock = Duration.ZERO;
    private int pageSize = 100;
    private int lag;
    private int staleReads;
    private int takes = 1;
    private int numbers;

    /** @param effects takes every write that took effect */
    IdentityCenter(Consumer<Effect> effects) {
        this.effects = effects;
    }

    static String guid() {
        return UUID.randomUUID().toString();
    }

    // How it behaves

    /** Gives pages of so many items at most, whatever is asked for. */
    public synchronized void pageSize(int most) {
        pageSize = most;
    }

    /** Lets so many reads after each write show what was before it. */
    public synchronized void lag(int reads) {
        lag = reads;
    }

    /** Carries out what it takes on only with so many calls after that. */
    public synchronized void takes(int calls) {
        takes = calls;
    }

    /** Takes the next call of an action on, and fails to carry it out. */
    public synchronized void failLater(String action, String reason) {
        failures.computeIfAbsent(action, a -> new ArrayDeque<>()).add(reason);
    }

    /** Puts its clock before the machine's by so much. */
    public synchronized void clockAhead(Duration by) {
        clock = by;
    }

    // Seeding

    /** Makes a user who is enabled; answers the user's id. */
    public synchronized String addUser(String name, String externalId) {
        User user = new User(guid(), name, externalId, "", "ENABLED");
        world.users.put(user.id(), user);
        return user.id();
    }

    /** Gives a user an e-mail address. */
    public synchronized void setEmail(String id, String email) {
        User user = user(id);
        world.users.put(id, new User(id, user.name(), user.externalId(), email, user.status()));
    }

    /** Says of a user what AWS tells as the status: {@code ENABLED}, {@code DISABLED} or nothing. */
    public synchronized void setStatus(String id, String status) {
        User user = user(id);
        world.users.put(id, new User(id, user.name(), user.externalId(), user.email(), status));
    }

    /** Takes a user away. What was assigned to the user stays, as with AWS. */
    public synchronized void removeUser(String id) {
        world.users.remove(id);
        world.memberships.values().removeIf(one -> one.user().equals(id));
    }

    /** Makes a group; answers its id. */
    public synchronized String addGroup(String name) {
        Group group = new Group(guid(), name);
        world.groups.put(group.id(), group);
        return group.id();
    }

    /** Puts a user into a group. */
    public synchronized void addMember(String group, String user) {
        String id = guid();
        world.memberships.put(id, new Membership(id, group, user));
    }

    /** Makes a permission set; answers its ARN. */
    public synchronized String addPermissionSet(String name) {
        String arn = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-%016x".formatted(++numbers);
        world.sets.put(arn, new PermissionSet(arn, name, ""));
        return arn;
    }

    /** Writes the inline policy of a permission set, in no account yet. */
    public synchronized void setPolicy(String set, String policy) {
        world.sets.put(
                set,
                new PermissionSet(
                        set, Objects.requireNonNull(world.sets.get(set)).name(), policy));
    }

    /** Brings a permission set to an account as it is now. */
    public synchronized void provision(String account, String set) {
        world.provisioned.put(
                new Pair(account, set),
                Objects.requireNonNull(world.sets.get(set)).policy());
    }

    /** Gives a user a permission set in an account. */
    public synchronized void assignToUser(String account, String set, String user) {
        assign(account, set, "USER", user);
    }

    /** Gives a group a permission set in an account. */
    public synchronized void assignToGroup(String account, String set, String group) {
        assign(account, set, "GROUP", group);
    }

    private void assign(String account, String set, String type, String principal) {
        provision(account, set);
        world.assignments.add(new Assignment(new Pair(account, set), type, principal));
    }

    /** A user is in a role of a permission set since some moment; answers the session's id. */
    public synchronized String addSession(String user, String account, String set, Instant begun) {
        Session session = new Session(guid(), user, new Pair(account, set), begun);
        sessions.add(session);
        return session.id();
    }

    private User user(String id) {
        return Objects.requireNonNull(world.users.get(id), "was not seeded");
    }

    // Looking

    /** Whether the user is there and can sign in. */
    public synchronized boolean isEnabled(String user) {
        return world.users.containsKey(user) && user(user).status().equals("ENABLED");
    }

    /** The ids of a user's groups. */
    public synchronized Set<String> groupsOf(String user) {
        return world.memberships.values().stream()
                .filter(one -> one.user().equals(user))
                .map(Membership::group)
                .collect(Collectors.toSet());
    }

    /** What was assigned to a user: the account's number, a slash, the permission set's ARN. */
    public synchronized Set<String> assignedTo(String user) {
        return world.assignments.stream()
                .filter(one -> one.principal().equals(user))
                .map(one -> one.pair().account() + "/" + one.pair().set())
                .collect(Collectors.toSet());
    }

    /** The inline policy of a permission set, empty where it has none. */
    public synchronized String policyOf(String set) {
        return Objects.requireNonNull(world.sets.get(set)).policy();
    }

    /** The inline policy of a permission set that an account has by now. */
    public synchronized String policyIn(String account, String set) {
        return Objects.requireNonNull(world.provisioned.get(new Pair(account, set)));
    }

    /** The ids of a user's sessions that can still do something. */
    public synchronized Set<String> sessionsOf(String user) {
        Instant now = Instant.now().plus(clock);
        return sessions.stream()
                .filter(one -> one.user().equals(user))
                .filter(one -> one.begun().plus(LONGEST_SESSION).isAfter(now))
                .filter(one ->
                        !Denials.denyUser(Objects.requireNonNullElse(world.provisioned.get(one.pair()), ""), user, now))
                .map(Session::id)
                .collect(Collectors.toSet());
    }

    // What it answers

    /** The action that a request is for, if it is for one of ours. */
    static Optional<String> action(Headers headers) {
        String target = Objects.requireNonNullElse(headers.getFirst("X-Amz-Target"), "");
        int dot = target.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(SERVICES.get(target.substring(0, dot)))
                        .map(service -> service + target.substring(dot + 1));
    }

    synchronized String answer(String action, byte[] sent, Optional<Mode> fault) throws Problem {
        carryOn();
        Asked asked = new Asked(Asked.parsed(sent), pageSize, fault.equals(Optional.of(Mode.REPEAT_MARKER)));
        boolean lies = fault.equals(Optional.of(Mode.LIE));
        if (!asked.optional("InstanceArn").orElse(INSTANCE).equals(INSTANCE)
                || !asked.optional("IdentityStoreId").orElse(STORE).equals(STORE)) {
            throw new Problem("NoSuchEntity");
        }
        JsonNode answer = Asked.JSON.createObjectNode();
        CenterWrites.Write write = CenterWrites.AT_ONCE.get(action);
        CenterReads.Read read = CenterReads.ALL.get(action);
        if (write != null) {
            if (!lies) {
                write(action, write, asked);
            }
        } else if (CenterWrites.LATER.containsKey(action)) {
            answer = status(action, takenOn(action, asked, lies));
        } else if (REQUESTS.containsKey(action)) {
            Underway one = underway.get(asked.required(REQUESTS.getOrDefault(action, "")));
            if (one == null) {
                throw new Problem("NoSuchEntity");
            }
            answer = status(action, one);
        } else if (read != null) {
            answer = read.of(visible(), asked);
        } else {
            throw new Problem("InvalidAction");
        }
        if (fault.equals(Optional.of(Mode.NAMELESS_READ))) {
            Asked.forgetNames(answer);
        }
        return answer.toString();
    }

    private Underway takenOn(String action, Asked asked, boolean lies) throws Problem {
        if (underway.values().stream().anyMatch(one -> one.isOf(asked))) {
            throw new Problem("EntityTemporarilyUnmodifiable");
        }
        world.set(asked.required("PermissionSetArn"));
        Optional<String> fails = Optional.ofNullable(failures.get(action)).map(Deque::poll);
        Underway one = new Underway(action, asked, lies, fails, takes);
        underway.put(one.id, one);
        return one;
    }

    private static JsonNode status(String action, Underway one) {
        ObjectNode answer = Asked.JSON.createObjectNode();
        ObjectNode status = answer.putObject(STATUSES.getOrDefault(action, "Status"));
        status.put("Status", one.status).put("RequestId", one.id);
        if (one.status.equals("FAILED")) {
            one.fails.ifPresent(reason -> status.put("FailureReason", reason));
        }
        return answer;
    }

    /** Every call brings what was taken on a step on. */
    private void carryOn() throws Problem {
        for (Underway one : underway.values()) {
            if (one.status.equals("IN_PROGRESS") && --one.callsLeft <= 0) {
                one.status = one.fails.isPresent() ? "FAILED" : "SUCCEEDED";
                if (one.fails.isEmpty() && !one.lies) {
                    write(one.action, Objects.requireNonNull(CenterWrites.LATER.get(one.action)), one.asked);
                }
            }
        }
    }

    private void write(String action, CenterWrites.Write write, Asked asked) throws Problem {
        CenterWorld old = lag > 0 ? world.copy() : world;
        Optional<String> subject = write.on(world, asked);
        if (subject.isPresent()) {
            effects.accept(new Effect(action, subject.get()));
            if (staleReads == 0) {
                before = old;
            }
            staleReads = lag;
        }
    }

    private CenterWorld visible() {
        if (staleReads > 0) {
            staleReads--;
            return before;
        }
        return world;
    }
}
