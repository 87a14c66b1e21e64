package dev.tenure.application.lifecycle;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.Escalation;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Stated;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.SuspicionId;
import dev.tenure.domain.provisioning.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Writes what happens to workers and leavers into the audit log. */
public final class LeaverEvents {

    private static final Actor LIFECYCLE = new Actor.Product("lifecycle");

    private final AuditLog log;
    private final Identifiers identifiers;

    public LeaverEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void feedConfigured(WorkerFeed feed, Caller by, Instant now) {
        log.append(event(
                        EventType.WORKER_FEED_CONFIGURED,
                        Actor.of(by),
                        new AuditEvent.Subject("worker-feed", feed.name()),
                        now)
                .with(
                        "headers",
                        new TreeMap<>(feed.headers())
                                .entrySet().stream()
                                        .map(e -> e.getKey().label() + "=" + e.getValue())
                                        .toList())
                .with(
                        "expressions",
                        new TreeMap<>(feed.expressions())
                                .entrySet().stream()
                                        .map(e -> e.getKey().label() + "=" + e.getValue())
                                        .toList())
                .with(
                        "words",
                        new TreeMap<>(feed.words())
                                .entrySet().stream()
                                        .flatMap(e -> new TreeMap<>(e.getValue())
                                                .entrySet().stream()
                                                        .map(word -> e.getKey().label() + "." + word.getKey() + "="
                                                                + word.getValue()))
                                        .toList())
                .with(
                        "separator",
                        feed.format().separator().map(String::valueOf).orElse("auto"))
                .with("quote", String.valueOf(feed.format().quote()))
                .with("charset", feed.format().charset())
                .with("datePatterns", feed.dates().patterns())
                .with("content", feed.content().name())
                .with("taking", feed.taking().name())
                .with("zone", feed.zone().getId())
                .with("clock", feed.source().clock().name())
                .with("join", feed.source().join().name())
                .done());
    }

    void snapshotReceived(
            WorkerSnapshot snapshot, WorkerSnapshot.Counts counts, Caller by, String contentDigest, Instant now) {
        log.append(counted(EventType.WORKER_SNAPSHOT_RECEIVED, Actor.of(by), snapshot, counts, now)
                .with("sha256", contentDigest)
                .with("awaitsDecision", snapshot instanceof WorkerSnapshot.Previewing)
                .done());
    }

    void pullConfigured(String feed, Optional<SftpPulls.Place> place, Caller by, Instant now) {
        log.append(
                event(EventType.WORKER_PULL_CONFIGURED, Actor.of(by), new AuditEvent.Subject("worker-feed", feed), now)
                        .withText("host", place.map(SftpPulls.Place::host))
                        .withText("port", place.map(p -> String.valueOf(p.port())))
                        .withText("user", place.map(SftpPulls.Place::user))
                        .withText("folder", place.map(SftpPulls.Place::folder))
                        .withText("pattern", place.map(SftpPulls.Place::pattern))
                        .withText("secret", place.map(SftpPulls.Place::secret))
                        .withText("hostKey", place.map(SftpPulls.Place::hostKey))
                        .withText("every", place.map(p -> p.every().toString()))
                        .done());
    }

    void snapshotRepeated(WorkerSnapshot.Repeated snapshot, Caller by, String contentDigest, Instant now) {
        log.append(about(EventType.WORKER_SNAPSHOT_REPEATED, Actor.of(by), snapshot, now)
                .with("first", snapshot.first().value())
                .with("sha256", contentDigest)
                .done());
    }

    void snapshotPreviewed(WorkerSnapshot.Previewed snapshot, Instant now) {
        // What is known to confidential HR alone is counted among the rows that change nothing.
        WorkerSnapshot.Foreseen foreseen = snapshot.foreseen().withoutEndings();
        log.append(about(EventType.WORKER_SNAPSHOT_PREVIEWED, LIFECYCLE, snapshot, now)
                .with("new", foreseen.fresh())
                .with("leaving", foreseen.leaving())
                .with("returning", foreseen.returning())
                .with("changed", foreseen.changed())
                .with("unchanged", foreseen.unchanged())
                .done());
    }

