package dev.tenure.testkit.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.push.PushedAttribute;
import dev.tenure.application.push.PushedAttribute.Kind;
import dev.tenure.application.push.PushedFilter;
import dev.tenure.application.push.PushedFilter.Compare;
import dev.tenure.application.push.PushedFilter.Literal;
import dev.tenure.application.push.PushedFilter.Operator;
import dev.tenure.application.push.PushedPage;
import dev.tenure.application.push.PushedPage.Found;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.application.push.PushedQuery.Sort;
import dev.tenure.application.push.PushedQuery.Window;
import dev.tenure.application.push.PushedUsers;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.push.PushedValue;
import dev.tenure.domain.push.PushedValue.Complex;
import dev.tenure.domain.push.PushedValue.Flag;
import dev.tenure.domain.push.PushedValue.Many;
import dev.tenure.domain.push.PushedValue.Text;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link PushedUsers} promises. */
public interface PushedUsersContract {

    /** A title, in whatever case. */
    PushedAttribute TITLE = new PushedAttribute(List.of("title"), Kind.TEXT, false);

    /** The ports under test. */
    Ports ports();

    private String source() {
        String name = Samples.unique("push");
        ports().transactions().call(now -> ports().pushClients()
                .save(new PushClient(WorkerSource.named(name, Samples.ZONE), name, true, 0)));
        return name;
    }

    private <T> T in(Function<PushedUsers, T> work) {
        return ports().transactions().call(now -> work.apply(ports().pushedUsers()));
    }

    private PushedUser added(String source, String userName, Map<String, PushedValue> more) {
        TreeMap<String, PushedValue> attributes = new TreeMap<>(more);
        attributes.put("userName", new Text(userName));
        return ports().transactions().call(now -> ports().pushedUsers()
                .save(PushedUser.register(
                        new PushedUserId(ports().identifiers().next()),
                        source,
                        new Complex(attributes),
                        now.truncatedTo(ChronoUnit.MICROS))));
    }

    private List<String> names(String source, PushedFilter filter) {
        PushedQuery query = new PushedQuery(Optional.of(filter), Optional.empty(), new Window.Index(1, 100));
        Found<PushedUser> found = found(in(users -> users.list(source, query)));
        assertEquals(found.total(), found.items().size());
        return found.items().stream().map(PushedUser::userName).toList();
    }

    @SuppressWarnings("unchecked")
    private static Found<PushedUser> found(PushedPage<PushedUser> page) {
        return (Found<PushedUser>) assertInstanceOf(Found.class, page);
    }

    private static PushedFilter compare(PushedAttribute attribute, Operator operator, String text) {
        return new Compare(attribute, operator, new Literal.Text(text));
    }

    @Test
    default void everyFieldComesBackAsItWasWithTheVersionCounted() {
        String source = source();
        PushedUser user = added(
                source,
                "Ä'\"\\%_",
                Map.of(
                        "externalId", new Text("Ext"),
                        "active", new Flag(false),
                        "emails",
                                new Many(List.of(
                                        Complex.of(Map.of("value", new Text("a@b"), "primary", new Flag(true)))))));
        assertEquals(1, user.version());
        assertEquals(Optional.of(user), in(users -> users.find(source, user.id())));
        assertEquals(Optional.of(user), in(users -> users.ofUserName(source, "ä'\"\\%_")));
        assertEquals(Optional.of(user), in(users -> users.ofExternalId(source, "Ext")));
        assertEquals(Optional.empty(), in(users -> users.ofExternalId(source, "ext")));
        assertEquals(Optional.of(user), in(users -> users.ofWorkerId(source, "Ext")));
        PushedUser changed = in(users -> users.save(user.revise(
                Complex.of(Map.of("userName", new Text("next"))), user.created().plusSeconds(1))));
        assertEquals(2, changed.version());
        assertEquals(Optional.of(changed), in(users -> users.find(source, user.id())));
    }

