package dev.tenure.testkit.finding;

import dev.tenure.application.finding.FindingScans;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.inspection.HeldArtefact;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.FindingRules;
import dev.tenure.domain.finding.ScanId;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inspection.InspectedKind;
import dev.tenure.domain.inspection.Inspection;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.identity.InMemoryIdentities;
import dev.tenure.testkit.inspection.InMemoryInspections;
import dev.tenure.testkit.inventory.InMemoryTargetSystems;
import dev.tenure.testkit.nonhuman.InMemoryNonHumans;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.privilege.InMemoryPrivilegeReviews;
import dev.tenure.testkit.provisioning.InMemoryOperations;
import dev.tenure.testkit.reconciliation.InMemoryAccounts;
import dev.tenure.testkit.reconciliation.InMemorySystemReads;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.SequentialIdentifiers;
import dev.tenure.testkit.transaction.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Findings in memory. */
public final class InMemoryFindings implements Findings, FindingScans {

    private record Shown(
            Account account,
            FindingKind kind,
            Severity severity,
            Optional<Finding.Grant> grant,
            Optional<Finding.Inspected> inspected,
            Optional<Instant> passwordSetAt,
            Optional<Finding.Unreviewed> unreviewed) {

        Shown(
                Account account,
                FindingKind kind,
                Severity severity,
                Optional<Finding.Grant> grant,
                Optional<Finding.Inspected> inspected) {
            this(account, kind, severity, grant, inspected, Optional.empty(), Optional.empty());
        }

        Shown(Account account, FindingKind kind, Severity severity, Optional<Finding.Grant> grant) {
            this(account, kind, severity, grant, Optional.empty());
        }
    }

    private record Looked(SystemId system, Instant requestedAt, Instant at, Optional<Instant> askedAt) {}

    private record Changed(ScanId scan, FindingId finding, What what) {}

    private final InMemoryTargetSystems systems;
    private final InMemorySystemReads reads;
    private final InMemoryAccounts accounts;
    private final InMemoryPrivilegeReviews reviews;
    private final InMemoryIdentities identities;
    private final InMemoryNonHumans nonHumans;
    private final InMemoryInspections inspections;
    private final Table<LeaverCaseId, LeaverCase> cases;
    private final InMemoryOperations operations;
    private final SequentialIdentifiers identifiers;
    private final Table<FindingId, Finding> findings;
    private final Table<SystemId, Looked> looked;
    private final Table<FindingId, Changed> changes;

    /** @param transactions what it takes part in */
    public InMemoryFindings(
            InMemoryTransactions transactions,
            InMemoryTargetSystems systems,
            InMemorySystemReads reads,
            InMemoryAccounts accounts,
            InMemoryPrivilegeReviews reviews,
            InMemoryIdentities identities,
            InMemoryNonHumans nonHumans,
            InMemoryInspections inspections,
            Table<LeaverCaseId, LeaverCase> cases,
            InMemoryOperations operations,
            SequentialIdentifiers identifiers) {
        this.systems = systems;
        this.reads = reads;
        this.accounts = accounts;
        this.reviews = reviews;
        this.identities = identities;
        this.nonHumans = nonHumans;
        this.inspections = inspections;
        this.cases = cases;
        this.operations = operations;
        this.identifiers = identifiers;
        this.findings = transactions.table();
        this.looked = transactions.table();
        this.changes = transactions.table();
    }

    @Override
    public Optional<Finding> find(FindingId id) {
        return findings.find(id);
    }

    /** Those that are open. */
    public Stream<Finding.Open> open() {
        return findings.all().filter(Finding.Open.class::isInstance).map(Finding.Open.class::cast);
    }

    @Override
    public void save(Finding finding) {
        FindingId id = finding.facts().id();
        if (find(id).map(Finding::version).orElse(0L) != finding.version()) {
            throw new StaleVersion("the finding");
        }
        findings.put(id, next(finding));
    }

    private static Finding next(Finding finding) {
        long version = finding.version() + 1;
        return switch (finding) {
            case Finding.Open open -> new Finding.Open(open.facts(), open.duty(), version);
            case Finding.Accepted accepted ->
                new Finding.Accepted(accepted.facts(), accepted.duty(), accepted.acceptance(), version);
            case Finding.Closed closed -> new Finding.Closed(closed.facts(), closed.duty(), closed.gone(), version);
        };
    }

