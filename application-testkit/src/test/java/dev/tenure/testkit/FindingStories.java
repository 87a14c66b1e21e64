package dev.tenure.testkit;

import dev.tenure.application.finding.AcceptFinding;
import dev.tenure.application.finding.AssignFinding;
import dev.tenure.application.finding.EndFindingAcceptance;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.ShowFinding;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A story for every outcome of the use cases about findings. */
final class FindingStories {

    private static final FindingId NO_FINDING = new FindingId(new UUID(0, 7));
    private static final Duration DAY = Duration.ofDays(1);

    private final Map<Class<?>, Function<Company, ?>> stories = new LinkedHashMap<>();

    private FindingStories() {
        flag();
        look();
        assign();
        accept();
        reopen();
    }

    static Map<Class<?>, Function<Company, ?>> all() {
        return new FindingStories().stories;
    }

    private <T> void ends(Class<T> outcome, Function<Company, ?> story) {
        if (stories.put(outcome, story) != null) {
            throw new IllegalStateException("outcome: has two stories");
        }
    }

    private void flag() {
        ends(FlagFindings.Outcome.Scanned.class, c -> {
            orphan(c);
            return flag(c);
        });
        ends(FlagFindings.Outcome.NothingDue.class, FindingStories::flag);
    }

    private void look() {
        ends(ListFindings.Outcome.Listed.class, c -> list(c, Company.AUDITOR));
        ends(ListFindings.Outcome.NotAllowed.class, c -> list(c, Company.NOBODY));
        ends(ShowFinding.Outcome.Shown.class, c -> show(c, Company.AUDITOR, found(c)));
        ends(ShowFinding.Outcome.Unknown.class, c -> show(c, Company.CONFIDENTIAL_HR, found(c)));
        ends(ShowFinding.Outcome.NotAllowed.class, c -> show(c, Company.NOBODY, found(c)));
    }

    private void assign() {
        ends(AssignFinding.Outcome.Assigned.class, c -> assign(c, Company.OPERATOR, found(c), "somebody"));
        ends(AssignFinding.Outcome.Unknown.class, c -> assign(c, Company.OPERATOR, NO_FINDING, "somebody"));
        ends(AssignFinding.Outcome.NotOpen.class, c -> assign(c, Company.OPERATOR, accepted(c), "somebody"));
        ends(AssignFinding.Outcome.BadOwner.class, c -> assign(c, Company.OPERATOR, found(c), " "));
        ends(AssignFinding.Outcome.NotAllowed.class, c -> assign(c, Company.AUDITOR, found(c), "somebody"));
    }

    private void accept() {
        ends(AcceptFinding.Outcome.Accepted.class, c -> accept(c, Company.OPERATOR, found(c), DAY, "Known"));
        ends(AcceptFinding.Outcome.Unknown.class, c -> accept(c, Company.OPERATOR, NO_FINDING, DAY, "Known"));
        ends(AcceptFinding.Outcome.NotOpen.class, c -> accept(c, Company.OPERATOR, accepted(c), DAY, "Known"));
        ends(AcceptFinding.Outcome.AccepterIsOwner.class, c -> {
            FindingId finding = found(c);
            assign(c, Company.ADMIN, finding, Company.OPERATOR.subject());
            return accept(c, Company.OPERATOR, finding, DAY, "Known");
        });
        ends(AcceptFinding.Outcome.AccepterAssigned.class, c -> {
            FindingId finding = found(c);
            assign(c, Company.OPERATOR, finding, "somebody");
            return accept(c, Company.OPERATOR, finding, DAY, "Known");
        });
        ends(
                AcceptFinding.Outcome.OwnAccount.class,
                c -> accept(c, Samples.caller("Stray", Role.OPERATOR), found(c), DAY, "Known"));
        ends(AcceptFinding.Outcome.BadUntil.class, c -> accept(c, Company.OPERATOR, found(c), Duration.ZERO, "Known"));
        ends(AcceptFinding.Outcome.BadReason.class, c -> accept(c, Company.OPERATOR, found(c), DAY, ""));
        ends(AcceptFinding.Outcome.NotAllowed.class, c -> accept(c, Company.AUDITOR, found(c), DAY, "Known"));
    }

    private void reopen() {
        ends(EndFindingAcceptance.Outcome.Reopened.class, c -> reopen(c, Company.OPERATOR, accepted(c)));
        ends(EndFindingAcceptance.Outcome.Unknown.class, c -> reopen(c, Company.OPERATOR, NO_FINDING));
        ends(EndFindingAcceptance.Outcome.IsClosed.class, c -> {
            TargetSystem system = orphan(c);
            flag(c);
            FindingId finding = only(c);
            c.target(system).remove("stray");
            c.read(system);
            flag(c);
            return reopen(c, Company.OPERATOR, finding);
        });
        ends(EndFindingAcceptance.Outcome.NotAllowed.class, c -> reopen(c, Company.AUDITOR, accepted(c)));
    }

    /** A system that was read and has an account that belongs to nobody. */
    private static TargetSystem orphan(Company company) {
        TargetSystem system = company.system("Directory", new SystemMode.Observe());
        company.target(system).account("stray", Map.of());
        company.read(system);
        return system;
    }

    private static FindingId found(Company company) {
        orphan(company);
        flag(company);
        return only(company);
    }

    private static FindingId accepted(Company company) {
        FindingId finding = found(company);
        accept(company, Company.OPERATOR, finding, DAY, "Known");
        return finding;
    }

    private static FindingId only(Company company) {
        return ((ListFindings.Outcome.Listed) list(company, Company.AUDITOR))
                .findings()
                .items()
                .getFirst()
                .finding()
                .facts()
                .id();
    }

    private static Object flag(Company company) {
        return company.world.flagFindings.handle(new FlagFindings.Command());
    }

    private static ListFindings.Outcome list(Company company, Caller by) {
        Findings.Filter all = new Findings.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        return company.world.listFindings.handle(new ListFindings.Command(by, all, PageRequest.first()));
    }

    private static Object show(Company company, Caller by, FindingId finding) {
        return company.world.showFinding.handle(new ShowFinding.Command(by, finding));
    }

    private static Object assign(Company company, Caller by, FindingId finding, String owner) {
        return company.world.assignFinding.handle(new AssignFinding.Command(by, finding, owner));
    }

    private static Object accept(Company company, Caller by, FindingId finding, Duration lasting, String reason) {
        return company.world.acceptFinding.handle(
                new AcceptFinding.Command(by, finding, company.world.now().plus(lasting), reason));
    }

    private static Object reopen(Company company, Caller by, FindingId finding) {
        return company.world.endFindingAcceptance.handle(new EndFindingAcceptance.Command(by, finding));
    }
}
