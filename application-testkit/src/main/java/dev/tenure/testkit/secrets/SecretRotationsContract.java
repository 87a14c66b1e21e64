package dev.tenure.testkit.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.secrets.SecretRotations;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link SecretRotations} promises. */
public interface SecretRotationsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<SecretRotations, T> work) {
        return ports().transactions().call(now -> work.apply(ports().secretRotations()));
    }

    private static SharedSecretId anySecret() {
        return new SharedSecretId(UUID.randomUUID());
    }

    private static SecretRotation.Leaver leaver(Optional<LeaverCaseId> leaverCase) {
        return new SecretRotation.Leaver(new IdentityId(UUID.randomUUID()), leaverCase);
    }

    private static SecretRotation.Leaver leaver() {
        return leaver(Optional.of(new LeaverCaseId(UUID.randomUUID())));
    }

    private static SecretRotation.Due due(SharedSecretId secret, SecretRotation.Leaver leaver, Instant at) {
        return SecretRotation.Order.due(
                new SecretRotationId(UUID.randomUUID()), secret, leaver, at.plus(Duration.ofHours(4)), at);
    }

    private static SecretRotation.Added added(Instant at) {
        return new SecretRotation.Added(
                "file:shared/new",
                "owner",
                at,
                List.of(new SharedSecret.Consumer("zeta", "one"), new SharedSecret.Consumer("alpha", "another")));
    }

    @SuppressWarnings("unchecked")
    private <T extends SecretRotation> T saved(T rotation) {
        return (T) with(rotations -> {
            rotations.save(rotation);
            return rotations.find(rotation.order().id()).orElseThrow();
        });
    }

    @Test
    default void everyStateOfARotationComesBackAsItWas() {
        Instant at = Samples.MONDAY;
        SecretRotation.Due begun =
                due(anySecret(), leaver(Optional.empty()), at).join(leaver(), at);
        SecretRotation.Due due = saved(begun);
        assertEquals(new SecretRotation.Due(begun.order(), 1), due);
        SecretRotation.Delay.Request asked =
                new SecretRotation.Delay.Request(at.plusSeconds(90), "Why", "owner", at.plusSeconds(1));
        SecretRotation.Delay.Granted granted = new SecretRotation.Delay.Granted(asked, "operator", at.plusSeconds(2));
        SecretRotation.Delay delay = new SecretRotation.Delay(Optional.of(asked), Optional.of(granted));
        SecretRotation.Due delayed = saved(due.delayed(delay).overdueTold());
        assertEquals(delay, delayed.order().delay());
        assertEquals(Optional.of(asked.until()), delayed.order().overdueSince());
        SecretRotation.NewAdded added = saved(delayed.added(added(at.plusSeconds(3))));
        assertEquals(new SecretRotation.NewAdded(delayed.order(), added.progress(), 3), added);
        assertEquals(added(at.plusSeconds(3)), added.progress().added());
        SecretRotation.UnderWay one =
                saved(added.confirm(new SecretRotation.Confirmation("zeta", "one", at.plusSeconds(4))));
        SecretRotation.InUse inUse = (SecretRotation.InUse) saved(((SecretRotation.NewAdded) one)
                .confirm(new SecretRotation.Confirmation("alpha", "another", at.plusSeconds(5))));
        assertEquals(
                List.of("zeta", "alpha"),
                inUse.progress().confirmations().stream()
                        .map(SecretRotation.Confirmation::consumer)
                        .toList());
        OperationId operation = new OperationId(UUID.randomUUID());
        SecretRotation.Revoking revoking = saved(inUse.revoke(operation));
        assertEquals(new SecretRotation.Revoking(inUse.order(), inUse.progress(), operation, 6), revoking);
        SecretRotation.RevocationStated stated =
                saved(saved(revoking.byHand()).stateRevoked("owner", at.plusSeconds(6)));
        assertEquals(
                new SecretRotation.RevocationStated(inUse.order(), inUse.progress(), "owner", at.plusSeconds(6), 8),
                stated);
        assertEquals(
                new SecretRotation.OldRevoked(
                        inUse.order(),
                        inUse.progress(),
                        new SecretRotation.Proof.SaidByTwo("owner", "operator"),
                        at.plusSeconds(7),
                        9),
                saved(stated.confirm("operator", at.plusSeconds(7))));
    }

    @Test
    default void whatTheTargetShowedComesBackAsItsProof() {
        SecretRotation.Due due = saved(due(anySecret(), leaver(), Samples.MONDAY));
        OperationId operation = new OperationId(UUID.randomUUID());
        SecretRotation.NewAdded added = saved(due.added(added(Samples.MONDAY)));
        SecretRotation.Revoking revoking =
                saved(new SecretRotation.InUse(added.order(), added.progress(), Optional.empty(), added.version())
                        .revoke(operation));
        assertEquals(
                new SecretRotation.Proof.ShownByTarget(operation),
                saved(revoking.shown(Samples.MONDAY)).proof());
    }

    @Test
    default void anExchangedCredentialComesBackInEveryStateAndIsToldWhenItsTimeIsOver() {
        OperationId operation = new OperationId(UUID.randomUUID());
        Instant at = Samples.MONDAY;
        SecretRotation.Due due = saved(due(new SharedSecretId(UUID.randomUUID()), leaver(Optional.empty()), at));
        SecretRotation.Added wanted = new SecretRotation.Added(
                "file:shared/new",
                "owner",
                at,
                List.of(new SharedSecret.Consumer("zeta", "one")),
                Optional.of(new SecretRotation.Exchange("old", Set.of("old", "other"), Optional.empty())));
        SecretRotation.Issuing issuing = saved(due.issue(wanted, operation));
        assertEquals(new SecretRotation.Issuing(due.order(), issuing.progress(), operation, 2), issuing);
        assertEquals(wanted, issuing.progress().added());
        SecretRotation.NewAdded added = saved(issuing.issued("made", at.plusSeconds(1)));
        assertEquals(
                Optional.of(new SecretRotation.Exchange("old", Set.of("old", "other"), Optional.of("made"))),
                added.progress().added().exchange());
        SecretRotation.InUse inUse = (SecretRotation.InUse)
                saved(added.confirm(new SecretRotation.Confirmation("zeta", "one", at.plusSeconds(2))));
        inUse = saved(saved(inUse.revoke(operation)).stillUsed(at.plusSeconds(3)));
        assertEquals(Optional.of(new SecretRotation.Held.StillUsed(at.plusSeconds(3))), inUse.held());
        SecretRotation.OldOff off = saved(saved(inUse.revoke(operation)).off(at.plusSeconds(4), Duration.ofHours(1)));
        inUse = saved(off.switchedOn("owner", at.plusSeconds(5)));
        assertEquals(Optional.of(new SecretRotation.Held.SwitchedOn("owner", at.plusSeconds(5))), inUse.held());
        off = saved(saved(inUse.revoke(operation)).off(at.plusSeconds(6), Duration.ofHours(1)));
        assertEquals(at.plusSeconds(6), off.at());
        SecretRotation.OldOff stored = off;
        Instant until = at.plusSeconds(3_606);
        assertEquals(until, stored.until());
        assertFalse(offUntil(until.minusMillis(1)).contains(stored));
        assertTrue(offUntil(until).contains(stored));
        saved(stored.revoke(operation));
        assertFalse(offUntil(until).contains(stored));
    }

    private List<SecretRotation.OldOff> offUntil(Instant now) {
        return ports().transactions().call(at -> ports().secretRotations().offUntil(now, 1_000));
    }

    @Test
    default void whatIsCancelledStaysAsHistory() {
        SecretRotation.Leaver ada = leaver();
        SecretRotation.Due due = saved(due(anySecret(), ada, Samples.MONDAY));
        SecretRotation cancelled = due.withoutLeaver(ada.identity(), Samples.MONDAY.plusSeconds(1));
        assertEquals(
                new SecretRotation.Cancelled(
                        due.order(), ((SecretRotation.Cancelled) cancelled).reason(), Samples.MONDAY.plusSeconds(1), 2),
                saved(cancelled));
        assertEquals(List.of(), with(r -> r.ongoing(due.order().secret())));
    }

    @Test
    default void ofOneSecretOneRotationIsDueAndOneUnderWay() {
        SharedSecretId secret = anySecret();
        SecretRotation.Due first = saved(due(secret, leaver(), Samples.MONDAY));
        Refusal.of(ports(), () -> ports().secretRotations().save(due(secret, leaver(), Samples.MONDAY)));
        SecretRotation.NewAdded added = saved(first.added(added(Samples.MONDAY)));
        SecretRotation.Due second = saved(due(secret, leaver(), Samples.MONDAY.plusSeconds(1)));
        assertEquals(List.of(added, second), with(r -> r.ongoing(secret)));
        Refusal.of(ports(), () -> ports().secretRotations().save(second.added(added(Samples.MONDAY))));
        assertEquals(List.of(), with(r -> r.ongoing(anySecret())));
    }

    @Test
    default void theRotationsOfACaseAreThoseForItsLeaver() {
        LeaverCaseId ada = new LeaverCaseId(UUID.randomUUID());
        SecretRotation.Due one =
                saved(due(anySecret(), leaver(), Samples.MONDAY).join(leaver(Optional.of(ada)), Samples.MONDAY));
        SecretRotation.Due two = saved(due(anySecret(), leaver(Optional.of(ada)), Samples.MONDAY.plusSeconds(1)));
        saved(due(anySecret(), leaver(), Samples.MONDAY));
        assertEquals(List.of(one, two), with(r -> r.of(ada)));
    }

    @Test
    default void aStaleVersionOfARotationIsRefused() {
        SecretRotation.Due first = saved(due(anySecret(), leaver(), Samples.MONDAY));
        saved(first.join(leaver(), Samples.MONDAY));
        Refusal.of(ports(), () -> ports().secretRotations().save(first.join(leaver(), Samples.MONDAY)));
    }

    @Test
    default void whatIsOverdueIsToldForEachTimeThatIsMissed() {
        Instant at = Instant.parse("1960-01-01T00:00:00Z");
        SecretRotation.Due later = saved(due(anySecret(), leaver(), at.plusSeconds(60)));
        SecretRotation.Due first = saved(due(anySecret(), leaver(), at));
        Instant passed = later.order().deadline();
        assertEquals(List.of(first), with(r -> r.overdue(passed, 2)));
        assertEquals(List.of(first, later), with(r -> r.overdue(passed.plusSeconds(1), 2)));
        assertEquals(List.of(first), with(r -> r.overdue(passed.plusSeconds(1), 1)));
        SecretRotation.Due told = saved(first.overdueTold());
        saved(later.overdueTold());
        assertEquals(List.of(), with(r -> r.overdue(passed.plusSeconds(1), 2)));
        SecretRotation.Delay.Request asked =
                new SecretRotation.Delay.Request(passed.plusSeconds(5), "Why", "owner", at);
        SecretRotation.Due put = saved(told.delayed(new SecretRotation.Delay(
                Optional.empty(), Optional.of(new SecretRotation.Delay.Granted(asked, "operator", at)))));
        assertEquals(List.of(), with(r -> r.overdue(passed.plusSeconds(5), 2)));
        assertEquals(List.of(put), with(r -> r.overdue(passed.plusSeconds(6), 2)));
        saved(put.overdueTold());
    }

    @Test
    default void rotationsAreListedNewestFirstAndPagesLeaveNothingOut() {
        Instant at = Instant.parse("2900-01-01T00:00:00Z");
        SharedSecretId secret = anySecret();
        List<SecretRotation> wanted = new ArrayList<>();
        SecretRotation.Due old = saved(due(secret, leaver(), at));
        wanted.addFirst(saved(old.added(added(at))));
        wanted.addFirst(saved(due(secret, leaver(), at.plusSeconds(1))));
        for (int i = 2; i < 5; i++) {
            wanted.addFirst(saved(due(anySecret(), leaver(), at.plusSeconds(i))));
        }
        List<SecretRotation> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        while (seen.size() < wanted.size()) {
            PageRequest page = new PageRequest(2, after);
            Slice<SecretRotation> slice = with(r -> r.list(Optional.empty(), Optional.empty(), page));
            seen.addAll(slice.items());
            after = slice.next();
        }
        assertEquals(wanted, seen.subList(0, wanted.size()));
        assertEquals(
                wanted.subList(3, 5),
                with(r -> r.list(Optional.empty(), Optional.of(secret), PageRequest.first()))
                        .items());
        assertEquals(
                List.of(wanted.get(4)),
                with(r -> r.list(Optional.of("new-added"), Optional.of(secret), PageRequest.first()))
                        .items());
    }

    @Test
    default void nothingOfRotationsIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().secretRotations().ongoing(anySecret()));
    }
}
