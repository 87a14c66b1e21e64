package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.UserDetail;

/**
 * Groups, roles, managed policies and inline policies with whom they belong to, out of one pass through the account. A policy of a
 * group or role has that as its member, and a role whomever its trust names. Of AWS's own policies those are listed that somebody holds.
 */
final class Entitlements {

    private static final class Listed {

        private final String name;
        private final List<ObservedMember> members = new ArrayList<>();

        Listed(String name) {
            this.name = name;
        }
    }

    private final Map<String, Listed> listed = new LinkedHashMap<>();
    private final Map<String, String> groupArns = new HashMap<>();
    private final Map<String, String> userIds = new HashMap<>();

    private final ManagedPolicies policies;

    private Entitlements(Calls calls) {
        this.policies = new ManagedPolicies(calls);
    }

    static List<ObservedEntitlement> read(Calls calls, int pageSize) throws Trouble {
        List<GetAccountAuthorizationDetailsResponse> answers =
                calls.all(Action.GET_ACCOUNT_AUTHORIZATION_DETAILS, (client, marker) -> {
                    var details = client.getAccountAuthorizationDetails(asked -> asked.filter(
                                    EntityType.USER,
                                    EntityType.GROUP,
                                    EntityType.ROLE,
                                    EntityType.LOCAL_MANAGED_POLICY,
                                    EntityType.AWS_MANAGED_POLICY)
                            .marker(marker)
                            .maxItems(pageSize));
                    return Calls.Page.of(List.of(details), details.isTruncated(), details.marker());
                });
        Entitlements all = new Entitlements(calls);
        for (GetAccountAuthorizationDetailsResponse answer : answers) {
            for (ManagedPolicyDetail policy : answer.policies()) {
                all.add(policy);
            }
        }
        for (GetAccountAuthorizationDetailsResponse answer : answers) {
            for (GroupDetail group : answer.groupDetailList()) {
                all.add(group);
            }
        }
        for (GetAccountAuthorizationDetailsResponse answer : answers) {
            for (UserDetail user : answer.userDetailList()) {
                all.add(user);
            }
        }
        List<IamRole> roles = new ArrayList<>();
        for (GetAccountAuthorizationDetailsResponse answer : answers) {
            for (RoleDetail role : answer.roleDetailList()) {
                IamRole.of(role).ifPresent(roles::add);
            }
        }
        for (IamRole role : roles) {
            all.entitlement(role.arn(), role.name());
        }
        roles.forEach(all::add);
        return all.listed.entrySet().stream()
                .map(one -> new ObservedEntitlement(
                        new EntitlementRef(one.getKey()), one.getValue().name, one.getValue().members))
                .toList();
    }

    private void add(ManagedPolicyDetail policy) throws Trouble {
        String arn = Calls.told(policy.arn());
        entitlement(arn, Calls.told(policy.policyName()));
        for (PolicyVersion version : policy.policyVersionList()) {
            if (Boolean.TRUE.equals(version.isDefaultVersion()) && version.document() != null) {
                policies.told(arn, Denial.decoded(version.document()));
            }
        }
    }

    private void add(GroupDetail group) throws Trouble {
        String arn = Calls.told(group.arn());
        String name = Calls.told(group.groupName());
        groupArns.put(name, arn);
        entitlement(arn, name);
        ObservedMember member = new ObservedMember.Entitlement(new EntitlementRef(arn));
        attached(group.attachedManagedPolicies(), member);
        for (PolicyDetail inline : group.groupPolicyList()) {
            entitlement(
                            Membership.inline(arn, Calls.told(inline.policyName()))
                                    .nativeId(),
                            inline.policyName() + " (inline in " + name + ")")
                    .members
                    .add(member);
        }
    }

    private void add(UserDetail user) throws Trouble {
        ObservedMember member = new ObservedMember.Account(new AccountRef(Calls.told(user.userId())));
        userIds.put(Calls.told(user.arn()), user.userId());
        for (String group : user.groupList()) {
            String arn = Optional.ofNullable(groupArns.get(group))
                    .orElseThrow(() -> Trouble.unreachable(
                            "a group came, went or was renamed while the account was read: read it again"));
            entitlement(arn, group).members.add(member);
        }
        attached(user.attachedManagedPolicies(), member);
        for (PolicyDetail inline : user.userPolicyList()) {
            if (!Denial.isOurs(inline.policyName(), inline.policyDocument())) {
                String name = Calls.told(inline.policyName());
                Optional<TimedPolicy> timed = policies.standsFor(name, Denial.decoded(inline.policyDocument()));
                Membership held = timed.isPresent()
                        ? new Membership.Timed(user.userId(), name, timed.get().arn())
                        : new Membership.Inline(user.userId(), name);
                Listed holding = entitlement(held.ref().nativeId(), held.name());
                if (!holding.members.contains(member)) {
                    holding.members.add(member);
                }
            }
        }
    }

    /** A role is the member of what it has; of the role, whomever its trust names. */
    private void add(IamRole role) {
        ObservedMember member = new ObservedMember.Entitlement(role.ref());
        role.policies().forEach(policy -> entitlement(policy.ref().nativeId(), policy.name())
                .members
                .add(member));
        Listed listing = entitlement(role.arn(), role.name());
        if (!role.trust().isRead()) {
            listing.members.add(new ObservedMember.Unresolvable(role.arn(), "its trust is not understood: look at it"));
        }
        role.trust().named().forEach(named -> trusted(role, named).ifPresent(listing.members::add));
    }

    /** Whoever the trust names; empty where it leaves to the account's own policies who that is. */
    private Optional<ObservedMember> trusted(IamRole role, String named) {
        if (named.equals(Trust.EVERYBODY)) {
            return Optional.of(
                    new ObservedMember.Unresolvable(named, "the role's trust lets in whoever meets its conditions"));
        }
        String root = Trust.root(role.arn());
        if (Trust.isAccount(named, root)) {
            return Optional.empty();
        }
        if (!Trust.root(named).equals(root)) {
            return Optional.of(new ObservedMember.Unresolvable(
                    named, "the role's trust names another account, or somebody who is gone"));
        }
        if (!role.trust().letsIn(named)) {
            return Optional.empty();
        }
        String user = userIds.get(named);
        if (user != null) {
            return Optional.of(new ObservedMember.Account(new AccountRef(user), new MembershipCause.Dynamic()));
        }
        return Optional.of(
                listed.containsKey(named)
                        ? new ObservedMember.Entitlement(new EntitlementRef(named))
                        : new ObservedMember.Unresolvable(
                                named, "the role's trust names what is no user and no role that is read here"));
    }

    private void attached(List<AttachedPolicy> policies, ObservedMember member) throws Trouble {
        for (AttachedPolicy policy : policies) {
            entitlement(Calls.told(policy.policyArn()), Calls.told(policy.policyName()))
                    .members
                    .add(member);
        }
    }

    private Listed entitlement(String id, String name) {
        return listed.computeIfAbsent(id, i -> new Listed(name));
    }
}