    void snapshotDecided(WorkerSnapshot snapshot, String decision, Caller by, Instant now) {
        log.append(about(EventType.WORKER_SNAPSHOT_DECIDED, Actor.of(by), snapshot, now)
                .with("decision", decision)
                .done());
    }

    void rowSetAside(SnapshotId snapshot, String feed, long line, RowsAside.Failure failure, Instant now) {
        log.append(event(
                        EventType.WORKER_ROW_SET_ASIDE,
                        LIFECYCLE,
                        AuditEvent.Subject.of("worker-snapshot", snapshot.value()),
                        now)
                .with("feed", feed)
                .with("line", line)
                .with("category", failure.category())
                .with("failedUnder", failure.correlation())
                .done());
    }

    void rowTakenAfterAll(RowsAside.Aside row, Instant now) {
        log.append(event(
                        EventType.WORKER_ROW_TAKEN_AFTER_ALL,
                        LIFECYCLE,
                        AuditEvent.Subject.of("worker-snapshot", row.snapshot().value()),
                        now)
                .with("feed", row.row().record().key().feed())
                .with("line", row.row().line())
                .done());
    }

    void snapshotApplied(WorkerSnapshot.Applied snapshot, Instant now) {
        log.append(counted(EventType.WORKER_SNAPSHOT_APPLIED, LIFECYCLE, snapshot, snapshot.counts(), now)
                .done());
    }

    void snapshotRefused(WorkerSnapshot.Refused snapshot, Caller by, Instant now) {
        log.append(event(
                        EventType.WORKER_SNAPSHOT_REFUSED,
                        Actor.of(by),
                        AuditEvent.Subject.of(
                                "worker-snapshot", snapshot.receipt().id().value()),
                        now)
                .with("feed", snapshot.receipt().feed())
                .with("reason", snapshot.reason())
                .done());
    }

    /**
     * A worker's record was taken. What changed and where the person stands are confidential, and one field each whatever
     * they say: until it takes effect an ending is nobody's business, and neither the name of an event nor a field that is
     * there, missing or withheld may tell it. When an ending takes effect, what was written down of it is opened. All else
     * stays closed: among open records a closed one would tell of an ending that was taken back.
     */
    void recordTaken(Identity.Taken taken, String source, Instant now) {
        Identity identity = taken.identity();
        AuditField.Matter matter = matter(identity);
        log.append(event(
                        EventType.WORKER_RECORD_TAKEN,
                        LIFECYCLE,
                        AuditEvent.Subject.of("identity", identity.id().value()),
                        now)
                .with("source", source)
                .withPersonal("workerId", identity.key().workerId())
                .withPersonal("name", identity.profile().displayName())
                .withPersonal("email", identity.profile().email())
                .withPersonal("department", identity.profile().department())
                .withPersonal("title", identity.profile().title())
                .withPersonal("manager", identity.profile().managerWorkerId())
                .withConfidential("change", taken.change().name(), matter)
                .withConfidential("employment", described(identity.employment()), matter)
                .done());
        if (identity.employment() instanceof Employment.Out) {
            log.open(matter);
        }
    }

    /** One for each ending of a person, told apart by when the product learnt of it; one for all records without an ending. */
    private static AuditField.Matter matter(Identity identity) {
        String person = "employment of " + identity.id().value();
        return new AuditField.Matter(
                switch (identity.employment()) {
                    case Employment.Expected expected -> person;
                    case Employment.Active active -> person;
                    case Employment.OnLeave onLeave -> person;
                    case Employment.TerminationScheduled scheduled -> person + " ending " + scheduled.receivedAt();
                    case Employment.Out out -> person + " ending " + out.receivedAt();
                });
    }

    private static String described(Employment employment) {
        Tenure tenure = employment.tenure();
        String again = tenure.number() == 1 ? "" : " tenure=" + tenure.number() + " origin=" + tenure.origin();
        String start = again + " startDate=" + tenure.startDate();
        return switch (employment) {
            case Employment.Expected expected -> "expected" + start;
            case Employment.Active active -> "active" + start;
            case Employment.OnLeave onLeave -> "on-leave" + start + described(onLeave.leave());
            case Employment.TerminationScheduled scheduled ->
                "termination-scheduled" + start + described(scheduled.meanwhile()) + described(scheduled.termination());
            case Employment.GardenLeave gardenLeave -> "garden-leave" + start + described(gardenLeave.termination());
            case Employment.Ended ended -> "ended" + start + described(ended.termination());
            case Employment.Cancelled cancelled -> "cancelled" + start;
        };
    }

