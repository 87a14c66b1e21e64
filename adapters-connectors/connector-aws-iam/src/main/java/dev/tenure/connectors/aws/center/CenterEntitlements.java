package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connectors.aws.Calls;
import dev.tenure.connectors.aws.Listings;
import dev.tenure.connectors.aws.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.identitystore.model.Group;
import software.amazon.awssdk.services.identitystore.model.GroupMembership;
import software.amazon.awssdk.services.ssoadmin.model.AccountAssignment;
import software.amazon.awssdk.services.ssoadmin.model.PrincipalType;

/**
 * Groups with their users, page by page, and then every permission set in every account it is in, with the users and groups that
 * have it there.
 */
final class CenterEntitlements implements Listings.Reading<ObservedEntitlement> {

    /** Where a listing is beyond the groups: how many pairs it has told. */
    private static final String PAIRS = "pairs:";

    private final CenterCalls calls;
    private final CenterUsers users;
    private final CenterMemberships memberships;
    private final PermissionSets sets;
    /** The ids of users and groups that are there. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private Optional<List<Access.Assignment>> pairs = Optional.empty();

    CenterEntitlements(CenterCalls calls, CenterUsers users, CenterMemberships memberships, PermissionSets sets) {
        this.calls = calls;
        this.users = users;
        this.memberships = memberships;
        this.sets = sets;
    }

    @Override
    public Listings.Part<ObservedEntitlement> at(Optional<String> marker) throws Trouble {
        return Listings.Part.of(
                marker.filter(at -> at.startsWith(PAIRS)).isPresent()
                        ? pairs(Integer.parseInt(marker.get().substring(PAIRS.length())))
                        : groups(marker));
    }

    private Calls.Page<ObservedEntitlement> groups(Optional<String> marker) throws Trouble {
        String store = calls.instance().store();
        Calls.Page<Group> page = calls.pageInStore(
                CenterAction.LIST_GROUPS,
                (client, at) -> {
                    var answer = client.listGroups(
                            asked -> asked.identityStoreId(store).nextToken(at).maxResults(calls.pageSize()));
                    return CenterCalls.page(answer.groups(), answer.nextToken());
                },
                marker);
        return new Calls.Page<>(
                calls.each(page.items(), this::observed), page.next().or(() -> Optional.of(PAIRS + 0)));
    }

    private ObservedEntitlement observed(Group group) throws Trouble {
        String store = calls.instance().store();
        String id = Calls.told(group.groupId());
        known.add(id);
        List<GroupMembership> listed = calls.allInStore(CenterAction.LIST_GROUP_MEMBERSHIPS, (client, marker) -> {
            var page = client.listGroupMemberships(asked ->
                    asked.identityStoreId(store).groupId(id).nextToken(marker).maxResults(calls.pageSize()));
            return CenterCalls.page(page.groupMemberships(), page.nextToken());
        });
        List<ObservedMember> members = new ArrayList<>();
        for (GroupMembership one : listed) {
            String user = one.memberId() == null ? null : one.memberId().userId();
            members.add(
                    user == null
                            ? new ObservedMember.Unresolvable(
                                    Calls.told(one.membershipId()), "AWS does not say which user it is")
                            : new ObservedMember.Account(new AccountRef(user)));
        }
        String name = group.displayName() == null ? id : group.displayName();
        return new ObservedEntitlement(new Access.Group(id).ref(), name, members);
    }

    private Calls.Page<ObservedEntitlement> pairs(int from) throws Trouble {
        List<Access.Assignment> all = all();
        int to = Math.min(all.size(), from + calls.pageSize());
        return new Calls.Page<>(
                calls.each(all.subList(from, to), this::observed),
                to < all.size() ? Optional.of(PAIRS + to) : Optional.empty());
    }

    /** They are listed once: a page that failed may be asked for again. */
    private synchronized List<Access.Assignment> all() throws Trouble {
        if (pairs.isEmpty()) {
            List<Access.Assignment> all = new ArrayList<>();
            List<List<Access.Assignment>> bySet = calls.each(sets.all(), set -> sets.accounts(set).stream()
                    .map(account -> new Access.Assignment(account, set))
                    .toList());
            bySet.forEach(all::addAll);
            Optional<String> marker = Optional.empty();
            do {
                Calls.Page<CenterUser> page = users.page(marker);
                page.items().forEach(user -> known.add(user.id()));
                marker = page.next();
            } while (marker.isPresent());
            pairs = Optional.of(List.copyOf(all));
        }
        return pairs.get();
    }

    private ObservedEntitlement observed(Access.Assignment pair) throws Trouble {
        List<ObservedMember> members = new ArrayList<>();
        for (AccountAssignment one : sets.holders(pair)) {
            members.add(member(one.principalType(), Calls.told(one.principalId())));
        }
        return new ObservedEntitlement(pair.ref(), sets.name(pair), members);
    }

    /** AWS keeps assignments of users and groups that were deleted. */
    private ObservedMember member(@Nullable PrincipalType type, String id) throws Trouble {
        if (type == PrincipalType.USER) {
            AccountRef user = new AccountRef(id);
            return known.contains(id) || users.user(user).isPresent()
                    ? new ObservedMember.Account(user)
                    : new ObservedMember.Unresolvable(id, "the user it was given to is not there any more");
        }
        if (type == PrincipalType.GROUP) {
            Access.Group group = new Access.Group(id);
            return known.contains(id) || memberships.name(group).isPresent()
                    ? new ObservedMember.Entitlement(group.ref())
                    : new ObservedMember.Unresolvable(id, "the group it was given to is not there any more");
        }
        return new ObservedMember.Unresolvable(id, "AWS does not say whether it is a user or a group");
    }
}
