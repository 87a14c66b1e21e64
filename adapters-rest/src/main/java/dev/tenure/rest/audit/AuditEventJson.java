package dev.tenure.rest.audit;

import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.paging.Slice;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log.
 *
 * @param payload the canonical JSON as a text, byte for byte as it is hashed; as an object it could not be checked
 */
@RegisterForReflection
@Schema(
        name = "AuditEvent",
        description = "An event as it stands in the audit log.",
        requiredProperties = {"id", "type", "version", "occurredAt", "payload", "disclosures", "withheld"})
public record AuditEventJson(
        UUID id,
        String type,

        @Schema(description = "The version of the event's shape.")
        int version,

        Instant occurredAt,

        @Schema(description = "The canonical JSON (RFC 8785) as a text, byte for byte as it is hashed.")
        String payload,

        @Schema(description = "Personal values that you may see and that were not erased, by field name.")
        Map<String, String> disclosures,

        @Schema(description = "Fields whose values are there and show to confidential HR alone.")
        List<String> withheld,

        @Schema(description = "Its index in the tree; absent until it is sequenced.") @Nullable
        Long leafIndex) {

    /** As the API shows it. */
    public static AuditEventJson of(AuditTrail.Entry entry) {
        return new AuditEventJson(
                entry.eventId(),
                entry.type(),
                entry.version(),
                entry.occurredAt(),
                entry.payload(),
                new TreeMap<>(entry.disclosures()),
                entry.withheld().stream().sorted().toList(),
                entry.leafIndex().isPresent() ? entry.leafIndex().getAsLong() : null);
    }

    /** A page of events. */
    @RegisterForReflection
    @Schema(name = "AuditEventPage", requiredProperties = "items")
    public record AuditEventPageJson(
            List<AuditEventJson> items, @Nullable String next) {

        static AuditEventPageJson of(Slice<AuditTrail.Entry> slice) {
            return new AuditEventPageJson(
                    slice.map(AuditEventJson::of).items(), slice.next().orElse(null));
        }
    }
}