    private static String described(Employment.Meanwhile meanwhile) {
        return switch (meanwhile) {
            case Employment.Meanwhile.BeforeStart beforeStart -> " meanwhile=expected";
            case Employment.Meanwhile.Working working -> "";
            case Employment.Meanwhile.Absent absent -> " meanwhile=on-leave" + described(absent.leave());
        };
    }

    private static String described(Leave leave) {
        return " leaveFrom=" + leave.from()
                + leave.until().map(day -> " leaveUntil=" + day).orElse("");
    }

    private static String described(Termination termination) {
        return " lastWorkingDay=" + termination.lastWorkingDay()
                + termination.effectiveDate().map(d -> " effectiveDate=" + d).orElse("")
                + termination
                        .immediateNoticeAt()
                        .map(t -> " immediateNoticeAt=" + t)
                        .orElse("")
                + termination.enteredAt().map(t -> " enteredAt=" + t).orElse("");
    }

    void opened(LeaverCase.Open leaverCase, Instant now) {
        LeaverFacts facts = leaverCase.opening().facts();
        log.append(about(EventType.LEAVER_CASE_OPENED, leaverCase, now)
                .with("identity", leaverCase.opening().identity().value())
                .with("lastWorkingDay", facts.termination().lastWorkingDay().toString())
                .withText("effectiveDate", facts.termination().effectiveDate().map(Object::toString))
                .withInstant("immediateNoticeAt", facts.termination().immediateNoticeAt())
                .withInstant("enteredAt", facts.termination().enteredAt())
                .with("zone", facts.zone().getId())
                .with("receivedAt", facts.receivedAt())
                .with("clockStart", facts.clock().at())
                .with("clockRule", facts.clock().rule().name())
                .with("hrDelay", facts.hrDelay().toString())
                .with("policy", facts.policyVersion())
                .with("privileged", facts.privileged())
                .with(
                        "privileges",
                        facts.privileges().stream()
                                .map(privilege -> privilege.account().value()
                                        + (privilege.held() ? " held" : " lately, last ")
                                        + (privilege.held() ? "" : privilege.lastKnownAt()))
                                .toList())
                .with(
                        "systems",
                        leaverCase.systems().stream()
                                .map(s -> s.system().value().toString())
                                .toList())
                .with("accounts", leaverCase.accounts().size())
                .done());
    }

    /**
     * The case closed; the certificate's lines stand in the event, with accounts by id. A session, credential or second factor
     * has its number in its line, and its id, which may tell who somebody is, under that number.
     */
    void closed(LeaverCase.Closed leaverCase, LeaverCertificate certificate, Instant now) {
        AuditEvent.Draft draft = about(EventType.LEAVER_CASE_CLOSED, leaverCase, now)
                .with("elapsed", leaverCase.opening().facts().elapsed(now).toString());
        List<String> lines = new ArrayList<>();
        int ids = 0;
        for (LeaverCertificate.Line line : certificate.lines()) {
            Optional<String> number = Optional.empty();
            if (line.id().isPresent()) {
                number = Optional.of(" id" + ids);
                draft.withPersonal("id" + ids, line.id());
                ids++;
            }
            lines.add(line(line, number.orElse("")));
        }
        log.append(draft.with("certificate", lines)
                .with(
                        "signIns",
                        certificate.signIns().stream()
                                .map(line -> line.account().value() + " | " + said(line.signIns()))
                                .toList())
                .with(
                        "secrets",
                        certificate.secrets().stream()
                                .map(line -> line.secret() + " | " + said(line.rotated()))
                                .toList())
                .with(
                        "owned",
                        certificate.owned().stream()
                                .map(line -> line.kind() + " " + line.thing() + " | " + said(line.passed()))
                                .toList())
                .with(
                        "lookedThrough",
                        leaverCase.systems().stream()
                                .filter(system -> system.stated().isPresent())
                                .map(system -> system.system().value() + " | "
                                        + said(system.stated().get()))
                                .toList())
                .done());
    }

