package dev.tenure.connectors.aws.targets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connectors.aws.targets.CenterWorld.Assignment;
import dev.tenure.connectors.aws.targets.CenterWorld.Membership;
import dev.tenure.connectors.aws.targets.CenterWorld.Pair;
import dev.tenure.connectors.aws.targets.CenterWorld.PermissionSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What IAM Identity Center and its identity store do for actions that write. */
final class CenterWrites {

    private static final int LONGEST_POLICY = 32_768;
    private static final int LARGEST_POLICY = 10_240;

    /** Carries one action out; tells what it was about where something changed. */
    @FunctionalInterface
    interface Write {
        Optional<String> on(CenterWorld world, Asked asked) throws Problem;
    }

    /** What is done at once. */
    static final Map<String, Write> AT_ONCE = Map.of(
            "identitystore:CreateGroupMembership", CenterWrites::join,
            "identitystore:DeleteGroupMembership", CenterWrites::leave,
            "sso:PutInlinePolicyToPermissionSet", CenterWrites::putPolicy,
            "sso:DeleteInlinePolicyFromPermissionSet",
                    (world, asked) -> policy(world, asked.required("PermissionSetArn"), ""));

    /** What is only taken on. */
    static final Map<String, Write> LATER = Map.of(
            "sso:CreateAccountAssignment", CenterWrites::assign,
            "sso:DeleteAccountAssignment", CenterWrites::unassign,
            "sso:ProvisionPermissionSet", CenterWrites::provision);

    private CenterWrites() {}

    static boolean has(String action) {
        return AT_ONCE.containsKey(action) || LATER.containsKey(action);
    }

    private static Optional<String> join(CenterWorld world, Asked asked) throws Problem {
        String group = world.group(asked.required("GroupId")).id();
        String user = world.user(asked.member()).id();
        if (world.isMember(user, group)) {
            throw new Problem("EntityAlreadyExists");
        }
        String id = IdentityCenter.guid();
        world.memberships.put(id, new Membership(id, group, user));
        return Optional.of(user);
    }

    private static Optional<String> leave(CenterWorld world, Asked asked) throws Problem {
        Membership gone = world.memberships.remove(asked.required("MembershipId"));
        if (gone == null) {
            throw new Problem("NoSuchEntity");
        }
        return Optional.of(gone.user());
    }

    private static Optional<String> putPolicy(CenterWorld world, Asked asked) throws Problem {
        String policy = asked.required("InlinePolicy");
        if (policy.length() > LONGEST_POLICY || policy.replaceAll("\\s", "").length() > LARGEST_POLICY) {
            throw new Problem("ValidationError");
        }
        JsonNode statements = Asked.parsed(policy).path("Statement");
        Set<String> names = new HashSet<>();
        boolean sound = statements.isObject() || (statements.isArray() && !statements.isEmpty());
        for (JsonNode statement : statements) {
            sound = sound
                    && (!statement.has("Sid") || names.add(statement.path("Sid").asText()));
        }
        if (!sound) {
            throw new Problem("ValidationError");
        }
        return policy(world, asked.required("PermissionSetArn"), policy);
    }

    private static Optional<String> policy(CenterWorld world, String arn, String policy) throws Problem {
        PermissionSet set = world.set(arn);
        world.sets.put(arn, new PermissionSet(arn, set.name(), policy));
        return set.policy().equals(policy) ? Optional.empty() : Optional.of(set.name());
    }

    private static Assignment assignment(Asked asked) throws Problem {
        return new Assignment(
                new Pair(asked.required("TargetId"), asked.required("PermissionSetArn")),
                asked.required("PrincipalType"),
                asked.required("PrincipalId"));
    }

    private static Optional<String> assign(CenterWorld world, Asked asked) throws Problem {
        Assignment assignment = assignment(asked);
        PermissionSet set = world.set(assignment.pair().set());
        world.provisioned.putIfAbsent(assignment.pair(), set.policy());
        return world.assignments.add(assignment) ? Optional.of(assignment.principal()) : Optional.empty();
    }

    private static Optional<String> unassign(CenterWorld world, Asked asked) throws Problem {
        Assignment assignment = assignment(asked);
        world.set(assignment.pair().set());
        return world.assignments.remove(assignment) ? Optional.of(assignment.principal()) : Optional.empty();
    }

    private static Optional<String> provision(CenterWorld world, Asked asked) throws Problem {
        PermissionSet set = world.set(asked.required("PermissionSetArn"));
        boolean changed = false;
        for (Map.Entry<Pair, String> one : world.provisioned.entrySet()) {
            if (one.getKey().set().equals(set.arn())) {
                changed |= !set.policy().equals(one.setValue(set.policy()));
            }
        }
        return changed ? Optional.of(set.name()) : Optional.empty();
    }
}