    @Test
    default void anotherSourceSeesNothing() {
        String source = source();
        String other = source();
        PushedUser user = added(source, "mine", Map.of("externalId", new Text("x")));
        assertEquals(Optional.empty(), in(users -> users.find(other, user.id())));
        assertEquals(Optional.empty(), in(users -> users.ofUserName(other, "mine")));
        assertEquals(Optional.empty(), in(users -> users.ofExternalId(other, "x")));
        assertEquals(Optional.empty(), in(users -> users.ofWorkerId(other, "x")));
        assertEquals(Set.of(), in(users -> users.known(other, Set.of(user.id()))));
        assertEquals(
                Set.of(user.id()),
                in(users -> users.known(source, Set.of(user.id(), new PushedUserId(UUID.randomUUID())))));
        assertEquals(List.of(), names(other, new PushedFilter.Not(new PushedFilter.Never())));
    }

    @Test
    default void whoWasWithdrawnIsGoneAndTheirNamesAreFree() {
        String source = source();
        PushedUser user = added(source, "gone", Map.of("externalId", new Text("x")));
        in(users -> users.save(user.withdraw(user.created().plusSeconds(1))));
        assertEquals(Optional.empty(), in(users -> users.find(source, user.id())));
        assertEquals(Set.of(), in(users -> users.known(source, Set.of(user.id()))));
        assertEquals(List.of(), names(source, new PushedFilter.Not(new PushedFilter.Never())));
        added(source, "GONE", Map.of("externalId", new Text("x")));
        assertEquals(List.of("GONE"), names(source, new PushedFilter.Not(new PushedFilter.Never())));
    }

    @Test
    default void whatIsStaleOrTakenIsRefused() {
        String source = source();
        PushedUser user = added(source, "taken", Map.of("externalId", new Text("x")));
        in(users -> users.save(user));
        Refusal.of(ports(), () -> ports().pushedUsers().save(user));
        assertThrows(RuntimeException.class, () -> added(source, "TAKEN", Map.of()));
        assertThrows(RuntimeException.class, () -> added(source, "other", Map.of("externalId", new Text("x"))));
    }

    @Test
    default void filtersFindWhatTheySay() {
        String source = source();
        added(source, "anna", Map.of("title", new Text("Éclair_100%")));
        added(
                source,
                "bert",
                Map.of(
                        "active",
                        new Flag(false),
                        "emails",
                        new Many(List.of(
                                Complex.of(Map.of("type", new Text("work"), "value", new Text("B@x.example"))),
                                Complex.of(Map.of("type", new Text("home"), "value", new Text("b@y.example")))))));
        assertEquals(List.of("anna"), names(source, compare(TITLE, Operator.EQUAL, "éCLAIR_100%")));
        assertEquals(List.of("anna"), names(source, compare(TITLE, Operator.STARTS_WITH, "É")));
        assertEquals(List.of("anna"), names(source, compare(TITLE, Operator.CONTAINS, "_1")));
        assertEquals(List.of("anna"), names(source, compare(TITLE, Operator.ENDS_WITH, "0%")));
        assertEquals(List.of(), names(source, compare(TITLE, Operator.CONTAINS, "a_r")));
        assertEquals(List.of("anna"), names(source, compare(TITLE, Operator.GREATER, "z")));
        assertEquals(List.of("bert"), names(source, new PushedFilter.Not(new PushedFilter.Present(TITLE))));
        assertEquals(
                List.of("bert"), names(source, new PushedFilter.Not(compare(TITLE, Operator.EQUAL, "éclair_100%"))));
        PushedAttribute active = new PushedAttribute(List.of("active"), Kind.FLAG, false);
        assertEquals(List.of("anna"), names(source, new Compare(active, Operator.EQUAL, new Literal.Flag(true))));
        assertEquals(List.of("bert"), names(source, new Compare(active, Operator.EQUAL, new Literal.Flag(false))));
        PushedAttribute emails = new PushedAttribute(List.of("emails"), Kind.COMPLEX, true);
        PushedAttribute address = new PushedAttribute(List.of("emails", "value"), Kind.TEXT, true);
        assertEquals(List.of("bert"), names(source, new PushedFilter.Present(emails)));
        assertEquals(List.of("bert"), names(source, compare(address, Operator.EQUAL, "b@X.example")));
        assertEquals(List.of("bert"), names(source, compare(address, Operator.ENDS_WITH, "y.example")));
        PushedAttribute type = new PushedAttribute(List.of("type"), Kind.TEXT, false);
        PushedAttribute value = new PushedAttribute(List.of("value"), Kind.TEXT, false);
        assertEquals(
                List.of("bert"),
                names(
                        source,
                        new PushedFilter.Matching(
                                emails,
                                new PushedFilter.And(List.of(
                                        compare(type, Operator.EQUAL, "WORK"),
                                        compare(value, Operator.EQUAL, "b@x.example"))))));
        assertEquals(
                List.of(),
                names(
                        source,
                        new PushedFilter.Matching(
                                emails,
                                new PushedFilter.And(List.of(
                                        compare(type, Operator.EQUAL, "home"),
                                        compare(value, Operator.EQUAL, "b@x.example"))))));
        PushedAttribute created = new PushedAttribute(List.of("meta", "created"), Kind.MOMENT, false);
        assertEquals(
                List.of(),
                names(
                        source,
                        new Compare(
                                created,
                                Operator.GREATER,
                                new Literal.Moment(Samples.MONDAY.plusSeconds(1_000_000_000)))));
        assertEquals(
                List.of("anna", "bert"),
                names(
                        source,
                        new PushedFilter.Or(List.of(
                                compare(TITLE, Operator.CONTAINS, "clair"), new PushedFilter.Present(emails)))));
    }

