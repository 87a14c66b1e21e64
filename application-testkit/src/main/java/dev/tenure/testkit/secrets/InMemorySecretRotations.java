package dev.tenure.testkit.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.secrets.SecretRotations;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rotations in memory. */
public final class InMemorySecretRotations implements SecretRotations {

    private final Table<SecretRotationId, SecretRotation> rotations;

    /** @param transactions what it takes part in */
    public InMemorySecretRotations(InMemoryTransactions transactions) {
        this.rotations = transactions.table();
    }

    @Override
    public Optional<SecretRotation> find(SecretRotationId id) {
        return rotations.find(id);
    }

    @Override
    public List<SecretRotation.Ongoing> ongoing(SharedSecretId secret) {
        return open().filter(r -> r.order().secret().equals(secret)).toList();
    }

    private Stream<SecretRotation.Ongoing> open() {
        return rotations
                .all()
                .filter(SecretRotation.Ongoing.class::isInstance)
                .map(SecretRotation.Ongoing.class::cast)
                .sorted(Comparator.comparing(r -> r.order().startedAt()));
    }

    @Override
    public List<SecretRotation> of(LeaverCaseId leaverCase) {
        return rotations
                .all()
                .filter(r -> r.order().leavers().stream()
                        .anyMatch(l -> l.leaverCase().equals(Optional.of(leaverCase))))
                .sorted(Comparator.comparing(r -> r.order().startedAt()))
                .toList();
    }

    @Override
    public void save(SecretRotation rotation) {
        SecretRotationId id = rotation.order().id();
        boolean isStale = find(id).map(SecretRotation::version).orElse(0L) != rotation.version();
        boolean isSecond = rotation instanceof SecretRotation.Ongoing one
                && ongoing(rotation.order().secret()).stream()
                        .anyMatch(other -> !other.order().id().equals(id)
                                && (other instanceof SecretRotation.Due) == (one instanceof SecretRotation.Due));
        if (isStale || isSecond) {
            throw new StaleVersion("the rotation");
        }
        rotations.put(id, next(rotation, rotation.version() + 1));
    }

    private static SecretRotation next(SecretRotation rotation, long version) {
        return switch (rotation) {
            case SecretRotation.Due r -> new SecretRotation.Due(r.order(), version);
            case SecretRotation.NewAdded r -> new SecretRotation.NewAdded(r.order(), r.progress(), version);
            case SecretRotation.Issuing r ->
                new SecretRotation.Issuing(r.order(), r.progress(), r.operation(), version);
            case SecretRotation.InUse r -> new SecretRotation.InUse(r.order(), r.progress(), r.held(), version);
            case SecretRotation.OldOff r ->
                new SecretRotation.OldOff(r.order(), r.progress(), r.at(), r.until(), version);
            case SecretRotation.Revoking r ->
                new SecretRotation.Revoking(r.order(), r.progress(), r.operation(), version);
            case SecretRotation.RevocationStated r ->
                new SecretRotation.RevocationStated(r.order(), r.progress(), r.by(), r.at(), version);
            case SecretRotation.OldRevoked r ->
                new SecretRotation.OldRevoked(r.order(), r.progress(), r.proof(), r.at(), version);
            case SecretRotation.Cancelled r -> new SecretRotation.Cancelled(r.order(), r.reason(), r.at(), version);
        };
    }

    @Override
    public List<SecretRotation.Ongoing> overdue(Instant now, int limit) {
        return open().filter(r -> r.order().due().isBefore(now)
                        && !r.order()
                                .overdueSince()
                                .equals(Optional.of(r.order().due())))
                .sorted(Comparator.comparing(r -> r.order().due()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<SecretRotation.OldOff> offUntil(Instant now, int limit) {
        return open().filter(SecretRotation.OldOff.class::isInstance)
                .map(SecretRotation.OldOff.class::cast)
                .filter(r -> !r.until().isAfter(now))
                .sorted(Comparator.comparing(SecretRotation.OldOff::until))
                .limit(limit)
                .toList();
    }

    @Override
    public Slice<SecretRotation> list(Optional<String> state, Optional<SharedSecretId> secret, PageRequest page) {
        List<SecretRotation> wanted = rotations
                .newestFirst()
                .filter(r -> state.map(r.label()::equals).orElse(true))
                .filter(r -> secret.map(r.order().secret()::equals).orElse(true))
                .sorted(Comparator.comparing((SecretRotation r) -> r.order().startedAt())
                        .reversed())
                .toList();
        return InMemoryPages.page(wanted, page, r -> r.order().id().value().toString());
    }
}
