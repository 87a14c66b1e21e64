package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.application.lifecycle.SftpPulls.Place;
import dev.tenure.application.lifecycle.SftpPulls.Pull;
import dev.tenure.application.lifecycle.SftpPulls.RemoteFile;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link SftpPulls} holds to. */
public interface SftpPullsContract {

    /** The ports to judge. */
    Ports ports();

    private <T> T with(Function<SftpPulls, T> work) {
        return ports().transactions().call(now -> work.apply(ports().sftpPulls()));
    }

    private boolean is(Function<SftpPulls, Boolean> question) {
        return with(question);
    }

    private void does(Consumer<SftpPulls> work) {
        with(pulls -> {
            work.accept(pulls);
            return pulls;
        });
    }

    private static Place place(String host) {
        return new Place(
                Samples.unique("feed"),
                host,
                2222,
                "tenure",
                "/out",
                "hr-*.csv",
                "file:sftp/key",
                "SHA256:" + "A".repeat(43),
                Duration.ofMinutes(90));
    }

    private Pull found(Place place) {
        return with(pulls -> pulls.find(place.feed())).orElseThrow();
    }

    @Test
    default void aPlaceComesBackAsItWasAndIsDueAtOnce() {
        Place place = place("one.example.com");
        does(pulls -> pulls.save(place, Samples.MONDAY));
        Pull expected = new Pull(place, Samples.MONDAY, 0, Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(expected, found(place));
        assertTrue(with(pulls -> pulls.due(Samples.MONDAY)).contains(expected));
        assertFalse(with(pulls -> pulls.due(Samples.MONDAY.minusSeconds(1))).contains(expected));
        assertTrue(with(SftpPulls::all).contains(expected));
        assertTrue(is(pulls -> pulls.remove(place.feed())));
        assertFalse(is(pulls -> pulls.remove(place.feed())));
    }

    @Test
    default void successIsFollowedByThePauseOfThePlaceAndFailureByAGrowingOne() {
        Place place = place("one.example.com");
        does(pulls -> pulls.save(place, Samples.MONDAY));
        does(pulls -> pulls.succeeded(place, Samples.MONDAY));
        assertEquals(Samples.MONDAY.plus(Duration.ofMinutes(90)), found(place).nextAt());
        assertEquals(Optional.of(Samples.MONDAY), found(place).succeededAt());
        Instant at = Samples.MONDAY;
        for (long minutes : new long[] {1, 2, 4, 8, 16, 32, 64, 90, 90}) {
            at = at.plusSeconds(1);
            Instant now = at;
            does(pulls -> pulls.failed(place, "does not answer", now));
            assertEquals(at.plus(Duration.ofMinutes(minutes)), found(place).nextAt());
            assertEquals(
                    Optional.of(Samples.MONDAY.plusSeconds(1)), found(place).failingSince());
        }
        assertEquals(9, found(place).failures());
        assertEquals(Optional.of("does not answer"), found(place).problem());
        does(pulls -> pulls.succeeded(place, Samples.MONDAY));
        assertEquals(Optional.empty(), found(place).failingSince());
        assertEquals(Optional.empty(), found(place).problem());
        assertEquals(0, found(place).failures());
        does(pulls -> pulls.remove(place.feed()));
    }

    @Test
    default void whatBecameOfAnotherPlaceIsNotWrittenDown() {
        Place before = place("one.example.com");
        Place after = new Place(
                before.feed(),
                "two.example.com",
                before.port(),
                before.user(),
                before.folder(),
                before.pattern(),
                before.secret(),
                before.hostKey(),
                before.every());
        does(pulls -> pulls.save(before, Samples.MONDAY));
        does(pulls -> pulls.save(after, Samples.MONDAY));
        does(pulls -> pulls.failed(before, "does not answer", Samples.MONDAY));
        does(pulls -> pulls.succeeded(before, Samples.MONDAY));
        assertEquals(
                new Pull(after, Samples.MONDAY, 0, Optional.empty(), Optional.empty(), Optional.empty()), found(after));
        does(pulls -> pulls.remove(after.feed()));
    }

    @Test
    default void whatWasFetchedIsKnownByNameSizeAndTime() {
        String feed = Samples.unique("feed");
        RemoteFile file = new RemoteFile("a.csv", 7, Samples.MONDAY);
        for (int time = 0; time < 2; time++) {
            does(pulls -> pulls.taken(feed, file, "digest", Samples.MONDAY));
        }
        assertTrue(is(pulls -> pulls.isTaken(feed, file)));
        assertFalse(is(pulls -> pulls.isTaken(Samples.unique("feed"), file)));
        assertFalse(is(pulls -> pulls.isTaken(feed, new RemoteFile("b.csv", 7, Samples.MONDAY))));
        assertFalse(is(pulls -> pulls.isTaken(feed, new RemoteFile("a.csv", 8, Samples.MONDAY))));
        assertFalse(is(pulls -> pulls.isTaken(feed, new RemoteFile("a.csv", 7, Samples.MONDAY.plusSeconds(1)))));
    }
}
