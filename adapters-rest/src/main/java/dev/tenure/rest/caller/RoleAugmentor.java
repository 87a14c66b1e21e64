package dev.tenure.rest.caller;

import dev.tenure.domain.authorization.Role;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Replaces the provider's roles by ours, so that everything behind the door speaks of {@link Role}. What the provider says
 * beyond that is dropped: a role of its own that happens to be called like one of ours gives nothing.
 */
@Singleton
public final class RoleAugmentor implements SecurityIdentityAugmentor {

    private final RoleClaims claims;

    /** @param claims which of the provider's roles stands for which of ours */
    public RoleAugmentor(RoleClaims claims) {
        this.claims = claims;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity.isAnonymous() ? identity : mapped(identity));
    }

    private SecurityIdentity mapped(SecurityIdentity identity) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addPermissionChecker(identity::checkPermission)
                .addRoles(ours(identity.getRoles()))
                .build();
    }

    Set<String> ours(Set<String> theirs) {
        return Arrays.stream(Role.values())
                .filter(role -> !Collections.disjoint(claims.of(role), theirs))
                .map(Role::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
