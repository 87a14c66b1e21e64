package dev.tenure.application.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecretId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps rotations of shared secrets. Nothing here removes one. Every method MUST run in the caller's transaction. */
public interface SecretRotations {

    /** One rotation. */
    Optional<SecretRotation> find(SecretRotationId id);

    /** The rotations of a secret that are not over, the oldest first: at most one is due and one under way. */
    List<SecretRotation.Ongoing> ongoing(SharedSecretId secret);

    /** Every rotation that is for the leaver of a case, the oldest first. */
    List<SecretRotation> of(LeaverCaseId leaverCase);

    /**
     * Adds or changes a rotation. MUST throw where the stored version is not the rotation's, where another one of the same
     * secret is due and this one is, and where another one is under way and this one is.
     */
    void save(SecretRotation rotation);

    /**
     * Rotations that are not over though {@link SecretRotation.Order#due()} is before {@code now}, and of which that very time
     * was not told to have passed; the longest overdue first.
     */
    List<SecretRotation.Ongoing> overdue(Instant now, int limit);

    /** Rotations whose old credential was to be switched off until {@code now} or before; the longest over first. */
    List<SecretRotation.OldOff> offUntil(Instant now, int limit);

    /**
     * Rotations, newest first. {@link PageRequest#after()} is opaque.
     *
     * @param state only those in one state, by its label
     * @param secret only those of one secret
     */
    Slice<SecretRotation> list(Optional<String> state, Optional<SharedSecretId> secret, PageRequest page);
}
