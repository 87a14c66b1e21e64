package dev.tenure.application.webhook;

import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.lifecycle.WorkerDesk;
import dev.tenure.application.provisioning.Jitter;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.application.webhook.VendorPeople.Reading;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerRow;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.BackOff;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDelivery.Hint;
import dev.tenure.domain.webhook.WebhookDelivery.Waiting;
import dev.tenure.domain.webhook.WebhookSource;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worker takes up a delivery. What it says is a hint: the person is read again at the vendor, outside any transaction, and
 * what is read is taken in the transaction that ends the delivery, so it is never older than its taking. Where the source has
 * no API the delivery is the record itself.
 *
 * <p>A vendor that does not answer is asked again and again, with growing pauses, and the waiting is raised. A record that
 * cannot be taken is refused with field and reason. A delivery on which we fail ourselves is set aside after a few attempts.
 * None of them holds up another.
 */
public final class TakeWebhookDelivery {

    /** Longer than a read may last. */
    static final Duration LEASE = Duration.ofSeconds(60);

    /** A person who was just entered may not be shown at once. */
    private static final int READS_OF_AN_ABSENT_ONE = 5;

    private static final Duration LONGEST_ASKED_FOR = BackOff.LONGEST_AFTER_REFUSAL;

    private final Transactions transactions;
    private final WebhookSources sources;
    private final WebhookDeliveries deliveries;
    private final Secrets secrets;
    private final VendorPeople people;
    private final WorkerDesk desk;
    private final Jitter jitter;
    private final WebhookEvents events;

    public TakeWebhookDelivery(
            Transactions transactions,
            WebhookSources sources,
            WebhookDeliveries deliveries,
            Secrets secrets,
            VendorPeople people,
            WorkerDesk desk,
            Jitter jitter,
            WebhookEvents events) {
        this.transactions = transactions;
        this.sources = sources;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.people = people;
        this.desk = desk;
        this.jitter = jitter;
        this.events = events;
    }

    /** Takes up the source's delivery that is longest due. */
    public Outcome handle(Command command) {
        Due due = transactions.call(now -> due(command.source(), now));
        if (due.claimed().isEmpty()) {
            return new Outcome.NothingDue(due.next());
        }
        Claimed claimed = due.claimed().get();
        double draw = jitter.draw();
        try {
            Reading reading = read(claimed);
            return transactions.call(now -> settle(claimed, reading, draw, now));
        } catch (RuntimeException e) {
            // Its message may hold what a person sent: the kind is enough to find the fault.
            String kind = kind(e);
            return transactions.call(now -> {
                Duration pause = pause(new Attempt.Unreachable(kind), claimed.waiting(), draw);
                return recorded(claimed, claimed.waiting().fail(kind, now, pause), now);
            });
        }
    }

    private record Claimed(WebhookSource source, Waiting waiting, Instant at) {}

    private record Due(Optional<Claimed> claimed, Optional<Instant> next) {}

    private Due due(String name, Instant now) {
        Optional<WebhookSource> source = sources.find(name).filter(WebhookSource::enabled);
        if (source.isEmpty()) {
            return new Due(Optional.empty(), Optional.empty());
        }
        Optional<Claimed> claimed =
                deliveries.claimDue(name, LEASE, now).map(waiting -> new Claimed(source.get(), waiting, now));
        return new Due(claimed, claimed.isPresent() ? Optional.empty() : deliveries.nextDue(name));
    }

    private Reading read(Claimed claimed) {
        Hint hint = claimed.waiting().receipt().hint();
        Optional<VendorApi> api = claimed.source().api();
        if (api.isEmpty() || hint.worker().isEmpty()) {
            return new Reading.Found(hint.facts());
        }
        try {
            return people.read(
                    claimed.source(),
                    secrets.resolve("api.token", api.get().token()),
                    hint.worker().get());
        } catch (ConfigurationException e) {
            return new Reading.Denied("setting " + e.getMessage());
        }
    }

    private Outcome settle(Claimed claimed, Reading reading, double draw, Instant now) {
        Waiting waiting = claimed.waiting();
        return switch (reading) {
            case Reading.Found found -> found(claimed, found.facts(), draw, now);
            case Reading.Absent absent ->
                recorded(
                        claimed,
                        waiting.attempts() < READS_OF_AN_ABSENT_ONE
                                ? waiting.postpone(
                                        "the vendor shows no such person",
                                        now,
                                        pause(new Attempt.Unreachable("absent"), waiting, draw))
                                : waiting.refuse(
                                        List.of(new WorkerRow.Problem(
                                                Fact.WORKER_ID.label(),
                                                "is not shown by the vendor: let the API's user see the person, or send an"
                                                        + " ending another way if the person was removed")),
                                        now),
                        now);
            case Reading.Unreachable unreachable -> {
                Duration own = pause(new Attempt.Unreachable(unreachable.why()), waiting, draw);
                Duration asked = unreachable
                        .retryAfter()
                        .map(d -> d.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : d)
                        .orElse(Duration.ZERO);
                yield recorded(
                        claimed, waiting.postpone(unreachable.why(), now, own.compareTo(asked) < 0 ? asked : own), now);
            }
            case Reading.Denied denied ->
                recorded(
                        claimed,
                        waiting.postpone(denied.why(), now, pause(new Attempt.Refused(denied.why()), waiting, draw)),
                        now);
        };
    }

