package dev.tenure.connectors.aws.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tenure.connectors.aws.targets.CenterWorld.Assignment;
import dev.tenure.connectors.aws.targets.CenterWorld.Group;
import dev.tenure.connectors.aws.targets.CenterWorld.Membership;
import dev.tenure.connectors.aws.targets.CenterWorld.Pair;
import dev.tenure.connectors.aws.targets.CenterWorld.PermissionSet;
import dev.tenure.connectors.aws.targets.CenterWorld.User;
import java.util.List;
import java.util.Map;

/** What IAM Identity Center and its identity store answer to actions that read. */
final class CenterReads {

    /** Answers one action. */
    @FunctionalInterface
    interface Read {
        JsonNode of(CenterWorld world, Asked asked) throws Problem;
    }

    static final Map<String, Read> ALL = Map.ofEntries(
            Map.entry("identitystore:ListUsers", CenterReads::users),
            Map.entry("identitystore:DescribeUser", (world, asked) -> user(world.user(asked.required("UserId")))),
            Map.entry("identitystore:ListGroups", CenterReads::groups),
            Map.entry("identitystore:DescribeGroup", (world, asked) -> group(world.group(asked.required("GroupId")))),
            Map.entry("identitystore:ListGroupMemberships", CenterReads::members),
            Map.entry("identitystore:ListGroupMembershipsForMember", CenterReads::groupsOf),
            Map.entry("sso:ListInstances", (world, asked) -> instances(asked)),
            Map.entry("sso:ListPermissionSets", CenterReads::sets),
            Map.entry("sso:DescribePermissionSet", CenterReads::set),
            Map.entry("sso:GetInlinePolicyForPermissionSet", CenterReads::policy),
            Map.entry("sso:ListAccountsForProvisionedPermissionSet", CenterReads::accounts),
            Map.entry("sso:ListAccountAssignments", CenterReads::assignments),
            Map.entry("sso:ListAccountAssignmentsForPrincipal", CenterReads::assignmentsOf));

    private CenterReads() {}

    private static ObjectNode object() {
        return Asked.JSON.createObjectNode();
    }

    private static JsonNode instances(Asked asked) throws Problem {
        return asked.page("Instances", List.of(IdentityCenter.INSTANCE), arn -> object().put("InstanceArn", arn)
                .put("IdentityStoreId", IdentityCenter.STORE)
                .put("OwnerAccountId", EmbeddedAws.ACCOUNT)
                .put("Status", "ACTIVE")
                .put("CreatedDate", 1_700_000_000));
    }

    // The identity store

    private static JsonNode users(CenterWorld world, Asked asked) throws Problem {
        return asked.page("Users", world.users.values(), CenterReads::user);
    }

    private static JsonNode user(User user) {
        ObjectNode node = object().put("IdentityStoreId", IdentityCenter.STORE)
                .put("UserId", user.id())
                .put("UserName", user.name())
                .put("DisplayName", user.name());
        if (!user.externalId().isEmpty()) {
            node.putArray("ExternalIds")
                    .addObject()
                    .put("Issuer", "https://scim.example/embedded")
                    .put("Id", user.externalId());
        }
        if (!user.email().isEmpty()) {
            node.putArray("Emails")
                    .addObject()
                    .put("Value", user.email())
                    .put("Type", "work")
                    .put("Primary", true);
        }
        if (!user.status().isEmpty()) {
            node.put("UserStatus", user.status());
        }
        return node;
    }

    private static JsonNode groups(CenterWorld world, Asked asked) throws Problem {
        return asked.page("Groups", world.groups.values(), CenterReads::group);
    }

    private static JsonNode group(Group group) {
        return object().put("IdentityStoreId", IdentityCenter.STORE)
                .put("GroupId", group.id())
                .put("DisplayName", group.name());
    }

    private static JsonNode members(CenterWorld world, Asked asked) throws Problem {
        String group = world.group(asked.required("GroupId")).id();
        return asked.page(
                "GroupMemberships",
                world.memberships.values().stream()
                        .filter(one -> one.group().equals(group))
                        .toList(),
                CenterReads::membership);
    }

    private static JsonNode groupsOf(CenterWorld world, Asked asked) throws Problem {
        String user = world.user(asked.member()).id();
        return asked.page(
                "GroupMemberships",
                world.memberships.values().stream()
                        .filter(one -> one.user().equals(user))
                        .toList(),
                CenterReads::membership);
    }

    private static JsonNode membership(Membership membership) {
        ObjectNode node = object().put("IdentityStoreId", IdentityCenter.STORE)
                .put("MembershipId", membership.id())
                .put("GroupId", membership.group());
        node.putObject("MemberId").put("UserId", membership.user());
        return node;
    }

    // The instance

    private static JsonNode sets(CenterWorld world, Asked asked) throws Problem {
        return asked.page("PermissionSets", world.sets.keySet(), TextNode::valueOf);
    }

    private static JsonNode set(CenterWorld world, Asked asked) throws Problem {
        PermissionSet set = world.set(asked.required("PermissionSetArn"));
        ObjectNode node = object();
        node.putObject("PermissionSet")
                .put("Name", set.name())
                .put("PermissionSetArn", set.arn())
                .put("SessionDuration", "PT12H")
                .put("CreatedDate", 1_700_000_000);
        return node;
    }

    private static JsonNode policy(CenterWorld world, Asked asked) throws Problem {
        return object().put(
                        "InlinePolicy",
                        world.set(asked.required("PermissionSetArn")).policy());
    }

    private static JsonNode accounts(CenterWorld world, Asked asked) throws Problem {
        PermissionSet set = world.set(asked.required("PermissionSetArn"));
        String wanted = asked.optional("ProvisioningStatus").orElse("");
        return asked.page(
                "AccountIds",
                world.provisioned.entrySet().stream()
                        .filter(one -> one.getKey().set().equals(set.arn()))
                        .filter(one -> wanted.isEmpty()
                                || wanted.equals("LATEST_PERMISSION_SET_PROVISIONED")
                                        == one.getValue().equals(set.policy()))
                        .map(one -> one.getKey().account())
                        .toList(),
                TextNode::valueOf);
    }

    private static JsonNode assignments(CenterWorld world, Asked asked) throws Problem {
        Pair pair = new Pair(
                asked.required("AccountId"),
                world.set(asked.required("PermissionSetArn")).arn());
        return asked.page(
                "AccountAssignments",
                world.assignments.stream()
                        .filter(one -> one.pair().equals(pair))
                        .toList(),
                CenterReads::assignment);
    }

    /** With a user comes what their groups have. */
    private static JsonNode assignmentsOf(CenterWorld world, Asked asked) throws Problem {
        String principal = asked.required("PrincipalId");
        String type = asked.required("PrincipalType");
        return asked.page(
                "AccountAssignments",
                world.assignments.stream()
                        .filter(one -> isOf(one, type, principal)
                                || (type.equals("USER")
                                        && one.type().equals("GROUP")
                                        && world.isMember(principal, one.principal())))
                        .toList(),
                CenterReads::assignment);
    }

    private static boolean isOf(Assignment assignment, String type, String principal) {
        return assignment.type().equals(type) && assignment.principal().equals(principal);
    }

    private static JsonNode assignment(Assignment assignment) {
        return object().put("AccountId", assignment.pair().account())
                .put("PermissionSetArn", assignment.pair().set())
                .put("PrincipalType", assignment.type())
                .put("PrincipalId", assignment.principal());
    }
}
