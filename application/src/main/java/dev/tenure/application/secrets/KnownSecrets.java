package dev.tenure.application.secrets;

import dev.tenure.application.lifecycle.LeaverSecrets;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemSla;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecret;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What somebody's leaving means for the secrets they know: each is due for rotation, by the time at which the leaver has to be
 * out of the system that it opens. A rotation of which the new value is not there yet serves everybody who leaves until then;
 * who leaves later may have seen the new value, so another one follows.
 */
public final class KnownSecrets implements LeaverSecrets {

    private final Identifiers identifiers;
    private final SharedSecrets secrets;
    private final SecretRotations rotations;
    private final SecretEvents events;

    public KnownSecrets(
            Identifiers identifiers, SharedSecrets secrets, SecretRotations rotations, SecretEvents events) {
        this.identifiers = identifiers;
        this.secrets = secrets;
        this.rotations = rotations;
        this.events = events;
    }

    @Override
    public void leaving(LeaverCase.Open leaverCase, Instant now) {
        for (SharedSecret.Kept secret : secrets.knownTo(leaverCase.opening().identity())) {
            due(secret, leaverCase, now);
        }
    }

    /** A secret that the leaver of an open case knows. */
    void due(SharedSecret.Kept secret, LeaverCase.Open leaverCase, Instant now) {
        due(
                secret,
                new SecretRotation.Leaver(
                        leaverCase.opening().identity(),
                        Optional.of(leaverCase.opening().id())),
                deadline(secret, leaverCase),
                now);
    }

    /** A secret of which it is learnt now that somebody knows it whose case had closed: the clock starts now. */
    void dueAfterAll(SharedSecret.Kept secret, IdentityId left, Instant now) {
        due(secret, new SecretRotation.Leaver(left, Optional.empty()), now.plus(SystemSla.USUAL.standard()), now);
    }

    private void due(SharedSecret.Kept secret, SecretRotation.Leaver leaver, Instant deadline, Instant now) {
        List<SecretRotation.Ongoing> ongoing =
                rotations.ongoing(secret.registration().id());
        if (ongoing.stream().anyMatch(r -> r.order().isFor(leaver.identity()))) {
            return;
        }
        SecretRotation.Due due = ongoing.stream()
                .filter(SecretRotation.Due.class::isInstance)
                .map(SecretRotation.Due.class::cast)
                .findFirst()
                .map(waiting -> waiting.join(leaver, deadline))
                .orElseGet(() -> SecretRotation.Order.due(
                        new SecretRotationId(identifiers.next()),
                        secret.registration().id(),
                        leaver,
                        deadline,
                        now));
        rotations.save(due);
        events.due(due, leaver, now);
    }

    private static Instant deadline(SharedSecret.Kept secret, LeaverCase.Open leaverCase) {
        LeaverFacts facts = leaverCase.opening().facts();
        return secret.description()
                .place()
                .flatMap(place -> leaverCase.system(place.system()))
                .map(CaseSystem::shutOutBy)
                .orElseGet(() -> facts.clock().at().plus(SystemSla.USUAL.shutOut(facts.privileged())));
    }

    @Override
    public void stays(LeaverCase.Withdrawn leaverCase, Instant now) {
        for (SecretRotation rotation : rotations.of(leaverCase.opening().id())) {
            if (rotation instanceof SecretRotation.Ongoing ongoing) {
                SecretRotation changed =
                        ongoing.withoutLeaver(leaverCase.opening().identity(), now);
                rotations.save(changed);
                if (changed instanceof SecretRotation.Cancelled cancelled) {
                    events.cancelled(cancelled, now);
                }
            }
        }
    }

    @Override
    public List<LeaverCertificate.SecretLine> sharedBy(LeaverCaseId leaverCase) {
        return rotations.of(leaverCase).stream()
                .flatMap(rotation -> line(rotation).stream())
                .sorted(Comparator.comparing(LeaverCertificate.SecretLine::name)
                        .thenComparing(LeaverCertificate.SecretLine::rotation))
                .toList();
    }

    private Optional<LeaverCertificate.SecretLine> line(SecretRotation rotation) {
        return verdict(rotation)
                .map(verdict -> new LeaverCertificate.SecretLine(
                        rotation.order().secret().value(),
                        secrets.find(rotation.order().secret())
                                .orElseThrow()
                                .description()
                                .name(),
                        rotation.order().id().value(),
                        verdict));
    }

    private static Optional<LeaverCertificate.Rotated> verdict(SecretRotation rotation) {
        return switch (rotation) {
            case SecretRotation.OldRevoked done ->
                Optional.of(new LeaverCertificate.Rotated.At(done.at(), done.isLate()));
            case SecretRotation.Ongoing ongoing ->
                Optional.of(new LeaverCertificate.Rotated.Open(
                        ongoing.label(),
                        ongoing.order().due(),
                        ongoing.order().delay().granted().isPresent()));
            case SecretRotation.Cancelled cancelled -> Optional.empty();
        };
    }
}
