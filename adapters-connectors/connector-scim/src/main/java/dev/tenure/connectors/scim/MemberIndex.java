package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedMember;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which account or group a member stands for. Made once for a listing of groups, from a listing of all ids; an account made
 * after that is reported as unresolvable until the next listing.
 */
final class MemberIndex {

    private final Set<String> accounts = new HashSet<>();
    private final Set<String> groups = new HashSet<>();

    void account(JsonNode user) {
        AccountShape.id(user).ifPresent(accounts::add);
    }

    void group(JsonNode group) {
        AccountShape.id(group).ifPresent(groups::add);
    }

    ObservedMember resolve(JsonNode member) {
        Optional<String> value = Groups.value(member).filter(v -> !v.isBlank());
        if (value.isEmpty()) {
            return new ObservedMember.Unresolvable("?", "the target lists a member without a value");
        }
        String id = value.get();
        boolean account = accounts.contains(id);
        boolean group = groups.contains(id);
        if (group && (!account || Groups.nested(member))) {
            return new ObservedMember.Entitlement(new EntitlementRef(id));
        }
        return account
                ? new ObservedMember.Account(new AccountRef(id))
                : new ObservedMember.Unresolvable(
                        AccountShape.cut(id), "it is no account and no group among those that the target lists");
    }
}
