package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One listing through several accounts. Some are read at the same time, one page of each, and told in the order of the accounts, so
 * that no more is kept than these pages. An account that cannot be read is a gap, and the others go on; the first one is the connector's
 * own, and without it there is no listing.
 */
final class Across<T> implements Listings.Reading<T> {

    /** An account that is being listed, and where it is. */
    private record Open<T>(String number, Optional<Listings.Reading<T>> reading, Optional<String> marker) {}

    /** What an account gave. */
    private record Given<T>(Listings.Reading<T> reading, Listings.Part<T> part) {}

    private final Accounts accounts;
    private final int parallel;
    private final Function<AwsAccount, Listings.Beginning<T>> listing;
    private List<Open<T>> open;
    private int page;

    /**
     * Reads nothing yet.
     *
     * @param numbers in the order in which they are told
     */
    Across(Accounts accounts, List<String> numbers, int parallel, Function<AwsAccount, Listings.Beginning<T>> listing) {
        this.accounts = accounts;
        this.parallel = parallel;
        this.listing = listing;
        this.open = numbers.stream()
                .map(number -> new Open<T>(number, Optional.empty(), Optional.empty()))
                .toList();
    }

    /** What was told is forgotten only when all of the page is there: where it failed it can be asked for again. */
    @Override
    public synchronized Listings.Part<T> at(Optional<String> marker) throws Trouble {
        List<Open<T>> now = open.subList(0, Math.min(parallel, open.size()));
        List<T> items = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        List<Open<T>> next = new ArrayList<>();
        for (Together.Done<Open<T>, Given<T>> done : Together.each(now, parallel, this::given)) {
            String number = done.thing().number();
            if (done.trouble().isPresent() && !number.equals(Accounts.OWN)) {
                gaps.add(new Gap(Ids.of(number).prefix(), done.trouble().get().reason()));
                continue;
            }
            Given<T> given = done.orThrow();
            items.addAll(given.part().items());
            gaps.addAll(given.part().gaps());
            if (given.part().next().isPresent()) {
                next.add(new Open<>(
                        number, Optional.of(given.reading()), given.part().next()));
            }
        }
        next.addAll(open.subList(now.size(), open.size()));
        open = next;
        page++;
        return new Listings.Part<>(
                items, next.isEmpty() ? Optional.empty() : Optional.of(Integer.toString(page)), gaps);
    }

    private Given<T> given(Open<T> one) throws Trouble {
        return accounts.in(one.number(), account -> {
            Listings.Reading<T> reading = one.reading().isPresent()
                    ? one.reading().get()
                    : listing.apply(account).begin();
            return new Given<>(reading, reading.at(one.marker()));
        });
    }
}
