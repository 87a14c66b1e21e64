package dev.tenure.testkit;

import dev.tenure.application.lifecycle.DecideStatement;
import dev.tenure.application.lifecycle.ListStatements;
import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.ProtectAccount;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A story for every outcome of the use cases around what people state to have been done by hand. */
final class StatementStories {

    private static final String ADA = "1001";
    private static final Caller LEAVER = Samples.caller("ada@sample.example", Role.OPERATOR);
    private static final UUID NOBODY_HAS_THIS = new UUID(0, 7);

    private final Map<Class<?>, Function<Company, ?>> stories = new LinkedHashMap<>();

    private StatementStories() {
        stating();
        deciding();
        listing();
    }

    static Map<Class<?>, Function<Company, ?>> all() {
        return new StatementStories().stories;
    }

    private <T> void ends(Class<T> outcome, Function<Company, ?> story) {
        if (stories.put(outcome, story) != null) {
            throw new IllegalStateException("outcome: has two stories");
        }
    }

    /** Ada left, and the directory that she was in is dead. */
    private static LeaverCaseId deadTarget(Company company) {
        TargetSystem directory = company.system("Directory", new SystemMode.Act());
        company.worker(ADA, "Ada");
        company.target(directory).account("ada", Samples.employee(ADA), "Staff");
        company.takeOver();
        company.read(directory);
        company.target(directory).goDown("the target does not answer");
        company.lastDay(ADA, "2026-03-01").takeOver();
        return company.findCase(ADA).orElseThrow().opening().id();
    }

    private static void comesBack(Company company) {
        company.world.connectors.target("Directory").comeBack();
        company.world.pass(Duration.ofHours(1));
        company.world.pass(Duration.ofHours(1));
    }

    private static StateStep.What shut(Company company) {
        return new StateStep.What.TakenStep(company.caseAccount(ADA, "ada").account(), Step.DISABLE);
    }

    private static StateStep.Outcome state(
            Company company, Caller by, RequestKey key, LeaverCaseId leaverCase, StateStep.What what) {
        return state(company, by, key, leaverCase, what, company.world.now(), "seen in the console", "Vendor is gone");
    }

    private static StateStep.Outcome state(
            Company company,
            Caller by,
            RequestKey key,
            LeaverCaseId leaverCase,
            StateStep.What what,
            Instant doneAt,
            String evidence,
            String reason) {
        return company.world.stateStep.handle(new StateStep.Command(
                by, key, leaverCase, what, doneAt, Optional.of(evidence), Optional.empty(), reason));
    }

    private static StateStep.Outcome state(Company company, Caller by) {
        LeaverCaseId id = deadTarget(company);
        return state(company, by, Samples.request(), id, shut(company));
    }

    private static StatementId stated(Company company) {
        return ((StateStep.Outcome.Recorded) state(company, Company.OPERATOR))
                .statement()
                .claim()
                .id();
    }

    private static DecideStatement.Outcome decide(Company company, Caller by, StatementId id) {
        return company.world.decideStatement.handle(new DecideStatement.Command(by, id, true));
    }

    private static void protect(Company company) {
        company.world.protectAccount.handle(new ProtectAccount.Command(
                Company.ADMIN, company.caseAccount(ADA, "ada").account(), "Break glass"));
    }