    private Outcome found(Claimed claimed, Map<Fact, String> read, double draw, Instant now) {
        Waiting waiting = claimed.waiting();
        Hint hint = waiting.receipt().hint();
        boolean ends = read.containsKey(Fact.LAST_WORKING_DAY) || read.containsKey(Fact.EFFECTIVE_DATE);
        if (hint.immediate() && !ends) {
            // Whoever may look at the delivery must not learn from this text what it says.
            return recorded(
                    claimed,
                    waiting.postpone(
                            "the vendor does not show yet what the delivery says",
                            now,
                            pause(new Attempt.Unreachable("not shown"), waiting, draw)),
                    now);
        }
        Map<Fact, String> facts = withNotice(claimed.source(), waiting, read, ends);
        return switch (claimed.source().read(facts)) {
            case WorkerRow.Read.Bad bad -> recorded(claimed, waiting.refuse(bad.problems(), now), now);
            case WorkerRow.Read.Gone gone ->
                recorded(
                        claimed,
                        waiting.refuse(
                                List.of(new WorkerRow.Problem(
                                        Fact.STATUS.label(),
                                        "says that the source dropped the worker and not when they left: send"
                                                + " last_working_day or effective_date")),
                                now),
                        now);
            case WorkerRow.Read.Good good -> {
                if (isOvertaken(claimed)) {
                    yield recorded(claimed, waiting.postpone("read again", now, Duration.ZERO), now);
                }
                Outcome outcome = recorded(claimed, waiting.take(now), now);
                if (outcome instanceof Outcome.Tried) {
                    // What was read again came in now; what was sent came in when it was sent.
                    Instant cameIn =
                            isReadAgain(claimed) ? now : waiting.receipt().receivedAt();
                    desk.take(claimed.source().source(), good.record(), cameIn, now);
                }
                yield outcome;
            }
        };
    }

    /**
     * An API may show when the employment ends and not that the person is to be shut out before. What the signed delivery said
     * of that stands for as long as the vendor shows an ending, whatever else is read of the person meanwhile.
     */
    private Map<Fact, String> withNotice(WebhookSource source, Waiting waiting, Map<Fact, String> read, boolean ends) {
        Hint hint = waiting.receipt().hint();
        if (source.api().isEmpty() || hint.worker().isEmpty()) {
            return read;
        }
        String worker = hint.worker().get();
        if (!ends) {
            deliveries.dropNotice(source.name(), worker);
            return read;
        }
        if (hint.immediate()) {
            deliveries.keepNotice(
                    source.name(),
                    worker,
                    hint.saidAt().orElse(waiting.receipt().receivedAt()));
        }
        Optional<Instant> notice = deliveries.notice(source.name(), worker);
        if (notice.isEmpty() || read.containsKey(Fact.IMMEDIATE_NOTICE_AT)) {
            return read;
        }
        Map<Fact, String> facts = new EnumMap<>(read);
        facts.put(Fact.IMMEDIATE_NOTICE_AT, notice.get().toString());
        return facts;
    }

    /** Whether somebody else read and took the same person while we were away: ours may be the older reading. */
    private boolean isOvertaken(Claimed claimed) {
        return isReadAgain(claimed)
                && deliveries.tookSince(
                        claimed.source().name(),
                        claimed.waiting().receipt().hint().worker().orElseThrow(),
                        claimed.at());
    }

    private static boolean isReadAgain(Claimed claimed) {
        return claimed.source().api().isPresent()
                && claimed.waiting().receipt().hint().worker().isPresent();
    }

    private Outcome recorded(Claimed claimed, WebhookDelivery.Tried next, Instant now) {
        if (!deliveries.record(claimed.waiting(), next)) {
            return new Outcome.ClaimLost();
        }
        switch (next) {
            case Waiting waiting -> {
                if (waiting.escalation() > claimed.waiting().escalation()) {
                    events.delayed(waiting, now);
                }
            }
            case WebhookDelivery.Refused refused -> events.refused(refused, now);
            case WebhookDelivery.SetAside aside -> events.setAside(aside, now);
            case WebhookDelivery.Taken taken -> {
                // What was taken of the person is an event of its own.
            }
        }
        return new Outcome.Tried(next);
    }

    private static Duration pause(Attempt attempt, Waiting waiting, double draw) {
        return BackOff.after(attempt, waiting.attempts(), draw);
    }

    private static String kind(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }

    /** Of which source. */
    public record Command(String source) {}

    /** What became of it. */
    public sealed interface Outcome {
        /** One was tried. */
        record Tried(WebhookDelivery.Tried delivery) implements Outcome {}

        /** Another worker has it: what was read is not taken. */
        record ClaimLost() implements Outcome {}

        /** None is due; the next one at this time, where one waits. */
        record NothingDue(Optional<Instant> next) implements Outcome {}
    }
}
