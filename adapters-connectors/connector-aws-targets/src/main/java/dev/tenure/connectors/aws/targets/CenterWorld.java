package dev.tenure.connectors.aws.targets;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What IAM Identity Center holds at one moment. */
final class CenterWorld {

    /**
     * A user.
     *
     * @param status as AWS writes it, or empty where it tells none
     */
    record User(String id, String name, String externalId, String email, String status) {}

    /** A group. */
    record Group(String id, String name) {}

    /** A user in a group. */
    record Membership(String id, String group, String user) {}

    /** A permission set in an account. */
    record Pair(String account, String set) {}

    /**
     * A user or group that has a permission set in an account.
     *
     * @param type as AWS writes it
     */
    record Assignment(Pair pair, String type, String principal) {}

    /**
     * A permission set.
     *
     * @param policy its inline policy, empty where it has none
     */
    record PermissionSet(String arn, String name, String policy) {}

    final Map<String, User> users = new LinkedHashMap<>();
    final Map<String, Group> groups = new LinkedHashMap<>();
    final Map<String, Membership> memberships = new LinkedHashMap<>();
    final Map<String, PermissionSet> sets = new LinkedHashMap<>();
    final Set<Assignment> assignments = new LinkedHashSet<>();

    /** The inline policies that the accounts have by now. */
    final Map<Pair, String> provisioned = new LinkedHashMap<>();

    CenterWorld copy() {
        CenterWorld copy = new CenterWorld();
        copy.users.putAll(users);
        copy.groups.putAll(groups);
        copy.memberships.putAll(memberships);
        copy.sets.putAll(sets);
        copy.assignments.addAll(assignments);
        copy.provisioned.putAll(provisioned);
        return copy;
    }

    User user(String id) throws Problem {
        return there(users.get(id));
    }

    Group group(String id) throws Problem {
        return there(groups.get(id));
    }

    PermissionSet set(String arn) throws Problem {
        return there(sets.get(arn));
    }

    private static <T> T there(@Nullable T thing) throws Problem {
        if (thing == null) {
            throw new Problem("NoSuchEntity");
        }
        return thing;
    }

    boolean isMember(String user, String group) {
        return memberships.values().stream()
                .anyMatch(one -> one.user().equals(user) && one.group().equals(group));
    }
}