    /** The evidence stands in the event by which it was stated. */
    private static String said(Stated stated) {
        return "stated by " + stated.statedBy() + " at " + stated.statedAt() + ", confirmed by " + stated.confirmedBy()
                + " at " + stated.confirmedAt() + ", statement "
                + stated.statement().value();
    }

    private static String said(LeaverCertificate.Rotated rotated) {
        return switch (rotated) {
            case LeaverCertificate.Rotated.At at -> "rotated " + at.at() + (at.late() ? ", late" : "");
            case LeaverCertificate.Rotated.Open open -> "open, " + open.state() + ", due " + open.due();
        };
    }

    private static String said(LeaverCertificate.Passed passed) {
        return switch (passed) {
            case LeaverCertificate.Passed.To to ->
                "handed over to " + to.successor() + " by " + to.by() + " at " + to.at() + (to.late() ? ", late" : "");
            case LeaverCertificate.Passed.NotTheirs notTheirs -> "not theirs any more, noticed " + notTheirs.at();
            case LeaverCertificate.Passed.Open open -> "open, due " + open.due();
        };
    }

    private static String said(SignIns signIns) {
        return switch (signIns) {
            case SignIns.Awaited awaited -> "awaited";
            case SignIns.None none -> "none, read " + none.readAt();
            case SignIns.Found found ->
                "found " + (found.whole() ? "" : "at least ") + found.count()
                        + (found.calls() == 0 ? "" : ", " + found.calls() + " of them calls") + ", first "
                        + found.first() + ", last "
                        + found.last() + ", read " + found.readAt();
            case SignIns.Unavailable unavailable -> "log not available: " + unavailable.reason();
        };
    }

    /** What was learnt of sign-ins with an account since the clock started. */
    void signInsRead(LeaverCase leaverCase, CaseAccount account, Instant now) {
        AuditEvent.Draft draft = about(EventType.LEAVER_SIGN_INS_READ, leaverCase, now)
                .with("system", account.system().value())
                .with("account", account.account().value())
                .with("since", leaverCase.opening().facts().clock().at())
                .with("result", account.signIns().label());
        switch (account.signIns()) {
            case SignIns.Awaited awaited -> throw new IllegalArgumentException("nothing was read");
            case SignIns.None none -> {
                // That is all.
            }
            case SignIns.Found found ->
                draft.with("count", found.count())
                        .with("calls", found.calls())
                        .with("whole", found.whole())
                        .with("first", found.first())
                        .with("last", found.last());
            case SignIns.Unavailable unavailable -> draft.with("reason", unavailable.reason());
        }
        log.append(draft.done());
    }

    void withdrawn(LeaverCase.Withdrawn leaverCase, Instant now) {
        log.append(about(EventType.LEAVER_CASE_WITHDRAWN, leaverCase, now)
                .with("reason", leaverCase.reason())
                .done());
    }

    void listed(LeaverCase leaverCase, SystemId system, List<CaseAccount> unknownBefore, Instant now) {
        log.append(about(EventType.LEAVER_ACCOUNTS_LISTED, leaverCase, now)
                .with("system", system.value())
                .with(
                        "unknownBefore",
                        unknownBefore.stream()
                                .map(a -> a.account().value().toString())
                                .toList())
                .done());
    }

    void verified(LeaverCase leaverCase, CaseAccount account, Milestone milestone, Instant now) {
        LeaverFacts facts = leaverCase.opening().facts();
        log.append(about(EventType.LEAVER_MILESTONE_VERIFIED, leaverCase, now)
                .with("system", account.system().value())
                .with("account", account.account().value())
                .with("milestone", milestone.label())
                .with("verifiedAt", now)
                .with("deadline", account.state(milestone).deadline())
                .with("late", account.state(milestone) instanceof MilestoneState.Verified verified && verified.late())
                .with("hrDelay", facts.hrDelay().toString())
                .with("ourDelay", facts.ourDelay(now).toString())
                .with("elapsed", facts.elapsed(now).toString())
                .done());
    }

