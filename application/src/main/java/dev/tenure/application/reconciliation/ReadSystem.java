package dev.tenure.application.reconciliation;

import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.inventory.ConnectorWatch;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The product reads a system to its end and takes what it finds as what the system holds; or it reads what changed there since it was
 * last asked, and takes that and nothing else.
 *
 * <p>Page after page goes into staging, each in a transaction of its own, so that memory stays bounded and a crash costs one
 * page. The next one is asked for meanwhile. Only when the target was read whole does one transaction make it the belief; a read that fails in the middle changes
 * nothing and says why. So does one whose connector is quarantined, and one whose system was given another connector or correlation meanwhile. A target that hands out the same cursor twice would be read for ever: such a read fails.
 *
 * <p>A listing of the whole that lacks more than half of the accounts or entitlements that are known is not taken: rather the target
 * left something out than that so much is gone. Whoever asks for the read can say that it may be so.
 *
 * <p>A connector that reads its target in parts can say that it could not read some of them. What it told of the others is taken; of what
 * it left out everything stays as it was, and the read says which part it was. Such a read is no baseline.
 *
 * <p>The first read of the whole of a system that is taken is its baseline, dated: what it shows was there before the product looked.
 * So is the first one after another connector or correlation was given.
 *
 * <p>Where the target can tell changes, a read of the whole takes a token of the moment before it begins, and the next read of changes
 * goes on from there: what changes while the whole is read is told again. A target that does not know the token any more, or has
 * none to give, is read whole.
 *
 * <p>The connector's own account, and whatever it refuses to change, is protected by the read that finds it (SAF-1). What was planned for it before is cancelled,
 * as it is where a person protects an account.
 */
public final class ReadSystem {

    private final Transactions transactions;
    private final TargetSystems systems;
    private final SystemReads reads;
    private final Connectors connectors;
    private final ConnectorConditions conditions;
    private final ConnectorWatch watch;
    private final Accounts accounts;
    private final ProtectionConsequences consequences;
    private final BackgroundCalls calls;
    private final ReadDesk desk;
    private final ReconciliationEvents events;

    public ReadSystem(
            Transactions transactions,
            TargetSystems systems,
            SystemReads reads,
            Connectors connectors,
            ConnectorConditions conditions,
            ConnectorWatch watch,
            Accounts accounts,
            ProtectionConsequences consequences,
            BackgroundCalls calls,
            ReadDesk desk,
            ReconciliationEvents events) {
        this.transactions = transactions;
        this.systems = systems;
        this.reads = reads;
        this.connectors = connectors;
        this.conditions = conditions;
        this.watch = watch;
        this.accounts = accounts;
        this.consequences = consequences;
        this.calls = calls;
        this.desk = desk;
        this.events = events;
    }

    /** Carries a requested read out. Repeating it begins the read anew, unless it has ended. */
    public Outcome handle(Command command) {
        Optional<Begun> begun = transactions.call(now -> reads.find(command.id())
                .filter(SystemRead.Requested.class::isInstance)
                .map(SystemRead.Requested.class::cast)
                .map(read -> {
                    reads.clear(read.id());
                    return new Begun(read, systems.find(read.system()).orElseThrow(), conditions.find(read.system()));
                }));
        return begun.map(this::read).orElse(new Outcome.EndedBefore());
    }

    private record Begun(SystemRead.Requested read, TargetSystem system, ConnectorCondition condition) {}

    private Outcome read(Begun begun) {
        if (begun.condition() instanceof ConnectorCondition.Quarantined quarantined) {
            return fail(
                    begun,
                    "the connector is quarantined, since it " + quarantined.breach()
                            + ": an administrator lifts that, or gives it other settings");
        }
        Connector connector;
        try {
            connector = connectors.of(begun.system());
        } catch (ConfigurationException e) {
            return fail(begun, "setting " + e.getMessage());
        }
        return switch (begun.read().scope()) {
            case WHOLE -> whole(begun, connector);
            case CHANGES -> changes(begun, connector);
        };
    }

    private Outcome whole(Begun begun, Connector connector) {
        ReadId id = begun.read().id();
        Connection connection;
        switch (connector.connect()) {
            case Observation.Seen<Connection> seen -> connection = seen.value();
            case Observation.Refused<Connection> refused -> {
                return fail(begun, refused.reason());
            }
            case Observation.Unreachable<Connection> unreachable -> {
                return fail(begun, unreachable.reason());
            }
        }
        Optional<ResumeToken> token = Optional.empty();
        if (connector.capabilities().reads().contains(ReadKind.CHANGES)) {
            switch (connector.changesSince(Optional.empty())) {
                case Observation.Seen<Increment> seen -> token = tokenOf(seen.value());
                case Observation.Refused<Increment> refused -> {
                    return fail(begun, refused.reason());
                }
                case Observation.Unreachable<Increment> unreachable -> {
                    return fail(begun, unreachable.reason());
                }
            }
        }
        Map<String, String> gaps = new TreeMap<>();
        SystemReads.ToldBefore before = transactions.call(now -> reads.toldBefore(id));
        Optional<String> problem = pages(
                        begun, connector::accounts, page -> reads.stageAccounts(id, page, before), gaps)
                .or(() -> pages(begun, connector::entitlements, page -> reads.stageEntitlements(id, page), gaps));
        if (problem.isPresent()) {
            return fail(begun, problem.get());
        }
        return take(begun, Optional.of(connection), gaps, token);
    }

