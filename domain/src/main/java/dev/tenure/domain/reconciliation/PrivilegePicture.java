package dev.tenure.domain.reconciliation;

import dev.tenure.domain.inventory.EntitlementClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What makes an account privileged.
 *
 * @param held the privileged entitlements that it holds, by name
 * @param marked whether the account itself is marked, which may be the only reason
 */
public record PrivilegePicture(List<Held> held, boolean marked) {

    public PrivilegePicture {
        held = List.copyOf(held);
    }

    /**
     * An entitlement.
     *
     * @param nativeId the target's id of it; its name where only a listing for a person told of it and no read showed it yet
     * @param name what people call it on the target
     * @param as of which class it is; empty where no read showed it yet
     */
    public record Held(String nativeId, String name, Optional<EntitlementClass> as) {}

    /** Whether these are the native ids of all that is held, and of nothing else. */
    public boolean isOf(Set<String> nativeIds) {
        return held.stream().map(Held::nativeId).collect(Collectors.toSet()).equals(nativeIds);
    }
}
