package dev.tenure.testkit.push;

import dev.tenure.application.push.PushedGroups;
import dev.tenure.application.push.PushedPage;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.push.PushedValue;
import dev.tenure.domain.push.PushedValue.Complex;
import dev.tenure.domain.push.PushedValue.Many;
import dev.tenure.domain.push.PushedValue.Text;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Pushed groups in memory. */
public final class InMemoryPushedGroups implements PushedGroups {

    private record Kept(PushedGroup group, boolean removed) {}

    private final Table<PushedGroupId, Kept> groups;

    /** @param transactions what it takes part in */
    public InMemoryPushedGroups(InMemoryTransactions transactions) {
        this.groups = transactions.table();
    }

    private Stream<PushedGroup> live() {
        return groups.all().filter(kept -> !kept.removed()).map(Kept::group);
    }

    @Override
    public Optional<PushedGroup> find(String source, PushedGroupId id) {
        return groups.find(id)
                .filter(kept -> !kept.removed() && kept.group().source().equals(source))
                .map(Kept::group);
    }

    @Override
    public Optional<PushedGroup> ofExternalId(String source, String externalId) {
        return live().filter(group -> group.source().equals(source)
                        && group.externalId().filter(externalId::equals).isPresent())
                .map(InMemoryPushedGroups::withoutMembers)
                .findFirst();
    }

    @Override
    public PushedGroup save(PushedGroup group) {
        check(group);
        boolean taken = group.externalId()
                .flatMap(id -> ofExternalId(group.source(), id))
                .filter(other -> !other.id().equals(group.id()))
                .isPresent();
        if (taken) {
            throw new StaleVersion("the group");
        }
        // Who is a member already keeps the place.
        Set<PushedUserId> members = new LinkedHashSet<>(
                groups.find(group.id()).map(kept -> kept.group().members()).orElse(Set.of()));
        members.retainAll(group.members());
        members.addAll(group.members());
        PushedGroup saved =
                group.revise(group.document(), members, group.lastModified()).at(group.version() + 1);
        groups.put(group.id(), new Kept(saved, false));
        return saved;
    }

    private void check(PushedGroup group) {
        if (groups.find(group.id()).map(kept -> kept.group().version()).orElse(0L) != group.version()) {
            throw new StaleVersion("the group");
        }
    }

    @Override
    public void remove(PushedGroup group) {
        check(group);
        groups.put(group.id(), new Kept(withoutMembers(group).at(group.version() + 1), true));
    }

    @Override
    public void dismiss(PushedUserId user, Instant now) {
        live().filter(group -> group.members().contains(user)).forEach(group -> {
            Set<PushedUserId> rest = new LinkedHashSet<>(group.members());
            rest.remove(user);
            groups.put(
                    group.id(),
                    new Kept(group.revise(group.document(), rest, now).at(group.version() + 1), false));
        });
    }

    @Override
    public Map<PushedUserId, List<Membership>> memberships(Set<PushedUserId> users) {
        Map<PushedUserId, List<Membership>> found = new HashMap<>();
        for (PushedUserId user : users) {
            List<Membership> of = live().filter(group -> group.members().contains(user))
                    .sorted(Comparator.comparing(PushedGroup::displayName))
                    .map(group -> new Membership(group.id(), group.displayName()))
                    .toList();
            if (!of.isEmpty()) {
                found.put(user, of);
            }
        }
        return found;
    }

    @Override
    public PushedPage<PushedGroup> list(String source, PushedQuery query, boolean withMembers) {
        PushedPage<PushedGroup> page = new PushedListing<>(
                        InMemoryPushedGroups::whole, group -> group.id().value(), PushedGroup::version)
                .list(
                        live().filter(group -> group.source().equals(source)).toList(),
                        id -> groups.find(new PushedGroupId(id)).map(Kept::group),
                        query);
        return withMembers || !(page instanceof PushedPage.Found<PushedGroup> found)
                ? page
                : new PushedPage.Found<>(
                        found.total(),
                        found.items().stream()
                                .map(InMemoryPushedGroups::withoutMembers)
                                .toList(),
                        found.next());
    }

    private static PushedGroup withoutMembers(PushedGroup group) {
        return new PushedGroup(
                group.id(),
                group.source(),
                group.document(),
                Set.of(),
                group.created(),
                group.lastModified(),
                group.version());
    }

    private static Complex whole(PushedGroup group) {
        TreeMap<String, PushedValue> attributes = new TreeMap<>(PushedListing.whole(
                        group.document(),
                        group.id().value(),
                        "Group",
                        new Text(group.created().toString()),
                        new Text(group.lastModified().toString()),
                        group.version())
                .attributes());
        if (!group.members().isEmpty()) {
            attributes.put(
                    "members",
                    new Many(group.members().stream()
                            .<PushedValue>map(member -> Complex.of(
                                    Map.of("value", new Text(member.value().toString()), "type", new Text("User"))))
                            .toList()));
        }
        return new Complex(attributes);
    }
}