    private static Optional<ResumeToken> tokenOf(Increment increment) {
        return switch (increment) {
            case Increment.Changed changed -> Optional.of(changed.next());
            case Increment.ReadWhole whole -> Optional.empty();
        };
    }

    private Outcome changes(Begun begun, Connector connector) {
        Optional<ResumeToken> known =
                transactions.call(now -> reads.resume(begun.system().id()));
        if (known.isEmpty()) {
            return readWhole(begun, "nothing says from where to go on");
        }
        ResumeToken token = known.get();
        Set<ResumeToken> seenTokens = new HashSet<>();
        while (true) {
            switch (connector.changesSince(Optional.of(token))) {
                case Observation.Seen<Increment> seen -> {
                    switch (seen.value()) {
                        case Increment.ReadWhole whole -> {
                            return readWhole(begun, whole.reason());
                        }
                        case Increment.Changed changed -> {
                            stage(begun.read().id(), changed.items());
                            if (!changed.more()) {
                                return take(begun, Optional.empty(), Map.of(), Optional.of(changed.next()));
                            }
                            seenTokens.add(token);
                            token = changed.next();
                        }
                    }
                }
                case Observation.Refused<Increment> refused -> {
                    return fail(begun, refused.reason());
                }
                case Observation.Unreachable<Increment> unreachable -> {
                    return fail(begun, unreachable.reason());
                }
            }
            if (seenTokens.contains(token)) {
                watch.broke(begun.system(), "gave a token that leads back to one before");
                return fail(begun, "the target told the same changes twice: the read was stopped");
            }
        }
    }

    private void stage(ReadId id, List<Increment.Item> items) {
        List<ObservedAccount> seenAccounts = new ArrayList<>();
        List<ObservedEntitlement> entitlements = new ArrayList<>();
        List<AccountRef> deletedAccounts = new ArrayList<>();
        List<EntitlementRef> deletedEntitlements = new ArrayList<>();
        for (Increment.Item item : items) {
            switch (item) {
                case Increment.Item.Account account -> seenAccounts.add(account.account());
                case Increment.Item.Entitlement entitlement -> entitlements.add(entitlement.entitlement());
                case Increment.Item.AccountDeleted deleted -> deletedAccounts.add(deleted.account());
                case Increment.Item.EntitlementDeleted deleted -> deletedEntitlements.add(deleted.entitlement());
            }
        }
        transactions.call(now -> {
            reads.stageAccounts(id, seenAccounts, SystemReads.ToldBefore.NOTHING);
            reads.stageEntitlements(id, entitlements);
            reads.stageDeletions(id, deletedAccounts, deletedEntitlements);
            return now;
        });
    }

    /** @param gaps why parts of the target were not read, by what the ids of each begin with */
    private Outcome take(
            Begun begun, Optional<Connection> connection, Map<String, String> gaps, Optional<ResumeToken> token) {
        return transactions.call(now -> {
            TargetSystem system = systems.find(begun.system().id()).orElseThrow();
            if (!system.redirectedAt().equals(begun.system().redirectedAt())) {
                return end(
                        begun,
                        "the connector or the correlation was changed while the system was read: read it again",
                        now);
            }
            Optional<String> doubt = doubt(begun.read(), system, gaps.keySet());
            if (doubt.isPresent()) {
                return end(begun, doubt.get(), now);
            }
            Map<String, Protection> protections =
                    connection.map(said -> protections(said, now)).orElse(Map.of());
            SystemRead.Counts counts = reads.merge(
                    begun.read(), begun.system(), new SystemReads.Provisos(protections, gaps.keySet()), now);
            SystemRead.Complete complete = begun.read().complete(counts, List.copyOf(gaps.values()), now);
            boolean baseline = complete.scope() == SystemRead.Scope.WHOLE
                    && gaps.isEmpty()
                    && system.lacksBaselineFor(complete.requestedAt());
            Optional<String> digest = writeDown(begun.read(), baseline, now);
            reads.end(complete);
            reads.keepResume(system.id(), token);
            if (baseline) {
                systems.save(system.withBaseline(now));
            }
            events.completed(complete, digest, now);
            protections.keySet().stream()
                    .flatMap(nativeId -> accounts.find(begun.system().id(), nativeId).stream())
                    .filter(account -> account.protection().isPresent())
                    .forEach(account -> consequences.protectedNow(account, now));
            return new Outcome.Complete(complete);
        });
    }