    private void stating() {
        ends(StateStep.Outcome.Recorded.class, c -> state(c, Company.OPERATOR));
        ends(StateStep.Outcome.Unknown.class, c -> {
            LeaverCaseId id = deadTarget(c);
            return state(
                    c,
                    Company.OPERATOR,
                    Samples.request(),
                    id,
                    new StateStep.What.TakenStep(new AccountId(NOBODY_HAS_THIS), Step.DISABLE));
        });
        ends(StateStep.Outcome.CaseEnded.class, c -> {
            LeaverCaseId id = deadTarget(c);
            comesBack(c);
            return state(c, Company.OPERATOR, Samples.request(), id, shut(c));
        });
        ends(StateStep.Outcome.NotWanted.class, c -> {
            LeaverCaseId id = deadTarget(c);
            return state(
                    c,
                    Company.OPERATOR,
                    Samples.request(),
                    id,
                    new StateStep.What.TakenStep(c.caseAccount(ADA, "ada").account(), Step.CLEAR_MFA));
        });
        ends(StateStep.Outcome.AlreadyStated.class, c -> {
            stated(c);
            LeaverCaseId id = c.findCase(ADA).orElseThrow().opening().id();
            return state(c, Company.ADMIN, Samples.request(), id, shut(c));
        });
        ends(StateStep.Outcome.AccountIsProtected.class, c -> {
            LeaverCaseId id = deadTarget(c);
            protect(c);
            return state(c, Company.OPERATOR, Samples.request(), id, shut(c));
        });
        ends(StateStep.Outcome.StaterIsLeaver.class, c -> state(c, LEAVER));
        ends(StateStep.Outcome.BadDoneAt.class, c -> {
            LeaverCaseId id = deadTarget(c);
            Instant tomorrow = c.world.now().plus(Duration.ofDays(1));
            return state(c, Company.OPERATOR, Samples.request(), id, shut(c), tomorrow, "seen", "Vendor is gone");
        });
        ends(StateStep.Outcome.BadEvidence.class, c -> {
            LeaverCaseId id = deadTarget(c);
            return c.world.stateStep.handle(new StateStep.Command(
                    Company.OPERATOR,
                    Samples.request(),
                    id,
                    shut(c),
                    c.world.now(),
                    Optional.empty(),
                    Optional.empty(),
                    "Vendor is gone"));
        });
        ends(StateStep.Outcome.BadReason.class, c -> {
            LeaverCaseId id = deadTarget(c);
            return state(c, Company.OPERATOR, Samples.request(), id, shut(c), c.world.now(), "seen", " ");
        });
        ends(StateStep.Outcome.KeyReused.class, c -> {
            LeaverCaseId id = deadTarget(c);
            state(c, Company.OPERATOR, new RequestKey("key", "one body"), id, shut(c));
            return state(c, Company.OPERATOR, new RequestKey("key", "another body"), id, shut(c));
        });
        ends(StateStep.Outcome.InProgress.class, c -> {
            LeaverCaseId id = deadTarget(c);
            c.world.ports.requestKeys().holdElsewhere("key");
            return state(c, Company.OPERATOR, new RequestKey("key", "body"), id, shut(c));
        });
        ends(StateStep.Outcome.NotAllowed.class, c -> state(c, Company.AUDITOR));
    }

    private void deciding() {
        ends(DecideStatement.Outcome.Decided.class, c -> decide(c, Company.ADMIN, stated(c)));
        ends(DecideStatement.Outcome.Unknown.class, c -> decide(c, Company.ADMIN, new StatementId(NOBODY_HAS_THIS)));
        ends(DecideStatement.Outcome.AlreadyDecided.class, c -> {
            StatementId id = stated(c);
            decide(c, Company.ADMIN, id);
            return decide(c, Company.ADMIN, id);
        });
        ends(DecideStatement.Outcome.Overtaken.class, c -> {
            StatementId id = stated(c);
            c.world.connectors.target("Directory").disable("ada");
            c.world.connectors.target("Directory").comeBack();
            c.world.connectors.target("Directory").refuses(ChangeKind.REVOKE_MEMBERSHIPS);
            c.world.pass(Duration.ofHours(1));
            c.world.pass(Duration.ofHours(1));
            return decide(c, Company.ADMIN, id);
        });
        ends(DecideStatement.Outcome.AccountIsProtected.class, c -> {
            StatementId id = stated(c);
            protect(c);
            return decide(c, Company.ADMIN, id);
        });
        ends(DecideStatement.Outcome.DeciderIsStater.class, c -> decide(c, Company.OPERATOR, stated(c)));
        ends(DecideStatement.Outcome.DeciderIsLeaver.class, c -> decide(c, LEAVER, stated(c)));
        ends(DecideStatement.Outcome.NotAllowed.class, c -> decide(c, Company.AUDITOR, stated(c)));
    }

    private void listing() {
        ends(
                ListStatements.Outcome.Listed.class,
                c -> c.world.listStatements.handle(new ListStatements.Command(
                        Company.AUDITOR, Optional.empty(), Optional.of("stated"), PageRequest.first())));
        ends(
                ListStatements.Outcome.NotAllowed.class,
                c -> c.world.listStatements.handle(new ListStatements.Command(
                        Company.NOBODY, Optional.empty(), Optional.empty(), PageRequest.first())));
    }
}
