package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.MembershipCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;

/** Groups and policies of one user: read, given and taken away. */
final class Memberships {

    private static final String NOT_BY_NAME = "an inline policy cannot be given by its name";
    private static final Pattern GROUP =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:group/([\\x21-\\x7e]{0,510}/)?([\\w+=,.@-]{1,128})");

    private final Calls calls;
    private final int pageSize;

    Memberships(Calls calls, AwsSettings settings) {
        this.calls = calls;
        this.pageSize = settings.pageSize();
    }

    // Reading

    /** What the user holds directly, by id. The connector's own denials are nothing that anybody holds. */
    private List<Clearing.Listing<Membership>> direct(AwsUser user) {
        return List.of(
                () -> {
                    List<Membership> held = new ArrayList<>();
                    for (Group group : groups(user)) {
                        held.add(new Membership.InGroup(Calls.told(group.arn()), Calls.told(group.groupName())));
                    }
                    return byId(held);
                },
                () -> {
                    List<Membership> held = new ArrayList<>();
                    for (AttachedPolicy policy : attached(user)) {
                        held.add(new Membership.Attached(
                                Calls.told(policy.policyArn()), Calls.told(policy.policyName())));
                    }
                    return byId(held);
                },
                () -> {
                    List<Membership> held = new ArrayList<>();
                    ManagedPolicies policies = new ManagedPolicies(calls);
                    for (String policy : inline(user)) {
                        if (!isOurs(user, policy)) {
                            held.add(ofTheirOwn(user, policy, policies));
                        }
                    }
                    return byId(held);
                });
    }

    private Membership ofTheirOwn(AwsUser user, String policy, ManagedPolicies policies) throws Trouble {
        if (policy.startsWith(TimedPolicy.PREFIX)) {
            Optional<String> document = document(user, policy);
            Optional<TimedPolicy> timed =
                    document.isEmpty() ? Optional.empty() : policies.standsFor(policy, document.get());
            if (timed.isPresent()) {
                return new Membership.Timed(user.id(), policy, timed.get().arn());
            }
        }
        return new Membership.Inline(user.id(), policy);
    }

    private static Map<String, Membership> byId(List<Membership> held) {
        Map<String, Membership> byId = new LinkedHashMap<>();
        held.forEach(one -> byId.put(one.key(), one));
        return byId;
    }

    /** The managed policies that are attached to the user. */
    List<AttachedPolicy> attached(AwsUser user) throws Trouble {
        return calls.all(Action.LIST_ATTACHED_USER_POLICIES, (client, marker) -> {
            var page = client.listAttachedUserPolicies(
                    asked -> asked.userName(user.name()).marker(marker).maxItems(pageSize));
            return Calls.Page.of(page.attachedPolicies(), page.isTruncated(), page.marker());
        });
    }

    private List<Group> groups(AwsUser user) throws Trouble {
        return calls.all(Action.LIST_GROUPS_FOR_USER, (client, marker) -> {
            var page = client.listGroupsForUser(
                    asked -> asked.userName(user.name()).marker(marker).maxItems(pageSize));
            return Calls.Page.of(page.groups(), page.isTruncated(), page.marker());
        });
    }

    /** The names of the user's inline policies, the connector's own among them. */
    List<String> inline(AwsUser user) throws Trouble {
        return calls.all(Action.LIST_USER_POLICIES, (client, marker) -> {
            var page = client.listUserPolicies(
                    asked -> asked.userName(user.name()).marker(marker).maxItems(pageSize));
            return Calls.Page.of(page.policyNames(), page.isTruncated(), page.marker());
        });
    }

    /** What an inline policy says. */
    Optional<String> document(AwsUser user, String policy) throws Trouble {
        return calls.find(
                        Action.GET_USER_POLICY,
                        client -> client.getUserPolicy(
                                asked -> asked.userName(user.name()).policyName(policy)))
                .map(answer -> Denial.decoded(answer.policyDocument()));
    }

    private boolean isOurs(AwsUser user, String policy) throws Trouble {
        return (policy.equals(Denial.BLOCKED) || policy.equals(Denial.SESSIONS))
                && document(user, policy)
                        .filter(document -> Denial.isOurs(policy, document))
                        .isPresent();
    }

    /** All that the user holds, what comes through groups too. */
    List<AccountState.Membership> whole(AwsUser user) throws Trouble {
        List<AccountState.Membership> all = new ArrayList<>();
        Set<EntitlementRef> told = new HashSet<>();
        for (Membership held : Clearing.whole(direct(user)).values()) {
            if (!told.add(held.ref())) {
                continue;
            }
            all.add(new AccountState.Membership(held.ref(), held.name()));
            if (held instanceof Membership.InGroup group) {
                through(group, all);
            }
        }
        return all;
    }

    private void through(Membership.InGroup group, List<AccountState.Membership> all) throws Trouble {
        MembershipCause cause = new MembershipCause.Nested(group.ref());
        for (AttachedPolicy policy : calls.all(Action.LIST_ATTACHED_GROUP_POLICIES, (client, marker) -> {
            var page = client.listAttachedGroupPolicies(
                    asked -> asked.groupName(group.name()).marker(marker).maxItems(pageSize));
            return Calls.Page.of(page.attachedPolicies(), page.isTruncated(), page.marker());
        })) {
            all.add(new AccountState.Membership(
                    new EntitlementRef(Calls.told(policy.policyArn())), Calls.told(policy.policyName()), cause));
        }
        for (String policy : calls.all(Action.LIST_GROUP_POLICIES, (client, marker) -> {
            var page = client.listGroupPolicies(
                    asked -> asked.groupName(group.name()).marker(marker).maxItems(pageSize));
            return Calls.Page.of(page.policyNames(), page.isTruncated(), page.marker());
        })) {
            all.add(new AccountState.Membership(
                    Membership.inline(group.arn(), policy), policy + " (inline in " + group.name() + ")", cause));
        }
    }

