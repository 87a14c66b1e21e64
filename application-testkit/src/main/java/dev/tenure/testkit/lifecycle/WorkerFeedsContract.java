package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.lifecycle.WorkerFeeds;
import dev.tenure.domain.identity.DatePatterns;
import dev.tenure.domain.identity.FileFormat;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link WorkerFeeds} promises. */
public interface WorkerFeedsContract {

    /** The ports under test. */
    Ports ports();

    private WorkerFeed saved(WorkerFeed feed) {
        return ports().transactions().call(now -> {
            ports().workerFeeds().save(feed);
            return ports().workerFeeds().find(feed.name()).orElseThrow();
        });
    }

    private void refused(WorkerFeed feed) {
        Refusal.of(ports(), () -> ports().workerFeeds().save(feed));
    }

    @Test
    default void everyFieldComesBackAsItWasWithTheVersionCounted() {
        Map<WorkerFeed.Fact, String> headers = Map.of(
                WorkerFeed.Fact.WORKER_ID, "Personal-Nr.",
                WorkerFeed.Fact.GIVEN_NAME, "Vorname",
                WorkerFeed.Fact.FAMILY_NAME, "Name \"neu\"",
                WorkerFeed.Fact.START_DATE, "Eintritt");
        String name = Samples.unique("feed");
        WorkerFeed feed = new WorkerFeed(name, headers, '\t', "windows-1252", "dd.MM.yyyy", ZoneId.of("Asia/Tokyo"), 0);
        WorkerFeed first = saved(feed);
        assertEquals(
                new WorkerFeed(name, headers, '\t', "windows-1252", "dd.MM.yyyy", ZoneId.of("Asia/Tokyo"), 1), first);
        assertEquals(2, saved(first).version());
    }

    @Test
    default void aStaleVersionIsRefused() {
        WorkerFeed feed = Samples.feed(Samples.unique("feed"));
        WorkerFeed first = saved(feed);
        saved(first);
        refused(first);
        refused(feed);
        WorkerFeed never = Samples.feed(Samples.unique("feed"));
        refused(never.at(1));
    }

    @Test
    default void everySettingOfItsFilesComesBack() {
        WorkerFeed feed = new WorkerFeed(
                WorkerSource.named(Samples.unique("feed"), ZoneId.of("Asia/Tokyo")),
                Map.of(
                        WorkerFeed.Fact.WORKER_ID, "id",
                        WorkerFeed.Fact.GIVEN_NAME, "first",
                        WorkerFeed.Fact.STATUS, "status"),
                Map.of(
                        WorkerFeed.Fact.FAMILY_NAME, "row['last'].trim()",
                        WorkerFeed.Fact.START_DATE, "row[\"x\"]"),
                Map.of(
                        WorkerFeed.Fact.STATUS, Map.of("aus.getreten", "removed", "aktiv", "active"),
                        WorkerFeed.Fact.WORKER_TYPE, Map.of("extern", "contractor")),
                new FileFormat("UTF-16", Optional.empty(), '\''),
                new DatePatterns(List.of("dd.MM.yyyy", "yyyy-MM-dd", "d/M/uuuu")),
                WorkerFeed.Content.DELTA,
                WorkerFeed.Taking.AFTER_PREVIEW,
                0);
        assertEquals(feed.at(1), saved(feed));
    }

    @Test
    default void allAreInOrderOfTheirNames() {
        String word = Samples.unique("order");
        WorkerFeed second = saved(Samples.feed(word + "-b"));
        WorkerFeed first = saved(Samples.feed(word + "-a"));
        assertEquals(
                List.of(first, second),
                ports().transactions().call(now -> ports().workerFeeds().all()).stream()
                        .filter(f -> f.name().startsWith(word))
                        .toList());
        assertEquals(Optional.empty(), ports().transactions().call(now -> ports().workerFeeds()
                .find(word)));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().workerFeeds().all());
    }
}
