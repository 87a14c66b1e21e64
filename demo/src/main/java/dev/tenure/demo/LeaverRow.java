package dev.tenure.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of one leaver on one system.
 *
 * @param leaver who
 * @param system where
 * @param effective when the leaver was to be shut out, by what HR says
 * @param received when the product learnt of it
 * @param blocked when it was verified that nobody can sign in; empty while that is open
 * @param contained when it was verified that what was signed in is unusable; empty while that is open
 * @param clean when it was verified that the entitlements are gone; empty while that is open
 * @param outcome in a word or two
 */
record LeaverRow(
        String leaver,
        String system,
        Instant effective,
        Instant received,
        Optional<Instant> blocked,
        Optional<Instant> contained,
        Optional<Instant> clean,
        String outcome) {

    /**
     * From the moment at which the product knew and the time had come, whichever was later, to the last milestone; empty
     * while one is open.
     */
    Optional<Duration> elapsed() {
        Instant start = effective.isAfter(received) ? effective : received;
        return Stream.of(blocked, contained, clean)
                .reduce(Optional.of(start), (a, b) -> a.flatMap(x -> b.map(y -> x.isAfter(y) ? x : y)))
                .map(end -> Duration.between(start, end));
    }
}
