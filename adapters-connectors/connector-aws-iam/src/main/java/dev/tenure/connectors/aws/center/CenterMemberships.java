package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connectors.aws.Calls;
import dev.tenure.connectors.aws.Clearing;
import dev.tenure.connectors.aws.Trouble;
import dev.tenure.connectors.aws.WriteAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.identitystore.model.GroupMembership;
import software.amazon.awssdk.services.ssoadmin.model.AccountAssignmentOperationStatus;
import software.amazon.awssdk.services.ssoadmin.model.PrincipalType;
import software.amazon.awssdk.services.ssoadmin.model.TargetType;

/** Groups and assignments of one user: read, given and taken away. */
final class CenterMemberships {

    private final CenterCalls calls;
    private final PermissionSets sets;

    /**
     * What a user holds directly.
     *
     * @param membership the id of the membership, where it is a group
     */
    private record Held(Access access, Optional<String> membership) {}

    CenterMemberships(CenterCalls calls, PermissionSets sets) {
        this.calls = calls;
        this.sets = sets;
    }

    // Reading

    private List<Clearing.Listing<Held>> direct(CenterUser user) {
        return List.of(() -> groups(user), () -> assignments(user));
    }

    private Map<String, Held> groups(CenterUser user) throws Trouble {
        String store = calls.instance().store();
        List<GroupMembership> listed =
                calls.allInStore(CenterAction.LIST_GROUP_MEMBERSHIPS_FOR_MEMBER, (client, marker) -> {
                    var page = client.listGroupMembershipsForMember(asked -> asked.identityStoreId(store)
                            .memberId(member -> member.userId(user.id()))
                            .nextToken(marker)
                            .maxResults(calls.pageSize()));
                    return CenterCalls.page(page.groupMemberships(), page.nextToken());
                });
        Map<String, Held> held = new LinkedHashMap<>();
        for (GroupMembership one : listed) {
            String group = Calls.told(one.groupId());
            held.put(group, new Held(new Access.Group(group), Optional.of(Calls.told(one.membershipId()))));
        }
        return held;
    }

    private Map<String, Held> assignments(CenterUser user) throws Trouble {
        Map<String, Held> held = new LinkedHashMap<>();
        for (Access.Assignment one : sets.assignedTo(PrincipalType.USER, user.id())) {
            held.put(one.ref().nativeId(), new Held(one, Optional.empty()));
        }
        return held;
    }

    /** All that the user holds, what comes by groups too. */
    List<AccountState.Membership> whole(CenterUser user) throws Trouble {
        List<AccountState.Membership> all = new ArrayList<>();
        for (Held held : Clearing.whole(direct(user)).values()) {
            switch (held.access()) {
                case Access.Assignment assignment ->
                    all.add(new AccountState.Membership(assignment.ref(), sets.name(assignment)));
                case Access.Group group -> {
                    all.add(new AccountState.Membership(group.ref(), name(group).orElse(group.id())));
                    for (Access.Assignment through : sets.assignedTo(PrincipalType.GROUP, group.id())) {
                        all.add(new AccountState.Membership(
                                through.ref(), sets.name(through), new MembershipCause.Nested(group.ref())));
                    }
                }
            }
        }
        return all;
    }

    /** What people call a group, if there is such a one. */
    Optional<String> name(Access.Group group) throws Trouble {
        String store = calls.instance().store();
        return calls.inStore(
                        CenterAction.DESCRIBE_GROUP,
                        client -> client.describeGroup(
                                asked -> asked.identityStoreId(store).groupId(group.id())))
                .filter(answer -> group.id().equals(answer.groupId()))
                .map(answer -> answer.displayName() == null ? group.id() : answer.displayName());
    }

    /** The ARNs of the permission sets that the user holds in any account, directly or by a group. */
    Set<String> permissionSets(CenterUser user) throws Trouble {
        Set<String> held = new LinkedHashSet<>();
        for (Held one : Clearing.whole(direct(user)).values()) {
            held.addAll(permissionSets(one.access()));
        }
        return held;
    }

    /** The ARNs of the permission sets that somebody holds by it. */
    private Set<String> permissionSets(Access access) throws Trouble {
        return switch (access) {
            case Access.Assignment assignment -> Set.of(assignment.set());
            case Access.Group group -> {
                Set<String> through = new LinkedHashSet<>();
                sets.assignedTo(PrincipalType.GROUP, group.id()).forEach(one -> through.add(one.set()));
                yield through;
            }
        };
    }

    // Changing

    /** What denies the user what it gives is taken away too: whoever is given something is let in. */
    ChangeOutcome grant(CenterUser user, EntitlementRef entitlement, RoleSessions sessions) throws Trouble {
        Access wanted = offered(entitlement);
        Set<String> lifted = new HashSet<>();
        return new Clearing<String>(
                        "missing",
                        List.of(
                                () -> sessions.denied(permissionSets(wanted), user, lifted),
                                () -> direct(user, wanted).containsKey(entitlement.nativeId())
                                        ? Map.of()
                                        : Map.of(entitlement.nativeId(), entitlement.nativeId())),
                        (id, notes) -> id.equals(entitlement.nativeId())
                                ? give(user, wanted, notes)
                                : sessions.lift(id, user, notes),
                        (id, one) -> Fact.plain(
                                id.equals(entitlement.nativeId()) ? "granted.id" : "lifted.permissionSet", id))
                .run(user.name());
    }

