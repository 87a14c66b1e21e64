package dev.tenure.application.audit;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.audit.Hash;
import dev.tenure.domain.audit.MerkleTree;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Reads the audit log. Every method MUST run in the caller's transaction but for {@link #export}. */
public interface AuditTrail {

    /** Events, newest first. {@link PageRequest#after()} is a {@link Entry#key()}. Events not sequenced yet are included. */
    Slice<Entry> list(Filter filter, PageRequest page, Sight sight);

    /** One event, as everybody may see it. */
    Optional<Entry> find(UUID eventId);

    /** The newest checkpoint; empty before the first. */
    Optional<Checkpoint> latestCheckpoint();

    /** Checkpoints, newest first. {@link PageRequest#after()} is a checkpoint's number. */
    Slice<Checkpoint> checkpoints(PageRequest page);

    /** The hash of the leaf at an index; empty when there is none. */
    Optional<Hash> leafHash(long index);

    /** The stored nodes of the tree. Reading a node that does not exist MUST throw {@link IllegalStateException}. */
    MerkleTree.Nodes nodes();

    /** The log's public key, as a C2SP verifier key ({@code <origin>+<key id>+<key>}). */
    String verifierKey();

    /**
     * Writes the whole log up to the newest checkpoint in the form of {@code docs/audit-export.md}. MUST leave out the
     * values of matters that are not open, whoever asks: an export goes where no role reaches. Opens a read-only snapshot
     * transaction of its own and streams: memory MUST NOT grow with the log.
     *
     * @return how many leaves were written
     */
    long export(OutputStream out) throws IOException;

    /** How much of the personal values somebody may see. */
    enum Sight {
        /** Those that are not confidential, and those of matters that were opened. */
        EVERYBODY,
        /** Those of matters that are not open too: confidential HR. */
        CONFIDENTIAL
    }

    /**
     * Which events are wanted; an empty filter wants all.
     *
     * @param type the wire name of an event type
     * @param subjectKind the kind of subject
     * @param subjectId the id of the subject
     * @param correlationId the correlation id of the request or work that caused it
     * @param from the earliest time, inclusive
     * @param until the latest time, exclusive
     */
    record Filter(
            Optional<String> type,
            Optional<String> subjectKind,
            Optional<String> subjectId,
            Optional<String> correlationId,
            Optional<Instant> from,
            Optional<Instant> until) {

        /** Wants every event. */
        public static final Filter ALL = new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /** Wants the events about one thing. */
        public static Filter about(String subjectKind, String subjectId) {
            return new Filter(
                    Optional.empty(),
                    Optional.of(subjectKind),
                    Optional.of(subjectId),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * An event as it stands in the log.
     *
     * @param key its place for paging
     * @param eventId its id
     * @param type its type's wire name
     * @param version the version of its shape
     * @param occurredAt when it happened
     * @param payload the canonical JSON, as it is hashed
     * @param disclosures personal values that may be seen and are not erased, by field name
     * @param withheld the fields whose values are there and may not be seen
     * @param leafIndex its index in the tree; empty until it is sequenced
     */
    record Entry(
            String key,
            UUID eventId,
            String type,
            int version,
            Instant occurredAt,
            String payload,
            Map<String, String> disclosures,
            Set<String> withheld,
            OptionalLong leafIndex) {

        public Entry {
            disclosures = Map.copyOf(disclosures);
            withheld = Set.copyOf(withheld);
        }
    }
}
