package dev.tenure.web.lifecycle;

import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.lifecycle.ListLeaverCases;
import dev.tenure.application.lifecycle.RowsAside;
import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.lifecycle.ShowPreview;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.lifecycle.ShowWorkerFeed;
import dev.tenure.application.lifecycle.SnapshotPreviews;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.audit.Hash;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.ClockStart;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseArtefact;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.CertificateRules;
import dev.tenure.domain.lifecycle.Escalation;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Unobservable;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.web.identity.PendingLeaver;
import dev.tenure.web.inventory.SampleSystems;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import dev.tenure.web.page.RenderedPage;
import dev.tenure.web.provisioning.SampleHolds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leavers of a fictional company, as the use cases would show them, and the pages made of them. */
public final class SampleLeavers {

    /** A name that would do harm if it were not escaped. */
    public static final String HOSTILE = "<script>alert(1)</script>\" onmouseover=\"alert(2)";

    static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    static final Instant START = Instant.parse("2026-03-12T10:00:00Z");
    static final Instant SHUT_OUT_BY = Instant.parse("2026-03-12T14:00:00Z");
    static final Instant CLEAN_BY = Instant.parse("2026-04-11T10:00:00Z");
    private static final Instant RECEIVED = START.plusSeconds(752);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    static final SystemId DIRECTORY = new SystemId(uuid(101));
    static final SystemId WORKSHOP = new SystemId(uuid(102));
    static final SystemId ARCHIVE = new SystemId(uuid(103));

