package dev.tenure.web.webhook;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which HR systems send signed deliveries, what they sent and what became of it.
 *
 * @param seesSources whether the reader may see how sources are set up
 * @param sources by name; none where they may not be seen
 * @param names the sources that can be asked for
 * @param states the states that can be asked for
 * @param source the source asked for; empty for all
 * @param state the state asked for; empty for all
 * @param seesHints whether the reader may see of whom deliveries are and what they say happened
 * @param deliveries the newest first
 * @param nextHref the following page; null at the end
 */
public record WebhooksPage(
        boolean seesSources,
        List<Source> sources,
        List<Option> names,
        List<Option> states,
        String source,
        String state,
        boolean seesHints,
        List<Delivery> deliveries,
        @Nullable String nextHref)
        implements Page {

    public WebhooksPage {
        sources = List.copyOf(sources);
        names = List.copyOf(names);
        states = List.copyOf(states);
        deliveries = List.copyOf(deliveries);
    }

    @Override
    public String template() {
        return "webhook/webhooks.html";
    }

    /** Whether not all deliveries are asked for. */
    public boolean narrowed() {
        return !source.isEmpty() || !state.isEmpty();
    }

    /** Something that can be chosen. */
    public record Option(String value, String label, boolean chosen) {}

    /**
     * An HR system that sends deliveries.
     *
     * @param vendor whose shape they have
     * @param enabled whether they are accepted
     * @param api where the people are read again; null where the deliveries are the records themselves
     * @param lastReceived when the last one came in; null where none has
     * @param lastState what became of it; null where none has come in
     * @param deliveriesHref its deliveries
     */
    public record Source(
            String name,
            String vendor,
            boolean enabled,
            @Nullable String api,
            @Nullable Moment lastReceived,
            @Nullable State lastState,
            String deliveriesHref) {}

    /** Where a delivery stands. */
    public record State(String label, String tone) {}

    /**
     * What a delivery said of one worker.
     *
     * @param since when it got there; null where it waits since it came in
     * @param next when it is tried next; null where it does not wait
     * @param raised how often its waiting was raised
     * @param reasons why it is there
     * @param event what it says happened; null where that is not told or not to be seen
     * @param worker the vendor's id of whom it is about; null where that is not told or not to be seen
     * @param immediate whether it says that access ends at once; never where that is not to be seen
     * @param retryHref where the form goes that takes it up again; null where nobody can, or the reader may not
     */
    public record Delivery(
            Moment received,
            String source,
            String sourceHref,
            State state,
            @Nullable Moment since,
            @Nullable Moment next,
            int raised,
            int attempts,
            List<String> reasons,
            @Nullable String event,
            @Nullable String worker,
            boolean immediate,
            @Nullable String retryHref) {

        public Delivery {
            reasons = List.copyOf(reasons);
        }
    }
}
