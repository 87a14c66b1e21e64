package dev.tenure.testkit.push;

import dev.tenure.application.push.PushedPage;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.application.push.PushedUsers;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.push.PushedValue;
import dev.tenure.domain.push.PushedValue.Complex;
import dev.tenure.domain.push.PushedValue.Flag;
import dev.tenure.domain.push.PushedValue.Many;
import dev.tenure.domain.push.PushedValue.Text;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pushed users in memory. */
public final class InMemoryPushedUsers implements PushedUsers {

    private final Table<PushedUserId, PushedUser> users;
    private final InMemoryPushedGroups groups;

    /**
     * @param transactions what it takes part in
     * @param groups whom users can be looked for by
     */
    public InMemoryPushedUsers(InMemoryTransactions transactions, InMemoryPushedGroups groups) {
        this.users = transactions.table();
        this.groups = groups;
    }

    private Stream<PushedUser> live(String source) {
        return users.all().filter(user -> !user.withdrawn() && user.source().equals(source));
    }

    private Optional<PushedUser> only(String source, Predicate<PushedUser> wanted) {
        return live(source).filter(wanted).findFirst();
    }

    @Override
    public Optional<PushedUser> find(String source, PushedUserId id) {
        return only(source, user -> user.id().equals(id));
    }

    @Override
    public Optional<PushedUser> ofUserName(String source, String userName) {
        return only(source, user -> user.userName().equalsIgnoreCase(userName));
    }

    @Override
    public Optional<PushedUser> ofExternalId(String source, String externalId) {
        return only(source, user -> user.externalId().filter(externalId::equals).isPresent());
    }

    @Override
    public Optional<PushedUser> ofWorkerId(String source, String workerId) {
        return only(source, user -> user.workerId().equals(workerId));
    }

    @Override
    public Set<PushedUserId> known(String source, Set<PushedUserId> ids) {
        return live(source).map(PushedUser::id).filter(ids::contains).collect(Collectors.toSet());
    }

    @Override
    public PushedUser save(PushedUser user) {
        boolean taken = !user.withdrawn()
                && Stream.of(
                                ofUserName(user.source(), user.userName()),
                                user.externalId().flatMap(id -> ofExternalId(user.source(), id)),
                                ofWorkerId(user.source(), user.workerId()))
                        .flatMap(Optional::stream)
                        .anyMatch(other -> !other.id().equals(user.id()));
        if (taken || users.find(user.id()).map(PushedUser::version).orElse(0L) != user.version()) {
            throw new StaleVersion("the user");
        }
        PushedUser saved = user.at(user.version() + 1);
        users.put(user.id(), saved);
        return saved;
    }

    @Override
    public PushedPage<PushedUser> list(String source, PushedQuery query) {
        return new PushedListing<>(this::whole, (PushedUser user) -> user.id().value(), PushedUser::version)
                .list(live(source).toList(), id -> users.find(new PushedUserId(id)), query);
    }

    private Complex whole(PushedUser user) {
        TreeMap<String, PushedValue> attributes = new TreeMap<>(PushedListing.whole(
                        user.document(),
                        user.id().value(),
                        "User",
                        new Text(user.created().toString()),
                        new Text(user.lastModified().toString()),
                        user.version())
                .attributes());
        attributes.putIfAbsent("active", new Flag(user.inactiveSince().isEmpty()));
        List<PushedValue> memberships =
                groups.memberships(Set.of(user.id())).getOrDefault(user.id(), List.of()).stream()
                        .<PushedValue>map(membership -> Complex.of(Map.of(
                                "value", new Text(membership.group().value().toString()),
                                "display", new Text(membership.displayName()),
                                "type", new Text("direct"))))
                        .toList();
        if (!memberships.isEmpty()) {
            attributes.put("groups", new Many(memberships));
        }
        return new Complex(attributes);
    }
}