    private static Map<String, Protection> protections(Connection connection, Instant now) {
        Map<String, Protection> protections = new HashMap<>();
        connection.untouchable().forEach(ref -> protections.put(ref.nativeId(), Protection.ofUntouchable(now)));
        connection.own().ifPresent(ref -> protections.put(ref.nativeId(), Protection.ofConnectorItself(now)));
        return protections;
    }

    /** What changed, account by account; what was there when the product first looked, by one digest of all of it. */
    private Optional<String> writeDown(SystemRead.Requested read, boolean baseline, Instant now) {
        if (baseline) {
            BaselineDigest digest = new BaselineDigest();
            reads.changes(read, change -> digest.add(change.account()));
            return Optional.of(digest.hex());
        }
        reads.changes(read, change -> events.changed(read, change, now));
        return Optional.empty();
    }

    /**
     * Why a listing is not taken for the whole: it lacks more than half of what is known. A system that is read as another one for the
     * first time may well be another one.
     */
    private Optional<String> doubt(SystemRead.Requested read, TargetSystem system, Set<String> unread) {
        if (read.scope() == SystemRead.Scope.CHANGES
                || read.mayShrink()
                || system.lacksBaselineFor(read.requestedAt())) {
            return Optional.empty();
        }
        SystemRead.Coverage coverage = reads.coverage(read, unread);
        return Optional.of("the listing lacks " + coverage.missingAccounts() + " of " + coverage.accounts()
                        + " accounts and " + coverage.missingEntitlements() + " of " + coverage.entitlements()
                        + " entitlements that are known, so nothing was taken: look at the target, and where they are"
                        + " gone ask for a read that may shrink the system")
                .filter(reason -> coverage.isDoubtful());
    }

    /** What changed cannot be told any more: this read ends, and one of the whole follows. */
    private Outcome readWhole(Begun begun, String reason) {
        return transactions.call(now -> {
            reads.keepResume(begun.system().id(), Optional.empty());
            Outcome ended = end(begun, "what changed cannot be told, so the whole is read: " + reason, now);
            desk.begin(begun.system().id(), SystemRead.Scope.WHOLE, now);
            return ended;
        });
    }

    /**
     * Reads all pages; empty when the end was reached, else why it was not.
     *
     * @param gaps takes what the listing says it left out
     */
    private <T> Optional<String> pages(
            Begun begun,
            Function<Cursor, Observation<Page<T>>> listing,
            Consumer<List<T>> stage,
            Map<String, String> gaps) {
        Set<Cursor> seenCursors = new HashSet<>(Set.of(Cursor.START));
        Observation<Page<T>> observed = listing.apply(Cursor.START);
        while (true) {
            switch (observed) {
                case Observation.Seen<Page<T>> seen -> {
                    seen.value().gaps().forEach(gap -> gaps.put(gap.prefix(), gap.reason()));
                    Optional<Cursor> next = seen.value().next();
                    if (next.isEmpty()) {
                        stage(stage, seen.value());
                        return Optional.empty();
                    }
                    if (!seenCursors.add(next.get())) {
                        watch.broke(begun.system(), "gave a page that leads back to one before");
                        return Optional.of("the target gave the same page twice: the read was stopped");
                    }
                    Supplier<Observation<Page<T>>> following = calls.begin(() -> listing.apply(next.get()));
                    try {
                        stage(stage, seen.value());
                    } finally {
                        observed = following.get();
                    }
                }
                case Observation.Refused<Page<T>> refused -> {
                    return Optional.of(refused.reason());
                }
                case Observation.Unreachable<Page<T>> unreachable -> {
                    return Optional.of(unreachable.reason());
                }
            }
        }
    }

    private <T> void stage(Consumer<List<T>> stage, Page<T> page) {
        transactions.call(now -> {
            stage.accept(page.items());
            return now;
        });
    }

    private Outcome fail(Begun begun, String reason) {
        return transactions.call(now -> end(begun, reason, now));
    }

    private Outcome end(Begun begun, String reason, Instant now) {
        SystemRead.Failed failed = begun.read().fail(reason, now);
        reads.end(failed);
        events.failed(failed, now);
        return new Outcome.Failed(failed);
    }

    /** Which read. */
    public record Command(ReadId id) {}

    /** How the read ended. */
    public sealed interface Outcome {
        /** Read to its end. */
        record Complete(SystemRead.Complete read) implements Outcome {}

        /** Not read to its end; nothing was taken. */
        record Failed(SystemRead.Failed read) implements Outcome {}

        /** There is no such read, or it ended before. */
        record EndedBefore() implements Outcome {}
    }
}