    @Override
    public Slice<Finding> list(Filter filter, Instant now, PageRequest page) {
        List<Finding> wanted = findings.all()
                .filter(f -> filter.system().map(f.facts().system()::equals).orElse(true))
                .filter(f -> filter.kind().map(f.facts().kind()::equals).orElse(true))
                .filter(f -> filter.severity().map(f.facts().severity()::equals).orElse(true))
                .filter(f -> filter.state().map(f.label()::equals).orElse(true))
                .filter(f -> filter.owner().map(f.duty().owner()::equals).orElse(true))
                .filter(f -> !filter.late() || isLate(f, now))
                .filter(f -> filter.text()
                        .map(text -> lower(f.facts().name()).contains(lower(text)))
                        .orElse(true))
                .sorted(Comparator.comparing((Finding f) -> f.duty().dueAt())
                        .thenComparing(f -> f.facts().id().value().toString()))
                .toList();
        return InMemoryPages.page(wanted, page, f -> f.facts().id().value().toString());
    }

    @Override
    public List<Finding.Open> pass(SystemId system, List<String> from, String owner, String by, int limit) {
        List<Finding.Open> passed = findings.all()
                .filter(f -> f.facts().system().equals(system))
                .filter(Finding.Open.class::isInstance)
                .map(Finding.Open.class::cast)
                .filter(f -> from.stream()
                        .anyMatch(name -> lower(name).equals(lower(f.duty().owner()))))
                .limit(limit)
                .toList();
        passed.forEach(open -> save(open.assign(owner, by)));
        return passed;
    }

    @Override
    public List<Finding.Open> assign(Collection<FindingId> ids, String owner, String by) {
        List<Finding.Open> before = open(ids);
        before.forEach(open -> save(open.assign(owner, by)));
        return before;
    }

    @Override
    public List<Finding.Accepted> accept(Collection<FindingId> ids, Finding.Acceptance acceptance) {
        List<Finding.Open> before = open(ids);
        before.forEach(open -> save(new Finding.Accepted(open.facts(), open.duty(), acceptance, open.version())));
        return before.stream()
                .flatMap(open -> find(open.facts().id()).stream())
                .map(Finding.Accepted.class::cast)
                .toList();
    }

    private List<Finding.Open> open(Collection<FindingId> ids) {
        return ids.stream()
                .flatMap(id -> find(id).stream())
                .filter(Finding.Open.class::isInstance)
                .map(Finding.Open.class::cast)
                .toList();
    }

