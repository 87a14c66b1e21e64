package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.EntitlementRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/**
 * A role as IAM tells it.
 *
 * @param id what sessions are told by, with their name behind it
 * @param policies the managed policies that are attached, and its inline ones but for the connector's own, with what people call them
 */
record IamRole(String id, String name, String arn, Trust trust, List<Policy> policies) {

    /** A policy of a role. */
    record Policy(EntitlementRef ref, String name) {}

    private static final List<String> OF_AWS = List.of("/aws-service-role/", "/aws-reserved/");

    /** Empty for roles of AWS's own services, which nobody else can change. */
    static Optional<IamRole> of(RoleDetail role) throws Trouble {
        String path = Objects.requireNonNullElse(role.path(), "/");
        if (OF_AWS.stream().anyMatch(path::startsWith)) {
            return Optional.empty();
        }
        String arn = Calls.told(role.arn());
        String name = Calls.told(role.roleName());
        List<Policy> policies = new ArrayList<>();
        for (AttachedPolicy policy : role.attachedManagedPolicies()) {
            policies.add(
                    new Policy(new EntitlementRef(Calls.told(policy.policyArn())), Calls.told(policy.policyName())));
        }
        for (PolicyDetail inline : role.rolePolicyList()) {
            String policy = Calls.told(inline.policyName());
            if (!RoleDenial.isOurs(policy, inline.policyDocument())) {
                policies.add(new Policy(Membership.inline(arn, policy), policy + " (inline in " + name + ")"));
            }
        }
        return Optional.of(new IamRole(
                Calls.told(role.roleId()),
                name,
                arn,
                Trust.of(Objects.requireNonNullElse(role.assumeRolePolicyDocument(), "")),
                List.copyOf(policies)));
    }

    EntitlementRef ref() {
        return new EntitlementRef(arn);
    }
}
