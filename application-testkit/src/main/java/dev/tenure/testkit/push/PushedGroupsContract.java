package dev.tenure.testkit.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.push.PushedAttribute;
import dev.tenure.application.push.PushedAttribute.Kind;
import dev.tenure.application.push.PushedFilter.Compare;
import dev.tenure.application.push.PushedFilter.Literal;
import dev.tenure.application.push.PushedFilter.Operator;
import dev.tenure.application.push.PushedGroups;
import dev.tenure.application.push.PushedGroups.Membership;
import dev.tenure.application.push.PushedPage.Found;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.application.push.PushedQuery.Window;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.push.PushedValue.Complex;
import dev.tenure.domain.push.PushedValue.Text;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link PushedGroups} promises. */
public interface PushedGroupsContract {

    /** The ports under test. */
    Ports ports();

    private String source() {
        String name = Samples.unique("push");
        ports().transactions().call(now -> ports().pushClients()
                .save(new PushClient(WorkerSource.named(name, Samples.ZONE), name, true, 0)));
        return name;
    }

    private <T> T in(Function<PushedGroups, T> work) {
        return ports().transactions().call(now -> work.apply(ports().pushedGroups()));
    }

    private PushedUserId user(String source) {
        return ports().transactions()
                .call(now -> ports().pushedUsers()
                        .save(PushedUser.register(
                                new PushedUserId(ports().identifiers().next()),
                                source,
                                Complex.of(Map.of("userName", new Text(Samples.unique("user")))),
                                now)))
                .id();
    }

    private static Complex named(String name, String externalId) {
        return Complex.of(Map.of("displayName", new Text(name), "externalId", new Text(externalId)));
    }

    private PushedGroup added(String source, String name, PushedUserId... members) {
        return ports().transactions().call(now -> ports().pushedGroups()
                .save(new PushedGroup(
                        new PushedGroupId(ports().identifiers().next()),
                        source,
                        named(name, name),
                        new LinkedHashSet<>(List.of(members)),
                        now.truncatedTo(ChronoUnit.MICROS),
                        now.truncatedTo(ChronoUnit.MICROS),
                        0)));
    }

    @Test
    default void aGroupComesBackWithItsMembersInTheOrderInWhichTheyCame() {
        String source = source();
        PushedUserId a = user(source);
        PushedUserId b = user(source);
        PushedUserId c = user(source);
        PushedGroup group = added(source, "G", c, a);
        assertEquals(1, group.version());
        assertEquals(Optional.of(group), in(groups -> groups.find(source, group.id())));
        assertEquals(
                Optional.of(group.id()),
                in(groups -> groups.ofExternalId(source, "G")).map(PushedGroup::id));
        PushedGroup changed = in(groups -> groups.save(group.revise(
                named("H", "H"),
                new LinkedHashSet<>(List.of(b, c)),
                group.created().plusSeconds(1))));
        assertEquals(2, changed.version());
        PushedGroup read = in(groups -> groups.find(source, group.id())).orElseThrow();
        assertEquals(changed, read);
        assertEquals(List.of(c, b), List.copyOf(read.members()));
    }

    @Test
    default void anotherSourceSeesNothing() {
        String source = source();
        String other = source();
        PushedGroup group = added(source, "G");
        assertEquals(Optional.empty(), in(groups -> groups.find(other, group.id())));
        assertEquals(Optional.empty(), in(groups -> groups.ofExternalId(other, "G")));
        assertEquals(0, list(other, "G").total());
        added(other, "G");
    }

    private Found<PushedGroup> list(String source, String name) {
        PushedQuery query = new PushedQuery(
                Optional.of(new Compare(
                        new PushedAttribute(List.of("displayName"), Kind.TEXT, false),
                        Operator.EQUAL,
                        new Literal.Text(name))),
                Optional.empty(),
                new Window.Index(1, 10));
        return foundIn(in(groups -> groups.list(source, query, true)));
    }

    @SuppressWarnings("unchecked")
    private static Found<PushedGroup> foundIn(Object page) {
        return (Found<PushedGroup>) assertInstanceOf(Found.class, page);
    }

    @Test
    default void groupsAreFoundByTheirMembersAndMembersKnowTheirGroups() {
        String source = source();
        PushedUserId member = user(source);
        PushedGroup second = added(source, "b", member);
        PushedGroup first = added(source, "a", member);
        added(source, "c");
        PushedUserId alone = user(source);
        assertEquals(
                Map.of(member, List.of(new Membership(first.id(), "a"), new Membership(second.id(), "b"))),
                in(groups -> groups.memberships(Set.of(member, alone))));
        PushedQuery query = new PushedQuery(
                Optional.of(new Compare(
                        new PushedAttribute(List.of("members", "value"), Kind.TEXT, true),
                        Operator.EQUAL,
                        new Literal.Text(member.value().toString()))),
                Optional.empty(),
                new Window.Index(1, 10));
        Found<PushedGroup> found = foundIn(in(groups -> groups.list(source, query, true)));
        assertEquals(List.of(second, first), found.items());
        Found<PushedGroup> bare = foundIn(in(groups -> groups.list(source, query, false)));
        assertEquals(Set.of(), bare.items().getFirst().members());
    }

    @Test
    default void whoIsDismissedIsInNoGroupAndEachGroupHasANewVersion() {
        String source = source();
        PushedUserId member = user(source);
        PushedGroup group = added(source, "G", member);
        PushedGroup other = added(source, "other");
        in(groups -> {
            groups.dismiss(member, group.created().plusSeconds(5));
            return groups;
        });
        PushedGroup read = in(groups -> groups.find(source, group.id())).orElseThrow();
        assertEquals(Set.of(), read.members());
        assertEquals(2, read.version());
        assertEquals(group.created().plusSeconds(5), read.lastModified());
        assertEquals(Optional.of(other), in(groups -> groups.find(source, other.id())));
        assertEquals(Map.of(), in(groups -> groups.memberships(Set.of(member))));
    }

    @Test
    default void aRemovedGroupIsGoneAndItsNameIsFree() {
        String source = source();
        PushedUserId member = user(source);
        PushedGroup group = added(source, "G", member);
        in(groups -> {
            groups.remove(group);
            return groups;
        });
        assertEquals(Optional.empty(), in(groups -> groups.find(source, group.id())));
        assertEquals(Map.of(), in(groups -> groups.memberships(Set.of(member))));
        assertEquals(0, list(source, "g").total());
        added(source, "G");
    }

    @Test
    default void whatIsStaleOrTakenIsRefused() {
        String source = source();
        PushedGroup group = added(source, "G");
        in(groups -> groups.save(group));
        Refusal.of(ports(), () -> ports().pushedGroups().save(group));
        Refusal.of(ports(), () -> ports().pushedGroups().remove(group));
        assertThrows(RuntimeException.class, () -> added(source, "G"));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().pushedGroups().ofExternalId("x", "y"));
    }
}
