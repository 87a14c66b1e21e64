package dev.tenure.application.finding;

import dev.tenure.application.inventory.NobodysAccounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingRules;
import dev.tenure.domain.finding.ScanId;
import dev.tenure.domain.inventory.SystemId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The product holds what it read against the rules, system by system: after every read, and from time to time without one, since
 * days pass and people come and leave: first it asks once more whose the accounts are that belonged to nobody. What it finds is written down once; what is gone closes, with the read as evidence.
 */
public final class FlagFindings {

    private static final int PAGE = 500;

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final FindingScans scans;
    private final NobodysAccounts nobodys;
    private final TakeBackDesk takeBack;
    private final FindingEvents events;
    private final FindingRules rules;
    private final Duration every;

    /** @param every how long after a look through a system the next one is due, where nothing was read meanwhile */
    public FlagFindings(
            Transactions transactions,
            Identifiers identifiers,
            FindingScans scans,
            NobodysAccounts nobodys,
            TakeBackDesk takeBack,
            FindingEvents events,
            FindingRules rules,
            Duration every) {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("every: must be longer than nothing");
        }
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.scans = scans;
        this.nobodys = nobodys;
        this.takeBack = takeBack;
        this.events = events;
        this.rules = rules;
        this.every = every;
    }

    /** Looks through one system. Call again while there is one. */
    public Outcome handle(Command command) {
        ScanId id = new ScanId(identifiers.next());
        return transactions.call(now -> scans.due(now.minus(every))
                .<Outcome>map(system -> {
                    nobodys.correlate(system, now);
                    scans.scan(system, rules, id, now);
                    int changes = writeDown(id, now);
                    takeBack.take(system, now);
                    return new Outcome.Scanned(system, changes);
                })
                .orElse(new Outcome.NothingDue()));
    }

    private int writeDown(ScanId id, Instant now) {
        int written = 0;
        Optional<FindingId> after = Optional.empty();
        while (true) {
            List<FindingScans.Change> page = scans.changes(id, after, PAGE);
            for (FindingScans.Change change : page) {
                events.changed(change, now);
                if (change.what() == FindingScans.What.CLOSED) {
                    takeBack.stop(change.finding(), now);
                }
            }
            written += page.size();
            if (page.size() < PAGE) {
                return written;
            }
            after = Optional.of(page.getLast().finding().facts().id());
        }
    }

    /** Whatever is due. */
    public record Command() {}

    /** What was looked through. */
    public sealed interface Outcome {
        /** One system. */
        record Scanned(SystemId system, int changes) implements Outcome {}

        /** None had to be. */
        record NothingDue() implements Outcome {}
    }
}
