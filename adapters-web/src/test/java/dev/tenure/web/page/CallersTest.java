package dev.tenure.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.IOThreadDetector;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallersTest {

    private boolean onTheEventLoop;

    @BeforeEach
    void tellThreadsApart() {
        IOThreadDetector detector = () -> onTheEventLoop;
        BlockingOperationControl.setIoThreadDetector(new IOThreadDetector[] {detector});
    }

    @AfterEach
    void forgetThreads() {
        BlockingOperationControl.setIoThreadDetector(new IOThreadDetector[0]);
    }

    /** An ID token with these claims. */
    private record Token(Map<String, Object> claims) implements JsonWebToken {

        @Override
        public String getName() {
            return "a name that changes";
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> @Nullable T getClaim(String name) {
            return (T) claims.get(name);
        }
    }

    /** Somebody the provider vouches for, or nobody. */
    private record Vouched(Principal getPrincipal, boolean isAnonymous, Set<String> getRoles)
            implements SecurityIdentity {

        @Override
        public boolean hasRole(String role) {
            return getRoles.contains(role);
        }

        @Override
        public <T extends Credential> @Nullable T getCredential(Class<T> type) {
            return null;
        }

        @Override
        public Set<Credential> getCredentials() {
            return Set.of();
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> @Nullable T getAttribute(String name) {
            return null;
        }

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of();
        }

        @Override
        public Uni<Boolean> checkPermission(Permission permission) {
            return Uni.createFrom().item(false);
        }
    }

    private static SecurityIdentity identity(Principal principal, String... roles) {
        return new Vouched(principal, false, Set.of(roles));
    }

    @Test
    void thePersonIsTheirSubjectAndIsShownByName() {
        Token token = new Token(Map.of("sub", "00u1", "name", "Ada Sample", "preferred_username", "ada"));
        assertEquals(new Caller("00u1", "Ada Sample", Set.of(Role.AUDITOR)), Callers.of(identity(token, "AUDITOR")));
    }

    @Test
    void whereNoNameIsGivenTheUserNameOrTheSubjectStandsForIt() {
        assertEquals(
                "ada",
                Callers.of(identity(new Token(Map.of("sub", "00u1", "preferred_username", "ada"))))
                        .name());
        assertEquals(
                "00u1", Callers.of(identity(new Token(Map.of("sub", "00u1")))).name());
    }

    @Test
    void aTokenWithoutSubjectIsNobody() {
        assertThrows(IllegalStateException.class, () -> Callers.of(identity(new Token(Map.of("name", "Ada Sample")))));
    }

    @Test
    void onlyOurOwnRolesCount() {
        Caller caller = Callers.of(identity((Principal) () -> "ada", "OPERATOR", "operator", "root"));
        assertEquals(Set.of(Role.OPERATOR), caller.roles());
    }

    @Test
    void onTheEventLoopNobodyIsAskedWhoTheyAre() {
        Callers callers = new Callers(identity((Principal) () -> "ada", "OPERATOR"));
        assertEquals("ada", callers.current().subject());
        onTheEventLoop = true;
        assertTrue(callers.find().isEmpty());
    }

    @Test
    void nobodySignedInIsNoCaller() {
        Callers callers = new Callers(new Vouched(() -> "", true, Set.of()));
        assertTrue(callers.find().isEmpty());
        assertThrows(IllegalStateException.class, callers::current);
    }
}
