package dev.tenure.application.webhook;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/** Keeps what came in and what became of it. Every method MUST run in the caller's transaction. */
public interface WebhookDeliveries {

    /**
     * Claims everything by which a delivery would be known again, for good. MUST make another transaction that claims one of
     * the keys of the same source wait until this one ends.
     *
     * @return empty where all are new; else what the first delivery with one of the keys became, and the other keys mean it
     *     from now on
     */
    Optional<WebhookDeliveryId> claim(String source, SortedSet<String> keys, WebhookDeliveryId delivery);

    /** Adds what a delivery says of one worker. */
    void add(WebhookDelivery delivery);

    /** The delivery of an id, held against other transactions until this one ends. */
    Optional<WebhookDelivery> find(WebhookDeliveryId id);

    /** A page of deliveries, the newest first. */
    Slice<WebhookDelivery> list(Filter filter, PageRequest page);

    /**
     * Claims the delivery of a source that is longest due, for as long as the lease. MUST NOT give the same one to two workers
     * while the lease lasts.
     */
    Optional<WebhookDelivery.Waiting> claimDue(String source, Duration lease, Instant now);

    /** When a source's next delivery is due; empty where none waits. */
    Optional<Instant> nextDue(String source);

    /**
     * Writes down what became of one that waits. MUST change nothing where it does not wait any more or was claimed since.
     *
     * @param seen as it was when it was claimed or found
     * @return whether it was written
     */
    boolean record(WebhookDelivery.Waiting seen, WebhookDelivery.Tried next);

    /** Makes one wait again that was refused or set aside. MUST throw where it waits or was taken. */
    void reopen(WebhookDelivery.Waiting again);

    /** Whether a delivery about the same worker was taken at or after a moment. */
    boolean tookSince(String source, String worker, Instant since);

    /** How many wait in all, and since when the oldest does. */
    Backlog backlog();

    /** When a source said that a worker is to be shut out at once, as long as it stands. */
    Optional<Instant> notice(String source, String worker);

    /** Keeps that notice; an earlier one stays. */
    void keepNotice(String source, String worker, Instant at);

    /** Forgets the notice, if there is one. */
    void dropNotice(String source, String worker);

    /** Which are wanted: of this source, in this state, by the state's name in lower case; all where empty. */
    record Filter(Optional<String> source, Optional<String> state) {}

    /**
     * What waits.
     *
     * @param waiting how many
     * @param setAside how many were set aside
     * @param oldest when the oldest that waits came in
     */
    record Backlog(long waiting, long setAside, Optional<Instant> oldest) {}
}