    private static boolean isLate(Finding finding, Instant now) {
        return finding instanceof Finding.Open && finding.duty().dueAt().isBefore(now);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Finding.Open> notTakenBack(SystemId system, boolean withheld, int limit) {
        return notTakenBack(system, withheld).limit(limit).toList();
    }

    @Override
    public long countNotTakenBack(SystemId system) {
        return notTakenBack(system, true).count();
    }

    private Stream<Finding.Open> notTakenBack(SystemId system, boolean withheld) {
        Instant lastRead = reads.of(system, Integer.MAX_VALUE).stream()
                .filter(SystemRead.Complete.class::isInstance)
                .map(SystemRead::requestedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return standing(system)
                .filter(Finding.Open.class::isInstance)
                .map(Finding.Open.class::cast)
                .filter(f -> f.facts().kind() == FindingKind.OUT_OF_BAND_GRANT)
                .filter(f -> accounts.there(system)
                        .anyMatch(a -> a.id().equals(f.facts().account())
                                && a.protection().isEmpty()))
                .filter(f -> operations
                        .all()
                        .filter(o -> o.plan()
                                .cause()
                                .equals(new Cause(
                                        Cause.Kind.OUT_OF_BAND_GRANT,
                                        f.facts().id().value())))
                        .noneMatch(o -> !(o instanceof Operation.Cancelled)
                                && !(withheld && o instanceof Operation.Withheld)
                                && !(o instanceof Operation.Done done
                                        && done.verifiedAt().isBefore(lastRead))))
                .sorted(Comparator.comparing((Finding.Open f) -> f.duty().dueAt())
                        .thenComparing(f -> f.facts().id().value().toString()));
    }

    @Override
    public Totals totals(Optional<String> owner, Instant now) {
        List<Finding> of = findings.all()
                .filter(f -> owner.map(f.duty().owner()::equals).orElse(true))
                .toList();
        List<Finding.Open> open = of.stream()
                .filter(Finding.Open.class::isInstance)
                .map(Finding.Open.class::cast)
                .toList();
        return new Totals(
                open.size(),
                open.stream().filter(f -> isLate(f, now)).count(),
                open.stream()
                        .filter(f -> f.facts().severity() == Severity.CRITICAL)
                        .count(),
                of.stream().filter(Finding.Accepted.class::isInstance).count());
    }

    @Override
    public Optional<SystemId> due(Instant before) {
        return systems.all().stream()
                .map(TargetSystem::id)
                .filter(id -> reads.lastRequestedAt(id)
                        .filter(requested -> looked.find(id)
                                .filter(l -> l.at().isAfter(before)
                                        && l.requestedAt().equals(requested)
                                        && l.askedAt()
                                                .filter(asked -> asked.isAfter(l.at()))
                                                .isEmpty())
                                .isEmpty())
                        .isPresent())
                .min(Comparator.comparing(
                                (SystemId id) -> looked.find(id).map(Looked::at).orElse(Instant.MIN))
                        .thenComparing(id -> id.value().toString()));
    }

    @Override
    public void ask(SystemId system, Instant now) {
        looked.find(system)
                .ifPresent(l -> looked.put(system, new Looked(system, l.requestedAt(), l.at(), Optional.of(now))));
    }

    @Override
    public void scan(SystemId id, FindingRules rules, ScanId scan, Instant now) {
        TargetSystem system = systems.find(id).orElseThrow();
        ReadId read = reads.of(id, Integer.MAX_VALUE).stream()
                .filter(SystemRead.Complete.class::isInstance)
                .findFirst()
                .orElseThrow()
                .id();
        List<Shown> shown = shown(id, rules, now);
        standing(id)
                .filter(f -> shown.stream().noneMatch(s -> isAbout(f, s)))
                .toList()
                .forEach(f -> put(
                        scan,
                        What.CLOSED,
                        new Finding.Closed(f.facts(), f.duty(), new Finding.Gone(read, now), f.version() + 1)));
        for (Shown one : shown) {
            standing(id)
                    .filter(f -> isAbout(f, one))
                    .findFirst()
                    .ifPresentOrElse(
                            f -> worse(f, one, rules, scan, now), () -> open(system, one, read, rules, scan, now));
        }
        looked.put(
                id,
                new Looked(
                        id,
                        reads.lastRequestedAt(id).orElseThrow(),
                        now,
                        looked.find(id).flatMap(Looked::askedAt)));
    }

    private void open(TargetSystem system, Shown one, ReadId read, FindingRules rules, ScanId scan, Instant now) {
        Finding.Facts facts = new Finding.Facts(
                new FindingId(identifiers.next()),
                one.kind(),
                one.severity(),
                system.id(),
                one.account().id(),
                one.account().name(),
                one.account().identity(),
                one.grant(),
                one.inspected(),
                one.passwordSetAt(),
                one.unreviewed(),
                read,
                now);
        put(
                scan,
                What.OPENED,
                new Finding.Open(
                        facts,
                        new Finding.Duty(system.owner(), rules.dueAt(one.severity(), now), Optional.empty()),
                        1));
    }

    private void worse(Finding finding, Shown shown, FindingRules rules, ScanId scan, Instant now) {
        boolean isWorse = shown.severity().compareTo(finding.facts().severity()) > 0;
        Severity severity = isWorse ? shown.severity() : finding.facts().severity();
        Instant anew = rules.dueAt(severity, now);
        switch (finding) {
            case Finding.Open open -> {
                if (isWorse) {
                    Instant before = open.duty().dueAt();
                    Instant due = before.isBefore(anew) ? before : anew;
                    put(scan, What.RAISED, opened(open, severity, due));
                }
            }
            case Finding.Accepted accepted -> {
                if (isWorse || !accepted.acceptance().until().isAfter(now)) {
                    put(scan, What.LAPSED, opened(accepted, severity, anew));
                }
            }
            case Finding.Closed closed -> throw new IllegalStateException("it stands");
        }
    }

    private static Finding.Open opened(Finding finding, Severity severity, Instant dueAt) {
        Finding.Facts facts = finding.facts();
        return new Finding.Open(
                new Finding.Facts(
                        facts.id(),
                        facts.kind(),
                        severity,
                        facts.system(),
                        facts.account(),
                        facts.name(),
                        facts.identity(),
                        facts.grant(),
                        facts.inspected(),
                        facts.passwordSetAt(),
                        facts.unreviewed(),
                        facts.read(),
                        facts.openedAt()),
                new Finding.Duty(finding.duty().owner(), dueAt, finding.duty().assignedBy()),
                finding.version() + 1);
    }

    private void put(ScanId scan, What what, Finding finding) {
        FindingId id = finding.facts().id();
        findings.put(id, finding);
        changes.put(id, new Changed(scan, id, what));
    }

    private Stream<Finding> standing(SystemId system) {
        return findings.all()
                .filter(f -> f.facts().system().equals(system))
                .filter(f -> !(f instanceof Finding.Closed));
    }

    private static boolean isAbout(Finding finding, Shown shown) {
        return finding.facts().kind() == shown.kind()
                && finding.facts().account().equals(shown.account().id())
                && finding.facts()
                        .grant()
                        .map(Finding.Grant::entitlement)
                        .equals(shown.grant().map(Finding.Grant::entitlement))
                && keyOf(finding.facts().inspected()).equals(keyOf(shown.inspected()));
    }

    private static Optional<String> keyOf(Optional<Finding.Inspected> inspected) {
        return inspected.flatMap(Finding.Inspected::key).map(Finding.Key::id);
    }

    private List<Shown> shown(SystemId system, FindingRules rules, Instant now) {
        List<Account> there = accounts.there(system).toList();
        List<Shown> shown = new ArrayList<>();
        for (Account account : there) {
            for (FindingKind kind : FindingKind.values()) {
                judge(account, kind, there, rules, now)
                        .ifPresent(severity -> shown.add(new Shown(account, kind, severity, Optional.empty())));
            }
            reads.grants(account)
                    .filter(grant -> accounts.isOfAClass(system, grant.entitlement()))
                    .filter(grant -> isNewAndNotOurs(account, grant) || stands(account, grant))
                    .forEach(grant -> shown.add(new Shown(
                            account,
                            FindingKind.OUT_OF_BAND_GRANT,
                            account.enabled() ? Severity.HIGH : Severity.MEDIUM,
                            Optional.of(grant))));
            password(account, now).ifPresent(shown::add);
            unreviewed(account, now).ifPresent(shown::add);
            inspected(account, now, shown);
        }
        return shown;
    }

    private Optional<Severity> judge(
            Account account, FindingKind kind, List<Account> there, FindingRules rules, Instant now) {
        boolean usable = account.enabled() && account.protection().isEmpty();
        return switch (kind) {
            case ORPHAN -> account.identity().isPresent() || isNonHuman(account) ? Optional.empty() : nobodys(account);
            case UNOWNED ->
                account.identity()
                                .map(identity -> nonHumans.isUnowned(identity, now))
                                .orElseGet(() -> isNonHuman(account))
                        ? nobodys(account)
                        : Optional.empty();
            case DUPLICATE ->
                usable
                                && account.identity().isPresent()
                                && !nonHumans.isOne(account.identity().get())
                                && there.stream().anyMatch(other -> isSecond(account, other))
                        ? Optional.of(Severity.MEDIUM)
                        : Optional.empty();
            case DORMANT ->
                usable
                                && accounts.lastSignIn(account.id())
                                        .filter(at -> at.isBefore(now.minus(rules.dormantAfter())))
                                        .isPresent()
                        ? Optional.of(account.privileged() ? Severity.HIGH : Severity.MEDIUM)
                        : Optional.empty();
            case LEAVER_LIVE ->
                isLeavers(account, now) && !wasShutOut(account) ? Optional.of(Severity.CRITICAL) : Optional.empty();
            case LEAVER_REENABLED ->
                isLeavers(account, now) && wasShutOut(account) ? Optional.of(Severity.CRITICAL) : Optional.empty();
            case STANDING_PRIVILEGE ->
                usable && account.privileged() && account.identity().isPresent()
                        ? Optional.of(Severity.MEDIUM)
                        : Optional.empty();
            // Are about memberships, about what an inspection showed, about passwords, and about what was once.
            case OUT_OF_BAND_GRANT,
                    OVERDUE_KEY,
                    OVERDUE_PASSWORD,
                    UNREVIEWED_PRIVILEGE,
                    MISSING_SECOND_FACTOR,
                    WEAK_SECOND_FACTOR,
                    DIRECT_SIGN_IN -> Optional.empty();
        };
    }

    private Optional<Shown> password(Account account, Instant now) {
        if (!account.enabled() || account.protection().isPresent()) {
            return Optional.empty();
        }
        boolean machine = inspections.isNonHuman(account);
        return systems.find(account.system())
                .orElseThrow()
                .signInPolicy()
                .flatMap(policy -> policy.passwordMaxAge(machine))
                .flatMap(age -> Optional.ofNullable(
                                accounts.passwordsSetAt(List.of(account.id())).get(account.id()))
                        .filter(at -> at.isBefore(now.minus(age))))
                .map(at -> new Shown(
                        account,
                        FindingKind.OVERDUE_PASSWORD,
                        machine || account.privileged() ? Severity.HIGH : Severity.MEDIUM,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(at),
                        Optional.empty()));
    }

    private Optional<Shown> unreviewed(Account account, Instant now) {
        if (!account.enabled() || !account.privileged() || account.protection().isPresent()) {
            return Optional.empty();
        }
        Optional<Instant> last = reviews.lastAt(account.id());
        return systems.find(account.system())
                .orElseThrow()
                .privilegedReviewDays()
                .map(days -> now.minus(Duration.ofDays(days)))
                .filter(from -> last.filter(at -> !at.isBefore(from)).isEmpty())
                .flatMap(from -> accounts.spans()
                        .filter(span -> span.account().equals(account.id()) && span.covers(from))
                        .findFirst())
                .map(span -> new Shown(
                        account,
                        FindingKind.UNREVIEWED_PRIVILEGE,
                        Severity.HIGH,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Finding.Unreviewed(span.since(), last))));
    }

    /** What inspections of an account showed to be less than the policy of its system asks. */
    private void inspected(Account account, Instant now, List<Shown> shown) {
        Optional<SignInPolicy> asked =
                systems.find(account.system()).orElseThrow().signInPolicy();
        Optional<Inspection> inspection = inspections.find(account.id());
        if (asked.isEmpty() || inspection.isEmpty() || account.protection().isPresent()) {
            return;
        }
        SignInPolicy policy = asked.get();
        Map<InspectedKind, Instant> readAt = inspection.get().readAt();
        boolean machine = inspections.isNonHuman(account);
        Severity severity = account.privileged() ? Severity.HIGH : Severity.MEDIUM;
        Optional.ofNullable(readAt.get(InspectedKind.CREDENTIALS)).ifPresent(at -> inspections
                .held(account, Artefact.Kind.CREDENTIAL, now)
                .filter(HeldArtefact::overdue)
                .forEach(held -> shown.add(new Shown(
                        account,
                        FindingKind.OVERDUE_KEY,
                        machine ? Severity.HIGH : severity,
                        Optional.empty(),
                        Optional.of(new Finding.Inspected(at, Optional.of(key(held))))))));
        if (!account.enabled()) {
            return;
        }
        Optional.ofNullable(readAt.get(InspectedKind.MFA_METHODS))
                .filter(at -> account.identity().isPresent() && !machine)
                .flatMap(at -> factors(account, policy, now)
                        .map(kind -> new Shown(
                                account,
                                kind,
                                severity,
                                Optional.empty(),
                                Optional.of(new Finding.Inspected(at, Optional.empty())))))
                .ifPresent(shown::add);
        Optional.ofNullable(readAt.get(InspectedKind.SIGN_INS))
                .filter(at -> !machine
                        && inspection
                                .get()
                                .last()
                                .filter(last -> policy.isDirect(last.by()))
                                .isPresent())
                .ifPresent(at -> shown.add(new Shown(
                        account,
                        FindingKind.DIRECT_SIGN_IN,
                        severity,
                        Optional.empty(),
                        Optional.of(new Finding.Inspected(at, Optional.empty())))));
    }

    private Optional<FindingKind> factors(Account account, SignInPolicy policy, Instant now) {
        List<HeldArtefact> factors =
                inspections.held(account, Artefact.Kind.MFA_METHOD, now).toList();
        if (factors.isEmpty()) {
            return policy.secondFactorRequired() ? Optional.of(FindingKind.MISSING_SECOND_FACTOR) : Optional.empty();
        }
        return factors.stream()
                        .allMatch(factor -> policy.isWeak(factor.artefact().what()))
                ? Optional.of(FindingKind.WEAK_SECOND_FACTOR)
                : Optional.empty();
    }

    private static Finding.Key key(HeldArtefact held) {
        return new Finding.Key(
                held.artefact().id(),
                held.artefact().what(),
                held.agedFrom(),
                held.artefact().since().isPresent());
    }

    private boolean isNewAndNotOurs(Account account, Finding.Grant grant) {
        return systems.find(account.system())
                        .flatMap(TargetSystem::baselineAt)
                        .filter(grant.since()::isAfter)
                        .isPresent()
                && !isOurs(account, grant);
    }

    private boolean stands(Account account, Finding.Grant grant) {
        return standing(account.system())
                .anyMatch(f -> isAbout(
                        f,
                        new Shown(
                                account,
                                FindingKind.OUT_OF_BAND_GRANT,
                                f.facts().severity(),
                                Optional.of(grant))));
    }

    /** Whether an operation of ours may have given it between the read before and the one that showed it first. */
    private boolean isOurs(Account account, Finding.Grant grant) {
        Instant readBefore = reads.of(account.system(), Integer.MAX_VALUE).stream()
                .filter(read -> read instanceof SystemRead.Complete complete
                        && complete.completedAt().isBefore(grant.since()))
                .map(SystemRead::requestedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return operations
                .all()
                .filter(operation -> operation.attempts() > 0
                        && !operation.plan().plannedAt().isAfter(grant.since()))
                .filter(operation -> operation.plan().work() instanceof Work.GrantEntitlement given
                        && given.account().equals(account.id())
                        && given.entitlement().equals(grant.entitlement()))
                .anyMatch(operation -> switch (operation) {
                    case Operation.Done done -> !done.verifiedAt().isBefore(readBefore);
                    case Operation.Cancelled cancelled -> !cancelled.at().isBefore(readBefore);
                    case Operation.Waiting waiting -> true;
                    case Operation.Running running -> true;
                    case Operation.Withheld withheld -> false;
                    case Operation.Held held -> false;
                });
    }

    /** By its name or attributes. */
    private boolean isNonHuman(Account account) {
        return systems.find(account.system()).orElseThrow().isNonHuman(account.name(), accounts.told(account.id()));
    }

    private static Optional<Severity> nobodys(Account account) {
        if (account.protection().isPresent()) {
            return Optional.empty();
        }
        Severity usable = account.privileged() ? Severity.CRITICAL : Severity.HIGH;
        return Optional.of(account.enabled() ? usable : Severity.LOW);
    }

    private static boolean isSecond(Account account, Account other) {
        return !other.id().equals(account.id())
                && other.enabled()
                && other.protection().isEmpty()
                && other.identity().equals(account.identity());
    }

    private boolean isLeavers(Account account, Instant now) {
        return account.enabled()
                && account.identity()
                        .flatMap(identities::find)
                        .map(Identity::employment)
                        .filter(employment -> employment instanceof Employment.Out out
                                && !out.outAt().isAfter(now))
                        .isPresent()
                && with(account).noneMatch(LeaverCase.Open.class::isInstance);
    }

    private boolean wasShutOut(Account account) {
        return with(account)
                .filter(LeaverCase.Closed.class::isInstance)
                .flatMap(c -> c.accounts().stream())
                .filter(a -> a.account().equals(account.id()))
                .anyMatch(a -> a.milestones().get(Milestone.BLOCKED) instanceof MilestoneState.Verified);
    }

    /** The cases of whose account it is that have the account. */
    private Stream<LeaverCase> with(Account account) {
        return cases.all()
                .filter(c -> Optional.of(c.opening().identity()).equals(account.identity()))
                .filter(c -> c.accounts().stream().anyMatch(a -> a.account().equals(account.id())));
    }

    @Override
    public List<Change> changes(ScanId id, Optional<FindingId> after, int limit) {
        return changes.all()
                .filter(c -> c.scan().equals(id))
                .sorted(Comparator.comparing(c -> c.finding().value().toString()))
                .filter(c -> after.map(last -> c.finding()
                                        .value()
                                        .toString()
                                        .compareTo(last.value().toString())
                                > 0)
                        .orElse(true))
                .limit(limit)
                .map(c -> new Change(findings.find(c.finding()).orElseThrow(), c.what()))
                .toList();
    }
}
