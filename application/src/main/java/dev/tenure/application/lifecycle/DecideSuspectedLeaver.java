package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.EmploymentTerms;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerStatement;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.domain.lifecycle.SuspicionId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody found out about a worker whom HR's file left out (JML-6): they have left, or they work here and the file was wrong.
 *
 * <p>Who has left is taken as if the source had said so, with an immediate notice; should a later file tell of them again,
 * they work after all. Who works here is not asked about again before the day that was named.
 */
public final class DecideSuspectedLeaver {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR, Role.CONFIDENTIAL_HR};
    private static final int LONGEST = 500;
    private static final int LONGEST_DAYS = 90;

    private final Transactions transactions;
    private final SuspectedLeavers suspected;
    private final WorkerStatements statements;
    private final WorkerFeeds feeds;
    private final WorkerSnapshots snapshots;
    private final WorkerDesk desk;
    private final LeaverEvents events;

    public DecideSuspectedLeaver(
            Transactions transactions,
            SuspectedLeavers suspected,
            WorkerStatements statements,
            WorkerFeeds feeds,
            WorkerSnapshots snapshots,
            WorkerDesk desk,
            LeaverEvents events) {
        this.transactions = transactions;
        this.suspected = suspected;
        this.statements = statements;
        this.feeds = feeds;
        this.snapshots = snapshots;
        this.desk = desk;
        this.events = events;
    }

    /** Records what was found out, and takes it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), LONGEST)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> suspected
                .find(command.id())
                .map(found -> found instanceof SuspectedLeaver.Open open
                        ? decide(command, open, now)
                        : new Outcome.AlreadyDecided(found))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome decide(Command command, SuspectedLeaver.Open open, Instant now) {
        WorkerRecord last = lastRecord(open);
        ZoneId zone = last.profile().zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        return switch (command.finding()) {
            case Finding.HasLeft left -> {
                if (left.lastWorkingDay().isAfter(today)
                        || left.lastWorkingDay().isBefore(last.startDate())) {
                    yield new Outcome.BadDay(last.startDate(), today);
                }
                yield left(command, open, last, left.lastWorkingDay(), now);
            }
            case Finding.WorksHere works -> {
                LocalDate latest = today.plusDays(LONGEST_DAYS);
                if (!works.until().isAfter(today) || works.until().isAfter(latest)) {
                    yield new Outcome.BadDay(today.plusDays(1), latest);
                }
                SuspectedLeaver.Stays stays = open.stays(
                        works.until(),
                        command.reason().strip(),
                        command.caller().subject(),
                        now);
                suspected.save(stays);
                events.suspicionDecided(stays, command.caller(), now);
                yield new Outcome.Decided(stays);
            }
        };
    }

    private Outcome left(
            Command command, SuspectedLeaver.Open open, WorkerRecord last, LocalDate lastWorkingDay, Instant now) {
        SuspectedLeaver.Left left = open.left(
                lastWorkingDay, command.reason().strip(), command.caller().subject(), now);
        suspected.save(left);
        events.suspicionDecided(left, command.caller(), now);
        WorkerFeed feed = feeds.find(open.suspicion().key().feed()).orElseThrow();
        Termination ending = new Termination(
                lastWorkingDay,
                Optional.empty(),
                Optional.of(now),
                Optional.empty(),
                feed.source().clock());
        EmploymentTerms terms = last.terms().ending(Optional.of(ending));
        // What the source says next is news again, though it may be what it said before the silence.
        snapshots.forget(open.suspicion().key());
        desk.take(
                feed.source(),
                new WorkerRecord(last.key(), last.profile(), terms, last.asOf().map(time -> now)),
                now,
                now);
        return new Outcome.Decided(left);
    }

    private WorkerRecord lastRecord(SuspectedLeaver.Open open) {
        return statements.of(open.suspicion().identity()).stream()
                .filter(said -> said.record().key().equals(open.suspicion().key()))
                .max(Comparator.comparing(WorkerStatement::saidFor).thenComparing(WorkerStatement.IN_ORDER))
                .orElseThrow()
                .record();
    }

    /** What somebody found out. */
    public sealed interface Finding {
        /** The worker has left; the last day on which they worked is today at the latest. */
        record HasLeft(LocalDate lastWorkingDay) implements Finding {}

        /** The worker works here. Files that leave them out before {@code until}, at most 90 days ahead, raise nothing. */
        record WorksHere(LocalDate until) implements Finding {}
    }

    /** Of whom, what, and how it is known. */
    public record Command(Caller caller, SuspicionId id, Finding finding, String reason) {}

    /** What is on record now, or why not. */
    public sealed interface Outcome {
        /** Recorded and taken. */
        record Decided(SuspectedLeaver suspected) implements Outcome {}

        /** There is no such suspicion. */
        record Unknown() implements Outcome {}

        /** It is no longer open. */
        record AlreadyDecided(SuspectedLeaver suspected) implements Outcome {}

        /** The day is not between these. */
        record BadDay(LocalDate earliest, LocalDate latest) implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