    /** Part of the time to a deadline is gone. Where it is about a target that was not listed, account and milestone are left out. */
    void escalated(LeaverCase leaverCase, Escalation escalation, Instant now) {
        log.append(about(EventType.LEAVER_ESCALATED, leaverCase, now)
                .with("system", escalation.system().value())
                .withText("account", escalation.account().map(id -> id.value().toString()))
                .withText("milestone", escalation.milestone().map(Milestone::label))
                .with("percent", escalation.level().percent())
                .with("deadline", escalation.deadline())
                .done());
    }

    void slipped(LeaverCase leaverCase, CaseAccount account, Milestone milestone, Instant now) {
        log.append(about(EventType.LEAVER_MILESTONE_SLIPPED, leaverCase, now)
                .with("system", account.system().value())
                .with("account", account.account().value())
                .with("milestone", milestone.label())
                .done());
    }

    void confirmed(LeaverCase leaverCase, SystemId system, Instant now) {
        log.append(about(EventType.LEAVER_SYSTEM_CONFIRMED, leaverCase, now)
                .with("system", system.value())
                .done());
    }

    void suspended(Suspension.Undecided suspension, Caller by, Instant now) {
        log.append(about(EventType.PERSON_SUSPENDED, Actor.of(by), suspension, now)
                .withPersonal("reason", suspension.call().reason())
                .with("decideBy", suspension.call().decideBy())
                .done());
    }

    /** A person decided, or the product on HR's record. */
    void suspensionDecided(Suspension suspension, Suspension.Decision decision, Instant now) {
        Actor actor =
                switch (decision.by()) {
                    case Suspension.Decider.Person person -> new Actor.Person(person.subject());
                    case Suspension.Decider.HrRecord record -> LIFECYCLE;
                };
        log.append(about(EventType.SUSPENSION_DECIDED, actor, suspension, now)
                .with("state", suspension.label())
                .withPersonal("reason", decision.reason())
                .done());
    }

    /** Somebody has a leaver shut out past the guard, whose case is open already; there may be nothing that it held. */
    void hastened(LeaverCase.Open leaverCase, List<Operation> passed, String reason, Caller by, Instant now) {
        log.append(about(EventType.LEAVER_HASTENED, Actor.of(by), leaverCase, now)
                .with("identity", leaverCase.opening().identity().value())
                .withPersonal("reason", reason)
                .with(
                        "passed",
                        passed.stream()
                                .map(o -> o.plan().id().value().toString())
                                .toList())
                .done());
    }

    private AuditEvent.Draft about(EventType type, Actor actor, Suspension suspension, Instant now) {
        return event(
                        type,
                        actor,
                        AuditEvent.Subject.of(
                                "suspension", suspension.call().id().value()),
                        now)
                .with("identity", suspension.call().identity().value())
                .with("leaverCase", suspension.call().leaverCase().value());
    }

    /** One event for a whole file: the digest holds it to the people it was about. */
    void leaversSuspected(WorkerSnapshot.Received snapshot, SuspectedLeavers.Raised raised, Instant now) {
        log.append(event(
                        EventType.LEAVERS_SUSPECTED,
                        LIFECYCLE,
                        AuditEvent.Subject.of(
                                "worker-snapshot", snapshot.receipt().id().value()),
                        now)
                .with("feed", snapshot.receipt().feed())
                .with("raised", raised.raised())
                .with("settled", raised.settled())
                .with("digest", raised.digest())
                .done());
    }

    void suspicionDecided(SuspectedLeaver decided, Caller by, Instant now) {
        AuditEvent.Draft draft = event(
                        EventType.SUSPICION_DECIDED,
                        Actor.of(by),
                        AuditEvent.Subject.of(
                                "suspected-leaver", decided.suspicion().id().value()),
                        now)
                .with("identity", decided.suspicion().identity().value())
                .with("state", decided.label());
        switch (decided) {
            case SuspectedLeaver.Left left ->
                log.append(draft.with("lastWorkingDay", left.lastWorkingDay().toString())
                        .withPersonal("reason", left.reason())
                        .done());
            case SuspectedLeaver.Stays stays ->
                log.append(draft.with("until", stays.until().toString())
                        .withPersonal("reason", stays.reason())
                        .done());
            case SuspectedLeaver.Open open -> throw new IllegalArgumentException("nothing is decided");
            case SuspectedLeaver.Settled settled -> throw new IllegalArgumentException("nobody decided it");
        }
    }

