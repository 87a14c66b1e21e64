package dev.tenure.rest.audit;

import dev.tenure.application.audit.ProveConsistency;
import dev.tenure.application.audit.ProveInclusion;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.audit.Hash;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A signed statement of what the log was at a size. */
@RegisterForReflection
@Schema(
        name = "Checkpoint",
        description = "A signed statement of what the audit log was at a size.",
        requiredProperties = {"number", "size", "root", "note", "signedAt"})
public record CheckpointJson(
        @Schema(description = "From 0, without gaps.") long number,
        @Schema(description = "How many leaves it covers.") long size,

        @Schema(description = "The root over them, SHA-256 in hex.")
        String root,

        @Schema(description = "The signed note (C2SP signed-note and tlog-checkpoint).")
        String note,

        Instant signedAt) {

    /** As the API shows it. */
    public static CheckpointJson of(Checkpoint checkpoint) {
        return new CheckpointJson(
                checkpoint.number(),
                checkpoint.size(),
                checkpoint.root().toString(),
                checkpoint.note(),
                checkpoint.signedAt());
    }

    /** The newest checkpoint and the key it is checked with. */
    @RegisterForReflection
    @Schema(
            name = "LatestCheckpoint",
            description = "The newest checkpoint, if one was signed yet, and the key it is checked with.",
            requiredProperties = "verifierKey")
    public record LatestCheckpointJson(
            @Nullable CheckpointJson checkpoint,

            @Schema(description = "The log's public key (C2SP vkey).")
            String verifierKey) {}

    /** That a checkpoint covers an event (RFC 6962 section 2.1.1). */
    @RegisterForReflection
    @Schema(
            name = "InclusionProof",
            description = "That the tree of a size holds a leaf (RFC 6962 section 2.1.1).",
            requiredProperties = {"leafIndex", "treeSize", "leafHash", "root", "path"})
    public record InclusionProofJson(
            long leafIndex,
            long treeSize,
            @Schema(description = "SHA-256 in hex.") String leafHash,
            @Schema(description = "SHA-256 in hex.") String root,

            @Schema(description = "The audit path from the leaf upwards, SHA-256 in hex.")
            List<String> path) {

        static InclusionProofJson of(ProveInclusion.Outcome.Proven proven) {
            return new InclusionProofJson(
                    proven.leafIndex(),
                    proven.treeSize(),
                    proven.leafHash().toString(),
                    proven.root().toString(),
                    proven.path().stream().map(Hash::toString).toList());
        }
    }

    /** That the log of one size only added to that of another (RFC 6962 section 2.1.2). */
    @RegisterForReflection
    @Schema(
            name = "ConsistencyProof",
            description = "That the tree of a size only added to that of a smaller one (RFC 6962 section 2.1.2).",
            requiredProperties = {"from", "to", "fromRoot", "toRoot", "path"})
    public record ConsistencyProofJson(
            long from,
            long to,
            @Schema(description = "SHA-256 in hex.") String fromRoot,
            @Schema(description = "SHA-256 in hex.") String toRoot,
            @Schema(description = "SHA-256 in hex.") List<String> path) {

        static ConsistencyProofJson of(ProveConsistency.Outcome.Proven proven) {
            return new ConsistencyProofJson(
                    proven.from(),
                    proven.to(),
                    proven.fromRoot().toString(),
                    proven.toRoot().toString(),
                    proven.path().stream().map(Hash::toString).toList());
        }
    }
}
