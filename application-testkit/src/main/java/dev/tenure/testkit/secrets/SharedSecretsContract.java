package dev.tenure.testkit.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.secrets.SharedSecrets;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link SharedSecrets} promises. */
public interface SharedSecretsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<SharedSecrets, T> work) {
        return ports().transactions().call(now -> work.apply(ports().sharedSecrets()));
    }

    private static SharedSecret.Kept secret(String name, Optional<SharedSecret.Place> place, Instant at) {
        return new SharedSecret.Registration(new SharedSecretId(UUID.randomUUID()), "somebody", at)
                .keep(new SharedSecret.Description(
                        name,
                        place,
                        "owner",
                        List.of(
                                new SharedSecret.Consumer("second in name", "one"),
                                new SharedSecret.Consumer("first in name", "another")),
                        "file:shared/sample",
                        Duration.ofDays(90)));
    }

    private static SharedSecret.Kept secret(String name) {
        return secret(name, Optional.empty(), Samples.MONDAY);
    }

    private static IdentityId anybody() {
        return new IdentityId(UUID.randomUUID());
    }

    private SharedSecret saved(SharedSecret secret) {
        return with(secrets -> {
            secrets.save(secret);
            return secrets.find(secret.registration().id()).orElseThrow();
        });
    }

    private SharedSecret.Kept kept(SharedSecret.Kept secret) {
        return (SharedSecret.Kept) saved(secret);
    }

    @Test
    default void everySecretComesBackAsItWas() {
        Optional<SharedSecret.Place> place = Optional.of(new SharedSecret.Place(
                new SystemId(UUID.randomUUID()),
                Optional.of(new AccountId(UUID.randomUUID())),
                Optional.of(new SharedSecret.Key("key-1", Duration.ofHours(3)))));
        SharedSecret.Kept begun = secret(Samples.unique("secret"), place, Samples.MONDAY)
                .knownTo(anybody(), Samples.MONDAY.plusSeconds(1))
                .knownTo(anybody(), Samples.MONDAY.plusSeconds(2));
        SharedSecret.Kept first = kept(begun);
        assertEquals(
                new SharedSecret.Kept(begun.registration(), begun.description(), begun.knowers(), Optional.empty(), 1),
                first);
        IdentityId left = begun.knowers().keySet().iterator().next();
        SharedSecret.Kept rotated = first.rotated(
                Set.of(left),
                new SecretRotation.Added("file:shared/new", "owner", Samples.MONDAY, List.of()),
                Samples.MONDAY.plusSeconds(9));
        SharedSecret.Kept second = kept(rotated);
        assertEquals(
                new SharedSecret.Kept(
                        rotated.registration(), rotated.description(), rotated.knowers(), rotated.rotatedAt(), 2),
                second);
        SharedSecret.Retired retired = second.retire("Gone", "admin", Samples.MONDAY.plusSeconds(20));
        assertEquals(
                new SharedSecret.Retired(
                        retired.registration(),
                        retired.description(),
                        retired.knowers(),
                        retired.rotatedAt(),
                        "Gone",
                        "admin",
                        Samples.MONDAY.plusSeconds(20),
                        3),
                saved(retired));
    }

    @Test
    default void aSystemWithoutAnAccountIsAPlaceToo() {
        SystemId system = new SystemId(UUID.randomUUID());
        SharedSecret.Kept begun = secret(
                Samples.unique("secret"),
                Optional.of(new SharedSecret.Place(system, Optional.empty())),
                Samples.MONDAY);
        assertEquals(begun.description(), saved(begun).description());
    }

    @Test
    default void aNameIsGivenOnceAmongThoseThatAreKept() {
        String name = Samples.unique("Name");
        SharedSecret.Kept first = kept(secret(name));
        String shouted = name.toUpperCase(Locale.ROOT);
        assertEquals(Optional.of(first), with(s -> s.named(shouted)));
        Refusal.of(ports(), () -> ports().sharedSecrets().save(secret(shouted)));
        saved(first.retire("Gone", "admin", Samples.MONDAY));
        assertEquals(Optional.empty(), with(s -> s.named(name)));
        SharedSecret.Kept again = kept(secret(shouted));
        assertEquals(Optional.of(again), with(s -> s.named(name)));
    }

    @Test
    default void aStaleVersionOfASecretIsRefused() {
        SharedSecret.Kept first = kept(secret(Samples.unique("secret")));
        saved(first.knownTo(anybody(), Samples.MONDAY));
        Refusal.of(ports(), () -> ports().sharedSecrets().save(first.knownTo(anybody(), Samples.MONDAY)));
    }

    @Test
    default void whatSomebodyKnowsIsKeptAndNotRetired() {
        IdentityId ada = anybody();
        IdentityId ben = anybody();
        SharedSecret.Kept known = kept(
                secret(Samples.unique("secret")).knownTo(ada, Samples.MONDAY).knownTo(ben, Samples.MONDAY));
        SharedSecret.Kept retired = kept(secret(Samples.unique("secret")).knownTo(ada, Samples.MONDAY));
        saved(retired.retire("Gone", "admin", Samples.MONDAY));
        assertEquals(List.of(known), with(s -> s.knownTo(ada)));
        SharedSecret.Kept rotated = kept(known.rotated(
                Set.of(ada),
                new SecretRotation.Added("file:shared/new", "owner", Samples.MONDAY, List.of()),
                Samples.MONDAY));
        assertEquals(List.of(), with(s -> s.knownTo(ada)));
        assertEquals(List.of(rotated), with(s -> s.knownTo(ben)));
    }

    @Test
    default void secretsAreFoundByWhatIsAskedAndPagesLeaveNothingOut() {
        String word = Samples.unique("word");
        SystemId system = new SystemId(UUID.randomUUID());
        IdentityId ada = anybody();
        List<SharedSecret> wanted = new ArrayList<>();
        wanted.add(saved(secret("a " + word)));
        wanted.add(saved(
                secret("B " + word, Optional.of(new SharedSecret.Place(system, Optional.empty())), Samples.MONDAY)));
        wanted.add(saved(secret("c " + word).knownTo(ada, Samples.MONDAY)));
        SharedSecret.Kept due = kept(secret("d " + word, Optional.empty(), Instant.parse("1960-01-01T00:00:00Z")));
        wanted.add(due);
        List<SharedSecret> seen = WholeList.of(2, page -> with(s -> s.list(text(word.toUpperCase(Locale.ROOT)), page)));
        assertEquals(wanted, seen);
        assertEquals(List.of(wanted.get(1)), all(filter(Optional.of(system), Optional.empty(), Optional.empty())));
        assertEquals(List.of(wanted.get(2)), all(filter(Optional.empty(), Optional.of(ada), Optional.empty())));
        Instant by = due.rotateBy();
        assertEquals(
                List.of(due),
                all(new SharedSecrets.Filter(Optional.of(word), Optional.empty(), Optional.empty(), Optional.of(by))));
        assertEquals(
                List.of(),
                all(new SharedSecrets.Filter(
                        Optional.of(word), Optional.empty(), Optional.empty(), Optional.of(by.minusSeconds(1)))));
        saved(due.retire("Gone", "admin", Samples.MONDAY));
        assertEquals(
                List.of(),
                all(new SharedSecrets.Filter(Optional.of(word), Optional.empty(), Optional.empty(), Optional.of(by))));
    }

    @Test
    default void whatWasUsedForAsLongAsItMayBeIsFoundUntilARotationOfItIsOpen() {
        Instant long1 = Instant.parse("1950-01-01T00:00:00Z");
        SharedSecret.Kept late = kept(secret(Samples.unique("late"), Optional.empty(), long1.plusSeconds(60)));
        SharedSecret.Kept first = kept(secret(Samples.unique("first"), Optional.empty(), long1));
        SharedSecret.Kept retired = kept(secret(Samples.unique("retired"), Optional.empty(), long1));
        saved(retired.retire("Gone", "admin", Samples.MONDAY));
        Instant by = late.rotateBy();
        assertEquals(List.of(first, late), with(s -> s.aged(by, 9)));
        assertEquals(List.of(first), with(s -> s.aged(by, 1)));
        assertEquals(List.of(first), with(s -> s.aged(by.minusSeconds(1), 9)));
        SecretRotation.Due due = SecretRotation.Order.aged(
                new SecretRotationId(UUID.randomUUID()), first.registration().id(), first.rotateBy(), Samples.MONDAY);
        SecretRotation stored = ports().transactions().call(now -> {
            ports().secretRotations().save(due);
            return ports().secretRotations().find(due.order().id()).orElseThrow();
        });
        assertEquals(List.of(), stored.order().leavers());
        assertEquals(List.of(late), with(s -> s.aged(by, 9)));
        ports().transactions().call(now -> {
            ports().secretRotations().save(((SecretRotation.Due) stored).retired(Samples.MONDAY));
            return now;
        });
        assertEquals(List.of(first, late), with(s -> s.aged(by, 9)));
        // Nothing of it is left for other tests to find.
        saved(first.retire("Gone", "admin", Samples.MONDAY));
        saved(late.retire("Gone", "admin", Samples.MONDAY));
    }

    private List<SharedSecret> all(SharedSecrets.Filter filter) {
        return with(s -> s.list(filter, PageRequest.first())).items();
    }

    private static SharedSecrets.Filter text(String word) {
        return new SharedSecrets.Filter(Optional.of(word), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static SharedSecrets.Filter filter(
            Optional<SystemId> system, Optional<IdentityId> knownTo, Optional<Instant> dueBy) {
        return new SharedSecrets.Filter(Optional.empty(), system, knownTo, dueBy);
    }

    @Test
    default void nothingOfSecretsIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().sharedSecrets().named("any"));
    }
}