    void suspicionOverdue(SuspicionId id, Instant now) {
        log.append(event(
                        EventType.SUSPICION_OVERDUE,
                        LIFECYCLE,
                        AuditEvent.Subject.of("suspected-leaver", id.value()),
                        now)
                .done());
    }

    void exceptionOpened(LeaverException.Unexplained exception, Instant now) {
        LeaverException.Finding finding = exception.finding();
        log.append(about(EventType.EXCEPTION_OPENED, LIFECYCLE, finding, now)
                .with("kind", finding.kind().name())
                .with("owner", finding.owner())
                .with("detail", finding.detail())
                .done());
    }

    void exceptionExplained(LeaverException exception, LeaverException.Explanation given, Caller by, Instant now) {
        log.append(about(EventType.EXCEPTION_EXPLAINED, Actor.of(by), exception.finding(), now)
                .withPersonal("cause", given.cause())
                .withPersonal("impact", given.impact())
                .done());
    }

    void exceptionResolved(LeaverException exception, Instant now) {
        log.append(about(EventType.EXCEPTION_RESOLVED, LIFECYCLE, exception.finding(), now)
                .done());
    }

    private static String line(LeaverCertificate.Line line, String number) {
        String verdict =
                switch (line.verdict()) {
                    case LeaverCertificate.Verdict.Gone gone -> "gone " + gone.shownAt();
                    case LeaverCertificate.Verdict.NotObservable hidden ->
                        "not observable, expires by " + hidden.expiresBy();
                    case LeaverCertificate.Verdict.ByHand byHand ->
                        said(byHand.stated()) + (byHand.late() ? ", late" : "");
                    case LeaverCertificate.Verdict.Retained retained -> "retained: " + retained.reason();
                    case LeaverCertificate.Verdict.Open open -> "open: " + open.why();
                };
        return line.account().value() + " | " + line.what() + number + " | " + verdict;
    }

    private AuditEvent.Draft counted(
            EventType type, Actor actor, WorkerSnapshot snapshot, WorkerSnapshot.Counts counts, Instant now) {
        return event(
                        type,
                        actor,
                        AuditEvent.Subject.of(
                                "worker-snapshot", snapshot.receipt().id().value()),
                        now)
                .with("feed", snapshot.receipt().feed())
                .with("rows", counts.rows())
                .with("good", counts.good())
                .with("rejected", counts.rejected())
                .with("changed", counts.changed())
                .with("absent", counts.absent());
    }

    private AuditEvent.Draft about(EventType type, Actor actor, WorkerSnapshot snapshot, Instant now) {
        return event(
                        type,
                        actor,
                        AuditEvent.Subject.of(
                                "worker-snapshot", snapshot.receipt().id().value()),
                        now)
                .with("feed", snapshot.receipt().feed());
    }

    private AuditEvent.Draft about(EventType type, LeaverCase leaverCase, Instant now) {
        return about(type, LIFECYCLE, leaverCase, now);
    }

    private AuditEvent.Draft about(EventType type, Actor actor, LeaverCase leaverCase, Instant now) {
        return event(
                type,
                actor,
                AuditEvent.Subject.of("leaver-case", leaverCase.opening().id().value()),
                now);
    }

    private AuditEvent.Draft about(EventType type, Actor actor, LeaverException.Finding finding, Instant now) {
        return event(
                        type,
                        actor,
                        AuditEvent.Subject.of(
                                "leaver-case", finding.leaverCase().value()),
                        now)
                .with("exception", finding.id())
                .withText("system", finding.system().map(s -> s.value().toString()))
                .withText("account", finding.account().map(a -> a.value().toString()))
                .withText("milestone", finding.milestone().map(Milestone::label));
    }

    private AuditEvent.Draft event(EventType type, Actor actor, AuditEvent.Subject subject, Instant now) {
        return AuditEvent.of(new EventId(identifiers.next()), type, now, actor, subject);
    }
}