    // Changing

    ChangeOutcome grant(AwsUser user, EntitlementRef entitlement, Optional<Instant> until) throws Trouble {
        Membership wanted = offered(entitlement);
        if (wanted instanceof Membership.Attached policy) {
            Lending lending = new Lending(calls, this, user, policy);
            return until.isPresent() ? lending.until(until.get()) : lending.forGood();
        }
        return new Clearing<Membership>(
                        "missing",
                        List.of(() -> Clearing.whole(direct(user)).containsKey(entitlement.nativeId())
                                ? Map.of()
                                : Map.of(entitlement.nativeId(), wanted)),
                        (missing, notes) -> {
                            until.ifPresent(end -> notes.add(
                                    Fact.plain("until.notHeld", "AWS puts no end to a membership of a group")));
                            return give(user, missing);
                        },
                        (id, given) -> Fact.plain("granted.id", id))
                .run(user);
    }

    /** What is held through a group ends with the group, and is none of this. */
    ChangeOutcome revoke(AwsUser user, EntitlementRef entitlement) throws Trouble {
        String ending = TimedPolicy.name(entitlement.nativeId());
        return taking(
                user,
                held -> held.ref().equals(entitlement)
                        // Whoever changed what was to end it: it gives what is to be taken.
                        || (held instanceof Membership.Inline inline
                                && inline.policy().equals(ending)));
    }

    ChangeOutcome revokeAll(AwsUser user) throws Trouble {
        return taking(user, held -> true);
    }

    private ChangeOutcome taking(AwsUser user, Predicate<Membership> which) throws Trouble {
        return new Clearing<Membership>(
                        "memberships",
                        direct(user).stream().map(list -> only(which, list)).toList(),
                        (membership, notes) -> take(user, membership, notes),
                        (id, membership) ->
                                Fact.plain("removed.id", membership.ref().nativeId()))
                .run(user);
    }

    private static Clearing.Listing<Membership> only(Predicate<Membership> which, Clearing.Listing<Membership> list) {
        return () -> {
            Map<String, Membership> held = list.now();
            held.values().removeIf(which.negate());
            return held;
        };
    }

    /** What can be given by this id; refused where there is no such thing. */
    private Membership offered(EntitlementRef entitlement) throws Trouble {
        String id = entitlement.nativeId();
        if (id.startsWith(Membership.INLINE)) {
            throw Trouble.refused("an inline policy belongs to one user and cannot be given by its name: put it back by"
                    + " hand, from what the evidence of its removal says");
        }
        Matcher group = GROUP.matcher(id);
        Optional<Membership> there = Optional.empty();
        if (group.matches()) {
            String name = group.group(2);
            there = calls.find(
                            Action.GET_GROUP,
                            client -> client.getGroup(
                                    asked -> asked.groupName(name).maxItems(1)))
                    .filter(answer ->
                            answer.group() != null && id.equals(answer.group().arn()))
                    .map(answer -> new Membership.InGroup(id, name));
        } else if (ManagedPolicies.isArn(id)) {
            there = calls.find(Action.GET_POLICY, client -> client.getPolicy(asked -> asked.policyArn(id)))
                    .map(answer -> new Membership.Attached(id, id.substring(id.lastIndexOf('/') + 1)));
        }
        return there.orElseThrow(() -> Trouble.refused("AWS has no such group or policy: read the entitlements again"));
    }

    /** Puts the user into a group, or attaches a policy. */
    WriteAnswer give(AwsUser user, Membership membership) {
        return switch (membership) {
            case Membership.InGroup group ->
                calls.write(
                        Action.ADD_USER_TO_GROUP,
                        client -> client.addUserToGroup(
                                asked -> asked.userName(user.name()).groupName(group.name())));
            case Membership.Attached policy ->
                calls.write(
                        Action.ATTACH_USER_POLICY,
                        client -> client.attachUserPolicy(
                                asked -> asked.userName(user.name()).policyArn(policy.arn())));
            case Membership.Timed timed -> new WriteAnswer.Refused(NOT_BY_NAME);
            case Membership.Inline inline -> new WriteAnswer.Refused(NOT_BY_NAME);
        };
    }

    /** @param notes what is to be known beside, such as what an inline policy said */
    private WriteAnswer take(AwsUser user, Membership membership, List<Fact> notes) {
        return switch (membership) {
            case Membership.InGroup group ->
                calls.write(
                        Action.REMOVE_USER_FROM_GROUP,
                        client -> client.removeUserFromGroup(
                                asked -> asked.userName(user.name()).groupName(group.name())));
            case Membership.Attached policy ->
                calls.write(
                        Action.DETACH_USER_POLICY,
                        client -> client.detachUserPolicy(
                                asked -> asked.userName(user.name()).policyArn(policy.arn())));
            case Membership.Timed timed -> takeInline(user, timed.asInline(), notes);
            case Membership.Inline inline -> takeInline(user, inline, notes);
        };
    }

    /** What it says is kept first: nobody else has it. */
    private WriteAnswer takeInline(AwsUser user, Membership.Inline inline, List<Fact> notes) {
        try {
            document(user, inline.policy())
                    .ifPresent(document -> notes.add(Fact.personal("before.document." + inline.policy(), document)));
        } catch (Trouble e) {
            return e.beforeWrite();
        }
        return calls.write(
                Action.DELETE_USER_POLICY,
                client -> client.deleteUserPolicy(
                        asked -> asked.userName(user.name()).policyName(inline.policy())));
    }
}