    private SampleLeavers() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("leavers", leavers());
        pages.put("leavers-empty", LeaversView.of(listed(List.of()), LeaversQuery.of(null, null, null), null, null));
        pages.put(
                "leavers-not-found",
                LeaversView.of(listed(List.of()), LeaversQuery.of(HOSTILE, "late", null), null, null));
        pages.put("leaver-open", leaver(open(), operations(), exceptions()));
        pages.put("leaver-new", leaver(justOpened(), List.of(), List.of()));
        pages.put("leaver-closed", leaver(closed(), List.of(done()), List.of(resolved())));
        pages.put("leaver-withdrawn", leaver(withdrawn(), List.of(cancelled()), List.of()));
        pages.put("certificate-complete", certificate(closed(), List.of(resolved()), true));
        pages.put("certificate-open", certificate(open(), exceptions(), false));
        pages.put("exception", exception("", "", null));
        pages.put("exception-wrong", exception("", HOSTILE, "cause"));
        pages.put("exception-explained", explained());
        pages.put("feeds", feeds());
        pages.put("feeds-empty", new FeedsPage(List.of(), List.of(), null));
        pages.put("feed", feed(Role.OPERATOR, WorkerFeed.Taking.AT_ONCE, Optional.of(failing())));
        pages.put("feed-read-only", feed(Role.AUDITOR, WorkerFeed.Taking.AFTER_PREVIEW, Optional.of(working())));
        pages.put("feed-waits", feed(Role.ADMINISTRATOR, WorkerFeed.Taking.AFTER_PREVIEW, Optional.empty()));
        pages.put("snapshot", snapshot());
        pages.put("preview", preview(Role.OPERATOR, SnapshotPreviews.Standing.CURRENT));
        pages.put("preview-superseded", preview(Role.CONFIDENTIAL_HR, SnapshotPreviews.Standing.SUPERSEDED));
        return pages;
    }

    static LeaversPage leavers() {
        List<LeaverCases.LeaverSummary> cases = List.of(
                summary(1, "Nora Sample", true, Optional.of(SHUT_OUT_BY), 4, 3, 2, 1, 3, 2),
                summary(2, "Teo Sample", false, Optional.of(NOW.plusSeconds(2400)), 2, 2, 1, 0, 0, 0),
                summary(3, HOSTILE, false, Optional.of(NOW.plusSeconds(90_000)), 0, 0, 0, 0, 0, 0),
                summary(4, "Mira Beispiel", false, Optional.empty(), 3, 3, 3, 3, 0, 0));
        Slice<LeaverCases.LeaverSummary> slice = new Slice<>(cases, Optional.of("key of the last"));
        PendingLeaver pending =
                PendingLeaver.of(identity("Lene Muster", true), NOW).orElseThrow();
        return LeaversView.of(
                new ListLeaverCases.Outcome.Listed(slice, new LeaverCases.Totals(4, 1, 17, 2), NOW),
                LeaversQuery.of("sample", "open", null),
                new LeaversPage.Pending(List.of(pending), true),
                new LeaversPage.OpenExceptions(
                        exceptions().stream()
                                .map(one -> ExceptionLine.of(new LeaverExceptions.Named(
                                        one,
                                        Optional.of(HOSTILE),
                                        Optional.of("Directory"),
                                        Optional.of("nora.sample"))))
                                .toList(),
                        true));
    }

    private static ListLeaverCases.Outcome.Listed listed(List<LeaverCases.LeaverSummary> cases) {
        return new ListLeaverCases.Outcome.Listed(
                new Slice<>(cases, Optional.empty()), new LeaverCases.Totals(0, 0, 0, 0), NOW);
    }

    private static LeaverCases.LeaverSummary summary(
            int id,
            String person,
            boolean privileged,
            Optional<Instant> deadline,
            long accounts,
            long blocked,
            long contained,
            long clean,
            long overdue,
            long exceptions) {
        return new LeaverCases.LeaverSummary(
                new LeaverCaseId(uuid(id)),
                new IdentityId(uuid(50 + id)),
                person,
                "1000" + id,
                "open",
                privileged,
                START,
                RECEIVED,
                RECEIVED,
                Optional.empty(),
                deadline,
                accounts,
                blocked,
                contained,
                clean,
                overdue,
                exceptions);
    }

    static LeaverPage leaver(LeaverCase leaverCase, List<Operation> operations, List<LeaverException> exceptions) {
        return LeaverView.of(
                shown(leaverCase, operations, exceptions), Optional.of(List.of()), RenderedPage.ADMINISTRATOR);
    }

    static ShowLeaverCase.Outcome.Shown shown(
            LeaverCase leaverCase, List<Operation> operations, List<LeaverException> exceptions) {
        return new ShowLeaverCase.Outcome.Shown(
                leaverCase,
                identity("Nora Sample", false),
                operations,
                exceptions,
                leaverCase instanceof LeaverCase.Withdrawn ? List.of() : escalations(),
                CertificateRules.draw(leaverCase, NOW).owning(owned(leaverCase)),
                NOW);
    }

    private static List<Escalation> escalations() {
        return List.of(
                new Escalation(
                        ARCHIVE, Optional.empty(), Optional.empty(), Escalation.Level.HALF, SHUT_OUT_BY, RECEIVED),
                new Escalation(
                        DIRECTORY,
                        Optional.of(new AccountId(uuid(202))),
                        Optional.of(Milestone.CONTAINED),
                        Escalation.Level.ALL,
                        SHUT_OUT_BY,
                        NOW));
    }

    private static List<LeaverCertificate.OwnedLine> owned(LeaverCase leaverCase) {
        return Stream.of(
                        new LeaverCertificate.Passed.To(uuid(901), HOSTILE, "ada.sample", NOW, true),
                        new LeaverCertificate.Passed.To(uuid(901), HOSTILE, "ada.sample", NOW, false),
                        new LeaverCertificate.Passed.NotTheirs(NOW),
                        new LeaverCertificate.Passed.Open(NOW))
                .filter(passed ->
                        !(passed instanceof LeaverCertificate.Passed.Open) || leaverCase instanceof LeaverCase.Open)
                .map(passed -> new LeaverCertificate.OwnedLine("system", uuid(902), HOSTILE, uuid(903), passed))
                .toList();
    }

    static CertificatePage certificate(LeaverCase leaverCase, List<LeaverException> exceptions, boolean sequenced) {
        AuditTrail.Entry event = new AuditTrail.Entry(
                "key", uuid(900), "leaver-case-closed", 1, NOW, "{}", Map.of(), Set.of(), OptionalLong.of(4811));
        Checkpoint checkpoint = new Checkpoint(212, 4902, Hash.of(new byte[Hash.LENGTH]), "note", NOW);
        return CertificateView.of(new CertifyLeaver.Outcome.Certified(
                CertificateRules.draw(leaverCase, NOW).owning(owned(leaverCase)),
                identity("Nora Sample", false),
                exceptions,
                sequenced ? Optional.of(event) : Optional.empty(),
                sequenced ? Optional.of(checkpoint) : Optional.empty(),
                "larkfield.example/tenure+5d1c0a3e+AbCdEfGh+IjKl=="));
    }

    private static ExceptionPage exception(String cause, String impact, @Nullable String wrong) {
        LeaverCase.Open open = open();
        ExceptionLine line = LeaverView.exception(
                        shown(open, List.of(), exceptions()),
                        RenderedPage.ADMINISTRATOR,
                        uuid(301).toString())
                .orElseThrow();
        return new ExceptionPage("Nora Sample", line, true, cause, impact, wrong);
    }

    private static ExceptionPage explained() {
        return new ExceptionPage("Nora Sample", ExceptionLine.of(resolved(), Map.of(), Map.of()), false, "", "", null);
    }

    private static FeedsPage feeds() {
        return new FeedsPage(
                List.of(
                        new FeedsPage.FeedLine(
                                "/ui/feeds/sources/main-hr",
                                "main-hr",
                                "UTF-8",
                                "uuuu-MM-dd",
                                "Europe/Berlin",
                                15,
                                "",
                                "",
                                null),
                        new FeedsPage.FeedLine(
                                "/ui/feeds/sources/pulled",
                                "pulled",
                                "UTF-8",
                                "uuuu-MM-dd",
                                "Europe/Berlin",
                                15,
                                "sftp.example.com",
                                HOSTILE,
                                Moment.of(NOW))),
                List.of(
                        SnapshotLine.of(new WorkerSnapshot.Arriving(receipt(1))),
                        SnapshotLine.of(
                                new WorkerSnapshot.Received(receipt(2), new WorkerSnapshot.Counts(200, 200, 0, 3, 0))),
                        SnapshotLine.of(new WorkerSnapshot.Applied(
                                receipt(3), new WorkerSnapshot.Counts(200, 197, 3, 3, 1), NOW)),
                        SnapshotLine.of(new WorkerSnapshot.Applied(
                                receipt(4), new WorkerSnapshot.Counts(200, 200, 0, 200, 0), NOW)),
                        SnapshotLine.of(previewed()),
                        SnapshotLine.of(new WorkerSnapshot.Previewing(
                                receipt(7), new WorkerSnapshot.Counts(200, 200, 0, 0, 0))),
                        SnapshotLine.of(new WorkerSnapshot.Repeated(receipt(8), new SnapshotId(uuid(403)))),
                        SnapshotLine.of(new WorkerSnapshot.Discarded(
                                receipt(9),
                                new WorkerSnapshot.Counts(200, 200, 0, 0, 0),
                                new WorkerSnapshot.Decision("olga.sample", NOW))),
                        SnapshotLine.of(new WorkerSnapshot.Refused(
                                receipt(5), "header: the column of worker_id is missing: add it or map another"))),
                "/ui/feeds?after=key");
    }

    private static SnapshotPage snapshot() {
        WorkerSnapshot applied =
                new WorkerSnapshot.Applied(receipt(3), new WorkerSnapshot.Counts(200, 197, 3, 3, 1), NOW);
        return FeedsResource.page(new ShowSnapshot.Outcome.Shown(
                applied,
                new Slice<>(
                        List.of(
                                new WorkerSnapshots.Rejection(
                                        17, Optional.of("start_date"), "is not a date: write it like uuuu-MM-dd"),
                                new WorkerSnapshots.Rejection(44, Optional.empty(), HOSTILE)),
                        Optional.of("44")),
                List.of("the columns are separated by ;, as the header shows")));
    }

    static FeedPage feed(Role role, WorkerFeed.Taking taking, Optional<SftpPulls.Pull> pull) {
        boolean empty = pull.isEmpty();
        WorkerFeed usual = feedOf(taking);
        return FeedView.of(
                new ShowWorkerFeed.Outcome.Shown(
                        usual,
                        pull,
                        new Slice<>(
                                empty ? List.of() : List.of(previewed(), new WorkerSnapshot.Arriving(receipt(1))),
                                empty ? Optional.empty() : Optional.of("key & more")),
                        new Slice<>(
                                empty
                                        ? List.of()
                                        : List.of(new ShowWorkerFeed.RowWaiting(
                                                new SnapshotId(uuid(403)),
                                                17,
                                                HOSTILE,
                                                new RowsAside.Failure("IllegalStateException", "c0ffee"),
                                                2,
                                                START,
                                                NOW)),
                                empty ? Optional.empty() : Optional.of("more"))),
                new Caller("reader", "Reader", Set.of(role)),
                uuid(77).toString());
    }

    private static WorkerFeed feedOf(WorkerFeed.Taking taking) {
        WorkerFeed usual = new WorkerFeed(
                "main-hr",
                Map.of(
                        WorkerFeed.Fact.WORKER_ID, "worker_id",
                        WorkerFeed.Fact.GIVEN_NAME, "given_name",
                        WorkerFeed.Fact.FAMILY_NAME, "family_name",
                        WorkerFeed.Fact.START_DATE, "start_date"),
                ',',
                "UTF-8",
                "uuuu-MM-dd",
                ZONE,
                1);
        return new WorkerFeed(
                usual.source(),
                usual.headers(),
                usual.expressions(),
                usual.words(),
                usual.format(),
                usual.dates(),
                usual.content(),
                taking,
                usual.version());
    }

    static SftpPulls.Pull working() {
        return new SftpPulls.Pull(place(), NOW, 0, Optional.of(START), Optional.empty(), Optional.empty());
    }

    static SftpPulls.Pull failing() {
        return new SftpPulls.Pull(place(), NOW, 3, Optional.empty(), Optional.of(START), Optional.of(HOSTILE));
    }

    private static SftpPulls.Place place() {
        return new SftpPulls.Place(
                "main-hr",
                "sftp.example.com",
                22,
                "tenure",
                "/out",
                "workers-*.csv",
                "env:TENURE_SECRET_HR_SFTP",
                "SHA256:abc",
                Duration.ofMinutes(15));
    }

    private static WorkerSnapshot.Previewed previewed() {
        return new WorkerSnapshot.Previewed(
                receipt(6),
                new WorkerSnapshot.Counts(200, 197, 3, 0, 1),
                new WorkerSnapshot.Foreseen(2, 1, 1, 4, 1, 188),
                NOW);
    }

    static ShowPreview.Stake stake(boolean held) {
        return new ShowPreview.Stake(
                SampleSystems.hostile(),
                31,
                new OperationDesk.Foreseen(
                        GuardLimit.USUAL,
                        20,
                        held ? 20 : 3,
                        held ? Optional.of(SampleHolds.open()) : Optional.empty(),
                        33,
                        held ? 33 : 0),
                held);
    }

    static PreviewPage preview(Role role, SnapshotPreviews.Standing standing) {
        return PreviewView.of(
                new ShowPreview.Outcome.Shown(
                        previewed(),
                        List.of(stake(true), stake(false)),
                        new Slice<>(
                                List.of(new ShowPreview.Person(
                                        Optional.of(17L),
                                        new WorkerKey("main-hr", "w17"),
                                        HOSTILE,
                                        Optional.empty(),
                                        List.of("department", "title"),
                                        3)),
                                Optional.of("17")),
                        standing),
                ShowPreview.Wanted.LEAVING,
                new Caller("reader", "Reader", Set.of(role)));
    }

    private static WorkerSnapshot.Receipt receipt(int id) {
        return new WorkerSnapshot.Receipt(new SnapshotId(uuid(400 + id)), "main-hr", "olga.sample", RECEIVED);
    }

    /** Somebody, perhaps about to leave. */
    public static Identity identity(String name, boolean pending) {
        Termination termination = new Termination(
                LocalDate.of(2026, 3, 12),
                Optional.of(LocalDate.of(2026, 3, 31)),
                Optional.of(pending ? NOW.plusSeconds(90_000) : START),
                Optional.of(START.plusSeconds(400)));
        LocalDate since = LocalDate.of(2019, 5, 1);
        Employment employment = pending
                ? new Employment.TerminationScheduled(
                        Tenure.first(since), new Employment.Meanwhile.Working(), termination, RECEIVED)
                : new Employment.Ended(Tenure.first(since), termination, RECEIVED, RECEIVED);
        return new Identity(
                new IdentityId(uuid(51)),
                new WorkerKey("main-hr", "10001"),
                new Profile(
                        IdentityKind.EMPLOYEE,
                        name.substring(0, name.indexOf(' ')),
                        name.substring(name.indexOf(' ') + 1),
                        Optional.of("someone@larkfield.example"),
                        Optional.of("Instruments"),
                        Optional.of("Directory engineer"),
                        Optional.empty(),
                        Optional.of("Kiel"),
                        ZONE),
                employment,
                Optional.empty(),
                3);
    }

    private static LeaverCase.Opening opening() {
        Termination termination = new Termination(
                LocalDate.of(2026, 3, 12),
                Optional.of(LocalDate.of(2026, 3, 31)),
                Optional.of(START),
                Optional.of(START.plusSeconds(400)));
        return new LeaverCase.Opening(
                new LeaverCaseId(uuid(1)),
                new IdentityId(uuid(51)),
                new LeaverFacts(
                        termination,
                        ZONE,
                        RECEIVED,
                        new ClockStart(START, ClockStart.Rule.IMMEDIATE_NOTICE),
                        LeaverFacts.POLICY,
                        List.of(
                                new HeldPrivilege(
                                        new AccountId(uuid(202)), DIRECTORY, "nora.sample.adm", true, RECEIVED),
                                new HeldPrivilege(
                                        new AccountId(uuid(277)),
                                        DIRECTORY,
                                        "nora.sample.old",
                                        false,
                                        RECEIVED.minus(Duration.ofDays(40))))),
                RECEIVED);
    }

    static LeaverCase.Open open() {
        return new LeaverCase.Open(
                opening(),
                List.of(
                        system(
                                DIRECTORY,
                                "Corporate directory",
                                Optional.of(RECEIVED.plusSeconds(2)),
                                Optional.empty()),
                        system(WORKSHOP, "Workshop directory", Optional.of(RECEIVED.plusSeconds(3)), Optional.empty()),
                        system(ARCHIVE, "Drawing archive", Optional.empty(), Optional.empty())),
                List.of(
                        account(
                                201,
                                DIRECTORY,
                                "nora.sample",
                                true,
                                verified(3),
                                verified(5),
                                due(CLEAN_BY),
                                List.of("Domain Users")),
                        account(
                                202,
                                DIRECTORY,
                                "nora.sample.adm",
                                false,
                                verified(9_900),
                                due(SHUT_OUT_BY),
                                due(CLEAN_BY),
                                List.of()),
                        account(
                                203,
                                DIRECTORY,
                                "break-glass-1",
                                true,
                                new MilestoneState.LeftAlone(SHUT_OUT_BY),
                                new MilestoneState.LeftAlone(SHUT_OUT_BY),
                                new MilestoneState.LeftAlone(CLEAN_BY),
                                List.of()),
                        account(
                                204,
                                WORKSHOP,
                                HOSTILE,
                                true,
                                new MilestoneState.Withheld(SHUT_OUT_BY),
                                new MilestoneState.Withheld(SHUT_OUT_BY),
                                new MilestoneState.Withheld(CLEAN_BY),
                                List.of())),
                7);
    }

    private static LeaverCase.Open justOpened() {
        return new LeaverCase.Open(
                opening(),
                List.of(
                        system(DIRECTORY, "Corporate directory", Optional.of(NOW), Optional.empty()),
                        system(ARCHIVE, "Drawing archive", Optional.empty(), Optional.empty())),
                List.of(),
                1);
    }

    static LeaverCase.Closed closed() {
        Optional<Instant> confirmed = Optional.of(RECEIVED.plusSeconds(14));
        return new LeaverCase.Closed(
                opening(),
                List.of(
                        system(DIRECTORY, "Corporate directory", Optional.of(RECEIVED.plusSeconds(2)), confirmed),
                        system(WORKSHOP, "Workshop directory", Optional.of(RECEIVED.plusSeconds(3)), confirmed),
                        system(ARCHIVE, "Drawing archive", Optional.of(RECEIVED.plusSeconds(3)), confirmed)),
                List.of(
                        account(
                                201,
                                DIRECTORY,
                                "nora.sample",
                                true,
                                verified(3),
                                verified(5),
                                verified(8),
                                List.of("Domain Users")),
                        account(
                                202,
                                DIRECTORY,
                                "nora.sample.adm",
                                false,
                                verified(3),
                                verified(15_000),
                                verified(15_100),
                                List.of()),
                        account(204, WORKSHOP, "nsample", true, verified(4), verified(5), verified(9), List.of())),
                NOW,
                9);
    }

    private static LeaverCase.Withdrawn withdrawn() {
        LeaverCase.Open open = open();
        return new LeaverCase.Withdrawn(
                open.opening(), open.systems(), open.accounts(), "HR took the ending back", NOW, 8);
    }

    private static CaseSystem system(SystemId id, String name, Optional<Instant> listed, Optional<Instant> confirmed) {
        return new CaseSystem(
                id,
                name,
                SHUT_OUT_BY,
                CLEAN_BY,
                List.of(new Unobservable("Kerberos tickets", Duration.ofHours(10))),
                listed,
                confirmed,
                Optional.empty());
    }

    private static final Artefact KEY = new Artefact(
            Artefact.Kind.CREDENTIAL, "AK-77", "access key", Optional.empty(), Optional.empty(), Optional.empty());

    private static CaseAccount account(
            int id,
            SystemId system,
            String name,
            boolean knownBefore,
            MilestoneState blocked,
            MilestoneState contained,
            MilestoneState clean,
            List<String> retained) {
        Map<Milestone, MilestoneState> milestones =
                Map.of(Milestone.BLOCKED, blocked, Milestone.CONTAINED, contained, Milestone.CLEAN, clean);
        Map<Step, Instant> shown = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            if (milestones.get(step.milestone()) instanceof MilestoneState.Verified verified) {
                shown.put(step, verified.at());
            }
        }
        Optional<Instant> keyGone = Optional.ofNullable(shown.get(Step.REVOKE_CREDENTIALS));
        return new CaseAccount(
                new AccountId(uuid(id)),
                system,
                "uid=" + name,
                name,
                knownBefore,
                milestones,
                Set.of(Step.values()),
                shown,
                id == 202 ? List.of(new CaseArtefact(KEY, RECEIVED, keyGone)) : List.of(),
                keyGone.isPresent() ? signIns(id) : new SignIns.Awaited(),
                retained,
                Map.of());
    }

    private static SignIns signIns(int id) {
        return switch (id) {
            case 202 -> new SignIns.Found(2, 1, true, RECEIVED, RECEIVED.plusSeconds(60), NOW);
            case 204 -> new SignIns.Unavailable("the connector does not read sign-ins of this system", NOW);
            default -> new SignIns.None(NOW);
        };
    }

    private static MilestoneState verified(long secondsAfterReceipt) {
        return new MilestoneState.Verified(SHUT_OUT_BY, RECEIVED.plusSeconds(secondsAfterReceipt));
    }

    private static MilestoneState due(Instant deadline) {
        return new MilestoneState.Due(deadline);
    }

    static List<Operation> operations() {
        Operation.Plan reset =
                plan(1, DIRECTORY, new Work.ResetSecret(new AccountId(uuid(202)), "uid=nora.sample.adm"));
        return List.of(
                done(),
                new Operation.Running(
                        plan(2, DIRECTORY, new Work.RevokeMemberships(new AccountId(uuid(201)), "uid=nora.sample")),
                        1,
                        1,
                        NOW,
                        NOW.plusSeconds(60)),
                new Operation.Waiting(
                        reset,
                        6,
                        6,
                        NOW.plusSeconds(312),
                        Optional.of(new Attempt.Refused("the password policy refuses: insufficient access rights"))),
                new Operation.Waiting(
                        plan(3, ARCHIVE, new Work.ListAccounts("employeeNumber", "10001")),
                        4,
                        4,
                        NOW.plusSeconds(20),
                        Optional.of(new Attempt.Unreachable("connect timed out after 10 s"))),
                new Operation.Withheld(
                        plan(4, WORKSHOP, new Work.DisableAccount(new AccountId(uuid(204)), "uid=nsample"))),
                cancelled());
    }

    private static Operation done() {
        return new Operation.Done(
                plan(5, DIRECTORY, new Work.DisableAccount(new AccountId(uuid(201)), "uid=nora.sample")),
                1,
                new Attempt.Applied(List.of()),
                RECEIVED.plusSeconds(3));
    }

    private static Operation cancelled() {
        return new Operation.Cancelled(
                plan(6, DIRECTORY, new Work.DisableAccount(new AccountId(uuid(203)), "uid=break-glass-1")),
                0,
                "the account is protected",
                RECEIVED.plusSeconds(1));
    }

    private static Operation.Plan plan(int id, SystemId system, Work work) {
        return new Operation.Plan(
                new OperationId(uuid(600 + id)),
                new Cause(Cause.Kind.LEAVER_CASE, uuid(1)),
                system,
                work,
                new Priority(true, 1),
                SHUT_OUT_BY,
                RECEIVED);
    }

    static List<LeaverException> exceptions() {
        return List.of(
                new LeaverException.Unexplained(finding(301, LeaverException.Kind.BREACH, 202, Milestone.CONTAINED)),
                new LeaverException.Explained(
                        finding(302, LeaverException.Kind.PROTECTED_ACCOUNT, 203, Milestone.BLOCKED), explanation()));
    }

    static LeaverException.Resolved resolved() {
        return new LeaverException.Resolved(
                finding(303, LeaverException.Kind.BREACH, 202, Milestone.CONTAINED), Optional.of(explanation()), NOW);
    }

    private static LeaverException.Explanation explanation() {
        return new LeaverException.Explanation(
                "Kept for emergencies; the secret was changed by hand.",
                "None: nobody signed in with it since.",
                "olga.sample",
                NOW);
    }

    private static LeaverException.Finding finding(int id, LeaverException.Kind kind, int account, Milestone about) {
        return new LeaverException.Finding(
                uuid(id),
                new LeaverCaseId(uuid(1)),
                kind,
                Optional.of(DIRECTORY),
                Optional.of(new AccountId(uuid(account))),
                Optional.of(about),
                "ida.sample",
                "not verified by its deadline",
                SHUT_OUT_BY);
    }

    private static UUID uuid(int number) {
        return new UUID(0x0195_8a00_0000_7000L, 0x8000_0000_0000_0000L + number);
    }
}