    @Test
    default void aWalkInOrderFindsEverybodyOnce() {
        String source = source();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            added(source, "t" + i, Map.of("title", new Text("T" + i % 2)));
            added(source, "n" + i, Map.of());
        }
        wanted.addAll(List.of("t0", "t2", "t4", "t1", "t3", "n0", "n1", "n2", "n3", "n4"));
        assertEquals(wanted, walk(source, false));
        assertEquals(wanted.reversed(), walk(source, true));
    }

    private List<String> walk(String source, boolean descending) {
        List<String> names = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Found<PushedUser> part = found(part(source, Optional.of(new Sort(TITLE, descending)), after, 3));
            assertEquals(10, part.total());
            part.items().forEach(user -> names.add(user.userName()));
            after = part.next();
        } while (after.isPresent());
        return names;
    }

    private PushedPage<PushedUser> part(String source, Optional<Sort> sort, Optional<String> after, int count) {
        return in(
                users -> users.list(source, new PushedQuery(Optional.empty(), sort, new Window.Cursor(after, count))));
    }

    @Test
    default void aWalkGoesOnWhileOthersComeAndGo() {
        String source = source();
        List<PushedUser> all = List.of(
                added(source, "a", Map.of("title", new Text("1"))),
                added(source, "b", Map.of("title", new Text("2"))),
                added(source, "c", Map.of("title", new Text("3"))));
        Optional<String> next =
                found(part(source, Optional.empty(), Optional.empty(), 2)).next();
        Optional<Sort> byTitle = Optional.of(new Sort(TITLE, false));
        Optional<String> sorted =
                found(part(source, byTitle, Optional.empty(), 2)).next();
        assertInstanceOf(PushedPage.UnknownCursor.class, part(source, byTitle, next, 2));
        assertInstanceOf(PushedPage.UnknownCursor.class, part(source, Optional.empty(), Optional.of("x"), 2));
        in(users -> users.save(all.get(1).withdraw(all.get(1).created().plusSeconds(1))));
        added(source, "d", Map.of());
        assertEquals(
                List.of("c", "d"),
                found(part(source, Optional.empty(), next, 5)).items().stream()
                        .map(PushedUser::userName)
                        .toList());
        assertInstanceOf(PushedPage.OutdatedCursor.class, part(source, byTitle, sorted, 2));
    }

    @Test
    default void aPositionMayBeBehindTheEnd() {
        String source = source();
        added(source, "only", Map.of());
        PushedQuery beyond = new PushedQuery(Optional.empty(), Optional.empty(), new Window.Index(5, 10));
        assertEquals(new Found<>(1, List.of(), Optional.empty()), in(users -> users.list(source, beyond)));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(
                RuntimeException.class, () -> ports().pushedUsers().find("x", new PushedUserId(UUID.randomUUID())));
    }
}
