package dev.tenure.rest.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoleAugmentorTest {

    @Test
    void theProvidersRolesBecomeOursByTheDefaultNames() {
        RoleAugmentor augmentor = augmentor(Map.of());
        assertEquals(
                Set.of(
                        "ADMINISTRATOR",
                        "OPERATOR",
                        "APPROVER",
                        "REQUESTER",
                        "AUDITOR",
                        "CONFIDENTIAL_HR",
                        "AGENT",
                        "HR_SOURCE"),
                augmentor.ours(Set.of(
                        "tenure-administrator",
                        "tenure-operator",
                        "tenure-approver",
                        "tenure-requester",
                        "tenure-auditor",
                        "tenure-confidential-hr",
                        "tenure-agent",
                        "tenure-hr-source")));
    }

    @Test
    void aConfiguredNameTakesThePlaceOfTheDefault() {
        RoleAugmentor augmentor = augmentor(Map.of("tenure.roles.auditor", "Audit,External Audit"));
        assertEquals(Set.of("AUDITOR"), augmentor.ours(Set.of("External Audit", "tenure-auditor-2")));
        assertEquals(Set.of(), augmentor.ours(Set.of("tenure-auditor")));
    }

    @Test
    void aRoleOfTheProvidersThatIsCalledLikeOneOfOursGivesNothing() {
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("sub-1"))
                .addRoles(Set.of("ADMINISTRATOR", "tenure-auditor"))
                .addAttribute("kept", "yes")
                .build();
        SecurityIdentity mapped =
                augmentor(Map.of()).augment(identity, new Blocking()).await().indefinitely();
        assertEquals(Set.of("AUDITOR"), mapped.getRoles());
        assertEquals("yes", mapped.getAttribute("kept"));
        assertEquals(new Caller("sub-1", "sub-1", Set.of(Role.AUDITOR)), Callers.of(mapped));
    }

    @Test
    void whoIsNotSignedInStaysSo() {
        SecurityIdentity anonymous =
                QuarkusSecurityIdentity.builder().setAnonymous(true).build();
        assertTrue(augmentor(Map.of())
                .augment(anonymous, new Blocking())
                .await()
                .indefinitely()
                .isAnonymous());
        assertThrows(UnauthorizedException.class, () -> new Callers(anonymous).current());
    }

    @Test
    void theSubjectOfATokenNamesThePersonAndNotTheName() {
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new Token("sample.person", "sub-2"))
                .addRole("OPERATOR")
                .build();
        assertEquals(new Caller("sub-2", "sample.person", Set.of(Role.OPERATOR)), new Callers(identity).current());
    }

    @Test
    void aTokenWithoutASubjectIsNotAccepted() {
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new Token("sample.person", null))
                .build();
        assertThrows(UnauthorizedException.class, () -> new Callers(identity).current());
    }

    private static RoleAugmentor augmentor(Map<String, String> configured) {
        RoleClaims claims = new RoleClaims(
                claim(configured, "administrator"),
                claim(configured, "operator"),
                claim(configured, "approver"),
                claim(configured, "requester"),
                claim(configured, "auditor"),
                claim(configured, "confidential-hr"),
                claim(configured, "agent"),
                claim(configured, "hr-source"));
        return new RoleAugmentor(claims);
    }

    private static Set<String> claim(Map<String, String> configured, String role) {
        return Set.of(configured
                .getOrDefault("tenure.roles." + role, "tenure-" + role)
                .split(","));
    }

    private record Token(String name, @Nullable String subject) implements JsonWebToken {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of("sub");
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> @Nullable T getClaim(String claim) {
            return claim.equals("sub") ? (T) subject : null;
        }
    }

    private static final class Blocking implements AuthenticationRequestContext {
        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> doing) {
            return Uni.createFrom().item(doing);
        }
    }
}