    private Map<String, Held> direct(CenterUser user, Access like) throws Trouble {
        return switch (like) {
            case Access.Group group -> groups(user);
            case Access.Assignment assignment -> assignments(user);
        };
    }

    /** What can be given by this id; refused where there is no such thing. */
    private Access offered(EntitlementRef entitlement) throws Trouble {
        Optional<Access> meant = Access.of(entitlement);
        boolean there = meant.isPresent()
                && switch (meant.get()) {
                    case Access.Group group -> name(group).isPresent();
                    case Access.Assignment assignment -> sets.isThere(assignment.set());
                };
        if (!there) {
            throw Trouble.refused("AWS has no such group or permission set: read the entitlements again");
        }
        return meant.get();
    }

    /** What is held through a group ends with the group, and is none of this. */
    ChangeOutcome revoke(CenterUser user, EntitlementRef entitlement) throws Trouble {
        return taking(user, id -> id.equals(entitlement.nativeId()));
    }

    ChangeOutcome revokeAll(CenterUser user) throws Trouble {
        return taking(user, id -> true);
    }

    private ChangeOutcome taking(CenterUser user, Predicate<String> which) throws Trouble {
        return new Clearing<Held>(
                        "memberships",
                        direct(user).stream().map(list -> only(which, list)).toList(),
                        (held, notes) -> take(user, held, notes),
                        (id, held) -> Fact.plain("removed.id", id))
                .run(user.name());
    }

    private static Clearing.Listing<Held> only(Predicate<String> which, Clearing.Listing<Held> list) {
        return () -> {
            Map<String, Held> held = list.now();
            held.keySet().removeIf(which.negate());
            return held;
        };
    }

    private WriteAnswer give(CenterUser user, Access access, List<Fact> notes) {
        try {
            CenterCalls.Instance instance = calls.instance();
            return switch (access) {
                case Access.Group group ->
                    calls.writeToStore(
                            CenterAction.CREATE_GROUP_MEMBERSHIP,
                            client -> client.createGroupMembership(asked -> asked.identityStoreId(instance.store())
                                    .groupId(group.id())
                                    .memberId(member -> member.userId(user.id()))));
                case Access.Assignment assignment -> assign(instance.arn(), user, assignment, notes);
            };
        } catch (Trouble e) {
            return e.beforeWrite();
        }
    }

    private WriteAnswer take(CenterUser user, Held held, List<Fact> notes) {
        try {
            CenterCalls.Instance instance = calls.instance();
            return switch (held.access()) {
                case Access.Group group ->
                    calls.writeToStore(
                            CenterAction.DELETE_GROUP_MEMBERSHIP,
                            client -> client.deleteGroupMembership(asked -> asked.identityStoreId(instance.store())
                                    .membershipId(held.membership().orElseThrow())));
                case Access.Assignment assignment -> unassign(instance.arn(), user, assignment, notes);
            };
        } catch (Trouble e) {
            return e.beforeWrite();
        }
    }

    private WriteAnswer assign(String instance, CenterUser user, Access.Assignment assignment, List<Fact> notes) {
        return calls.carriedOut(
                CenterAction.CREATE_ACCOUNT_ASSIGNMENT,
                client -> progress(client.createAccountAssignment(asked -> asked.instanceArn(instance)
                                .permissionSetArn(assignment.set())
                                .targetType(TargetType.AWS_ACCOUNT)
                                .targetId(assignment.account())
                                .principalType(PrincipalType.USER)
                                .principalId(user.id()))
                        .accountAssignmentCreationStatus()),
                request -> progress(calls.inInstance(
                                CenterAction.DESCRIBE_ACCOUNT_ASSIGNMENT_CREATION_STATUS,
                                client -> client.describeAccountAssignmentCreationStatus(asked ->
                                        asked.instanceArn(instance).accountAssignmentCreationRequestId(request)))
                        .orElseThrow(CenterMemberships::forgotten)
                        .accountAssignmentCreationStatus()),
                notes);
    }

    private WriteAnswer unassign(String instance, CenterUser user, Access.Assignment assignment, List<Fact> notes) {
        return calls.carriedOut(
                CenterAction.DELETE_ACCOUNT_ASSIGNMENT,
                client -> progress(client.deleteAccountAssignment(asked -> asked.instanceArn(instance)
                                .permissionSetArn(assignment.set())
                                .targetType(TargetType.AWS_ACCOUNT)
                                .targetId(assignment.account())
                                .principalType(PrincipalType.USER)
                                .principalId(user.id()))
                        .accountAssignmentDeletionStatus()),
                request -> progress(calls.inInstance(
                                CenterAction.DESCRIBE_ACCOUNT_ASSIGNMENT_DELETION_STATUS,
                                client -> client.describeAccountAssignmentDeletionStatus(asked ->
                                        asked.instanceArn(instance).accountAssignmentDeletionRequestId(request)))
                        .orElseThrow(CenterMemberships::forgotten)
                        .accountAssignmentDeletionStatus()),
                notes);
    }

    private static Trouble forgotten() {
        return Trouble.unreachable("AWS forgot what it took on");
    }

    private static CenterCalls.Progress progress(AccountAssignmentOperationStatus status) {
        return new CenterCalls.Progress(status.status(), status.requestId(), status.failureReason());
    }
}
