package dev.tenure.persistence.lifecycle;

import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The digest by which the database sees whether a worker's record says something new: SHA-256 over every fact in a fixed
 * order, each behind its length, an absent one as length -1. Without the lengths two records that differ could read alike.
 */
final class ContentHash {

    private final MessageDigest digest;

    private ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static byte[] of(WorkerRecord record) {
        Profile profile = record.profile();
        return new ContentHash()
                .with(record.key().feed())
                .with(record.key().workerId())
                .with(profile.kind())
                .with(profile.givenName())
                .with(profile.familyName())
                .withOptional(profile.email())
                .withOptional(profile.department())
                .withOptional(profile.title())
                .withOptional(profile.managerWorkerId())
                .withOptional(profile.location())
                .with(profile.zone().getId())
                .with(record.startDate())
                .withOptional(record.termination().map(Termination::lastWorkingDay))
                .withOptional(record.termination().flatMap(Termination::effectiveDate))
                .withOptional(record.termination().flatMap(Termination::immediateNoticeAt))
                .withOptional(record.termination().flatMap(Termination::enteredAt))
                .digest
                .digest();
    }

    private ContentHash withOptional(Optional<?> fact) {
        if (fact.isPresent()) {
            return with(fact.get());
        }
        length(-1);
        return this;
    }

    private ContentHash with(Object fact) {
        byte[] bytes = fact.toString().getBytes(StandardCharsets.UTF_8);
        length(bytes.length);
        digest.update(bytes);
        return this;
    }

    private void length(int length) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    }
}
