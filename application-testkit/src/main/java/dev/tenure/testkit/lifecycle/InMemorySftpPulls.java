package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pulls in memory. */
public final class InMemorySftpPulls implements SftpPulls {

    private record Taken(String feed, RemoteFile file) {}

    private final Table<String, Pull> pulls;
    private final Table<Taken, Taken> taken;

    /** @param transactions what it takes part in */
    public InMemorySftpPulls(InMemoryTransactions transactions) {
        this.pulls = transactions.table();
        this.taken = transactions.table();
    }

    @Override
    public Optional<Pull> find(String feed) {
        return pulls.find(feed);
    }

    @Override
    public List<Pull> all() {
        return pulls.all().sorted(Comparator.comparing(p -> p.place().feed())).toList();
    }

    @Override
    public void save(Place place, Instant now) {
        pulls.put(place.feed(), new Pull(place, now, 0, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Override
    public boolean remove(String feed) {
        boolean isThere = find(feed).isPresent();
        if (isThere) {
            pulls.remove(feed);
        }
        return isThere;
    }

    @Override
    public List<Pull> due(Instant now) {
        return pulls.all()
                .filter(p -> !p.nextAt().isAfter(now))
                .sorted(Comparator.comparing(Pull::nextAt)
                        .thenComparing(p -> p.place().feed()))
                .toList();
    }

    @Override
    public void succeeded(Place place, Instant now) {
        find(place.feed())
                .filter(p -> p.place().equals(place))
                .ifPresent(p -> pulls.put(
                        place.feed(),
                        new Pull(
                                place,
                                now.plus(place.every()),
                                0,
                                Optional.of(now),
                                Optional.empty(),
                                Optional.empty())));
    }

    @Override
    public void failed(Place place, String problem, Instant now) {
        find(place.feed()).filter(p -> p.place().equals(place)).ifPresent(p -> {
            long most = Math.max(place.every().toMinutes(), 60);
            Duration pause = Duration.ofMinutes(Math.min(1L << Math.min(p.failures(), 20), most));
            pulls.put(
                    place.feed(),
                    new Pull(
                            place,
                            now.plus(pause),
                            p.failures() + 1,
                            p.succeededAt(),
                            Optional.of(p.failingSince().orElse(now)),
                            Optional.of(problem)));
        });
    }

    @Override
    public boolean isTaken(String feed, RemoteFile file) {
        return taken.find(new Taken(feed, file)).isPresent();
    }

    @Override
    public void taken(String feed, RemoteFile file, String digest, Instant now) {
        Taken one = new Taken(feed, file);
        taken.put(one, one);
    }
}
