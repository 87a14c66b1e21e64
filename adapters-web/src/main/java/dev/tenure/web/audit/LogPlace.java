package dev.tenure.web.audit;

import dev.tenure.application.audit.AuditTrail;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.web.page.Moment;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in the log something stands, so that it can be found and checked without believing us.
 *
 * @param event the event's id; null where there is none yet
 * @param leaf its index in the tree; null until it is sequenced
 * @param checkpoint the newest checkpoint's number; null before the first
 * @param size how many leaves that covers
 * @param root the root over them
 * @param signed when it was signed
 * @param covered whether the checkpoint covers the event
 * @param origin the log's name
 * @param keyId the id of the log's key
 */
public record LogPlace(
        @Nullable String event,
        @Nullable String leaf,
        @Nullable String checkpoint,
        @Nullable String size,
        @Nullable String root,
        @Nullable Moment signed,
        boolean covered,
        String origin,
        String keyId) {

    /**
     * The place of an event.
     *
     * @param verifierKey as C2SP signed-note has it: name, key id and key, with {@code +} between
     */
    public static LogPlace of(Optional<AuditTrail.Entry> event, Optional<Checkpoint> checkpoint, String verifierKey) {
        String[] parts = verifierKey.split(Pattern.quote("+"), 3);
        Optional<Long> leaf = event.flatMap(entry ->
                entry.leafIndex().isPresent() ? Optional.of(entry.leafIndex().getAsLong()) : Optional.empty());
        return new LogPlace(
                event.map(entry -> entry.eventId().toString()).orElse(null),
                leaf.map(String::valueOf).orElse(null),
                checkpoint.map(one -> String.valueOf(one.number())).orElse(null),
                checkpoint.map(one -> String.valueOf(one.size())).orElse(null),
                checkpoint.map(one -> one.root().toString()).orElse(null),
                checkpoint.map(one -> Moment.of(one.signedAt())).orElse(null),
                leaf.isPresent()
                        && checkpoint.filter(one -> leaf.get() < one.size()).isPresent(),
                parts[0],
                parts.length > 1 ? parts[1] : "");
    }
}
