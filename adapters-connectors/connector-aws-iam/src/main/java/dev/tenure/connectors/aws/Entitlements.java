package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
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
import software.amazon.awssdk.services.iam.model.UserDetail;

/**
 * Groups, managed policies and inline policies with whom they belong to, out of one pass through the account. A policy of a
 * group has the group as its member. Of AWS's own policies those are listed that somebody holds.
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

    private Entitlements() {}

    static List<ObservedEntitlement> read(Calls calls, int pageSize) throws Trouble {
        List<GetAccountAuthorizationDetailsResponse> answers =
                calls.all(Action.GET_ACCOUNT_AUTHORIZATION_DETAILS, (client, marker) -> {
                    var details = client.getAccountAuthorizationDetails(asked -> asked.filter(
                                    EntityType.USER,
                                    EntityType.GROUP,
                                    EntityType.LOCAL_MANAGED_POLICY,
                                    EntityType.AWS_MANAGED_POLICY)
                            .marker(marker)
                            .maxItems(pageSize));
                    return Calls.Page.of(List.of(details), details.isTruncated(), details.marker());
                });
        Entitlements all = new Entitlements();
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
        return all.listed.entrySet().stream()
                .map(one -> new ObservedEntitlement(
                        new EntitlementRef(one.getKey()), one.getValue().name, one.getValue().members))
                .toList();
    }

    private void add(ManagedPolicyDetail policy) throws Trouble {
        entitlement(Calls.told(policy.arn()), Calls.told(policy.policyName()));
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
        for (String group : user.groupList()) {
            String arn = Optional.ofNullable(groupArns.get(group))
                    .orElseThrow(() -> Trouble.unreachable(
                            "a group came, went or was renamed while the account was read: read it again"));
            entitlement(arn, group).members.add(member);
        }
        attached(user.attachedManagedPolicies(), member);
        for (PolicyDetail inline : user.userPolicyList()) {
            if (!Denial.isOurs(inline.policyName(), inline.policyDocument())) {
                Membership held = new Membership.Inline(user.userId(), Calls.told(inline.policyName()));
                entitlement(held.ref().nativeId(), held.name()).members.add(member);
            }
        }
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
