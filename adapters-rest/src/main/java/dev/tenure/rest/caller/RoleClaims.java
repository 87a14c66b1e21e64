package dev.tenure.rest.caller;

import dev.tenure.domain.authorization.Role;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which role of the OpenID provider stands for which of ours. Where in the token the provider's roles are is told by {@code
 * quarkus.oidc.roles.role-claim-path}. Several values may stand for one role, divided by commas.
 */
@Singleton
public final class RoleClaims {

    private final Map<Role, Set<String>> claims;

    /** Takes what stands for each role. */
    public RoleClaims(
            @ConfigProperty(name = "tenure.roles.administrator", defaultValue = "tenure-administrator")
                    Set<String> administrator,
            @ConfigProperty(name = "tenure.roles.operator", defaultValue = "tenure-operator") Set<String> operator,
            @ConfigProperty(name = "tenure.roles.approver", defaultValue = "tenure-approver") Set<String> approver,
            @ConfigProperty(name = "tenure.roles.requester", defaultValue = "tenure-requester") Set<String> requester,
            @ConfigProperty(name = "tenure.roles.auditor", defaultValue = "tenure-auditor") Set<String> auditor,
            @ConfigProperty(name = "tenure.roles.confidential-hr", defaultValue = "tenure-confidential-hr")
                    Set<String> confidentialHr,
            @ConfigProperty(name = "tenure.roles.agent", defaultValue = "tenure-agent") Set<String> agent,
            @ConfigProperty(name = "tenure.roles.hr-source", defaultValue = "tenure-hr-source") Set<String> hrSource) {
        this.claims = Map.ofEntries(
                Map.entry(Role.ADMINISTRATOR, Set.copyOf(administrator)),
                Map.entry(Role.OPERATOR, Set.copyOf(operator)),
                Map.entry(Role.APPROVER, Set.copyOf(approver)),
                Map.entry(Role.REQUESTER, Set.copyOf(requester)),
                Map.entry(Role.AUDITOR, Set.copyOf(auditor)),
                Map.entry(Role.CONFIDENTIAL_HR, Set.copyOf(confidentialHr)),
                Map.entry(Role.AGENT, Set.copyOf(agent)),
                Map.entry(Role.HR_SOURCE, Set.copyOf(hrSource)));
    }

    /** What stands for a role. */
    public Set<String> of(Role role) {
        return claims.getOrDefault(role, Set.of());
    }
}
