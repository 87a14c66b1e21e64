package dev.tenure.connectors.runtime;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Gap;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.Secret;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers of a connector against its contract. Each method says what is wrong with one, in words that hold nothing of it;
 * empty where nothing is.
 */
final class Police {

    /** A page is kept whole in memory, here and in the database's driver. */
    static final int LARGEST_PAGE = 50_000;

    /** What is shorter may stand in a text by chance. */
    private static final int SHORTEST_SECRET = 6;

    private static final String NULL = "answered null";

    private final List<String> secrets;

    /** @param secrets those that the connector was opened with */
    Police(Collection<Secret> secrets) {
        this.secrets = secrets.stream()
                .map(Secret::reveal)
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList();
    }

    <T> Optional<String> breach(@Nullable Observation<T> answer, Function<T, Optional<String>> ofValue) {
        return switch (answer) {
            case null -> Optional.of(NULL);
            case Observation.Seen<T> seen -> seen.value() == null ? Optional.of(NULL) : ofValue.apply(seen.value());
            case Observation.Refused<T> refused -> ofReason(refused.reason());
            case Observation.Unreachable<T> unreachable ->
                unreachable.retryAfter() == null ? Optional.of(NULL) : ofReason(unreachable.reason());
        };
    }

    Optional<String> breach(@Nullable ChangeOutcome answer) {
        return switch (answer) {
            case null -> Optional.of(NULL);
            case ChangeOutcome.Applied applied -> ofEvidence(applied.evidence());
            case ChangeOutcome.Unchanged unchanged -> ofEvidence(unchanged.evidence());
            case ChangeOutcome.Refused refused -> ofReason(refused.reason()).or(() -> ofEvidence(refused.evidence()));
            case ChangeOutcome.Unreachable unreachable ->
                unreachable.retryAfter() == null ? Optional.of(NULL) : ofReason(unreachable.reason());
            case ChangeOutcome.InDoubt doubt -> ofReason(doubt.reason()).or(() -> ofEvidence(doubt.evidence()));
        };
    }

    Optional<String> ofConnection(Connection connection) {
        return connection.own() == null
                ? Optional.of(NULL)
                : ofReason(connection.product()).or(() -> leak(connection.shortfalls().stream()));
    }

    /** A page that leads back to itself would be read for ever. */
    <T> Optional<String> ofPage(Cursor asked, Page<T> page) {
        if (page.next() == null) {
            return Optional.of(NULL);
        }
        return page.next()
                .filter(asked::equals)
                .map(same -> "gave a page that leads back to itself")
                .or(() -> ofItems(page.items()))
                .or(() -> ofItems(page.gaps()))
                .or(() -> leak(page.gaps().stream().map(Gap::reason)));
    }

    Optional<String> ofItems(List<?> items) {
        if (items.size() > LARGEST_PAGE) {
            return Optional.of("gave more than " + LARGEST_PAGE + " items at once");
        }
        return items.stream().anyMatch(Objects::isNull) ? Optional.of("listed an item that is null") : Optional.empty();
    }

    private Optional<String> ofReason(@Nullable String reason) {
        return reason == null ? Optional.of(NULL) : leak(Stream.of(reason));
    }

    private Optional<String> ofEvidence(@Nullable Evidence evidence) {
        if (evidence == null) {
            return Optional.of(NULL);
        }
        boolean whole = evidence.facts().stream().allMatch(fact -> fact.name() != null && fact.value() != null);
        return whole
                ? leak(evidence.facts().stream().flatMap(fact -> Stream.of(fact.name(), fact.value())))
                : Optional.of(NULL);
    }

    private Optional<String> leak(Stream<String> texts) {
        return texts.anyMatch(text -> secrets.stream().anyMatch(text::contains))
                ? Optional.of("wrote a secret of its configuration into an answer")
                : Optional.empty();
    }
}
