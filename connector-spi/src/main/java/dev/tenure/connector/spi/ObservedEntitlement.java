package dev.tenure.connector.spi;

import java.util.List;

/**
 * An entitlement as a listing shows it, with its direct members.
 *
 * @param ref its stable id
 * @param name what people call it
 * @param members direct members, whole however many there are
 */
public record ObservedEntitlement(EntitlementRef ref, String name, List<ObservedMember> members) {

    public ObservedEntitlement {
        members = List.copyOf(members);
    }
}
