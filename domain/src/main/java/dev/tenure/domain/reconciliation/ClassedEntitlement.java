package dev.tenure.domain.reconciliation;

import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An entitlement with the classes that it is and was of.
 *
 * @param system where it is
 * @param nativeId the target's stable id
 * @param name what people call it on the target
 * @param vanishedAt since when the target no longer shows it
 * @param spans each class with its time, the newest first
 */
public record ClassedEntitlement(
        SystemId system, String nativeId, String name, Optional<Instant> vanishedAt, List<Span> spans) {

    public ClassedEntitlement {
        spans = List.copyOf(spans);
    }

    /** Of which class it is, and by what; empty where it is not privileged. */
    public Optional<Span> now() {
        return spans.stream().filter(span -> span.until().isEmpty()).findFirst();
    }

    /**
     * For how long it was of a class.
     *
     * @param until empty while it is
     */
    public record Span(EntitlementClass as, By by, Instant since, Optional<Instant> until) {}

    /** What says of which class an entitlement is. */
    public sealed interface By {
        /** A rule of its system. */
        record Rule(ClassRule.Of of, String pattern) implements By {}

        /** Somebody's word. */
        record Mark(UUID mark) implements By {}
    }
}
