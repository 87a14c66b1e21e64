package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.application.lifecycle.DecideSuspectedLeaver;
import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.SuspicionId;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Until two people have brought a system to act nothing reaches its target, whichever way somebody comes to leave, and what is
 * shown beforehand is exactly what act then does (ONB-1). The target counts every call that asks it for a change.
 */
final class NothingReachesATargetTest {

    private static final String ADA = "1001";
    private static final String BEN = "1002";

    /** How somebody comes to leave. */
    enum Way {
        HR_SAYS_SO {
            @Override
            void happensTo(Company company) {
                company.lastDay(ADA, "2026-03-01").takeOver();
            }
        },
        SUSPENDED_AT_ONCE {
            @Override
            void happensTo(Company company) {
                suspend(company, false);
            }
        },
        SHUT_OUT_FOR_GOOD {
            @Override
            void happensTo(Company company) {
                suspend(company, true);
            }
        },
        MISSING_AND_FOUND_TO_HAVE_LEFT {
            @Override
            void happensTo(Company company) {
                company.leaveOut(ADA).takeOver();
                ListSuspectedLeavers.Outcome.Listed listed = assertInstanceOf(
                        ListSuspectedLeavers.Outcome.Listed.class,
                        company.world.listSuspectedLeavers.handle(new ListSuspectedLeavers.Command(
                                Company.OPERATOR, Optional.of("open"), PageRequest.first())));
                SuspicionId id = listed.suspected()
                        .items()
                        .getFirst()
                        .suspected()
                        .suspicion()
                        .id();
                assertInstanceOf(
                        DecideSuspectedLeaver.Outcome.Decided.class,
                        company.world.decideSuspectedLeaver.handle(new DecideSuspectedLeaver.Command(
                                Company.OPERATOR,
                                id,
                                new DecideSuspectedLeaver.Finding.HasLeft(LocalDate.parse("2026-02-20")),
                                "Asked the manager")));
            }
        };

        abstract void happensTo(Company company);

        private static void suspend(Company company, boolean forGood) {
            assertInstanceOf(
                    SuspendPerson.Outcome.Suspended.class,
                    company.world.suspendPerson.handle(new SuspendPerson.Command(
                            Company.OPERATOR,
                            Samples.request(),
                            company.person(ADA).id(),
                            "Laptop stolen",
                            forGood)));
        }
    }

    /** A company one of whose people leaves, and a day goes by. */
    private static final class Story {
        private final Company company = new Company();
        private final TargetSystem directory;

        Story(SystemMode mode, Way way) {
            directory = company.system("Directory", mode);
            company.target(directory).account("ada", Samples.employee(ADA), "Staff", "Engineers");
            company.target(directory).account("ada-admin", Samples.employee(ADA), "Admins");
            company.target(directory).account("ben", Samples.employee(BEN), "Staff");
            company.worker(ADA, "Ada").worker(BEN, "Ben").takeOver();
            company.read(directory);
            way.happensTo(company);
            company.world.pass(Duration.ofDays(1));
        }

        /** What was planned on accounts, as {@code work of account}. */
        List<String> planned(Predicate<Operation> which) {
            return company.operations(ADA).stream()
                    .filter(operation -> operation.plan().work() instanceof Work.OnAccount)
                    .filter(which)
                    .map(operation -> operation.plan().work())
                    .map(work -> work.label() + " of " + ((Work.OnAccount) work).nativeId())
                    .sorted()
                    .toList();
        }

        long previewed() {
            return assertInstanceOf(
                            PreviewMode.Outcome.Previewed.class,
                            company.world.previewMode.handle(new PreviewMode.Command(Company.AUDITOR, directory.id())))
                    .preview()
                    .operations();
        }

        int calls() {
            return company.target(directory).keys().size();
        }
    }

    /** What act does when it may. */
    private static List<String> doneInAct(Way way) {
        Story act = new Story(new SystemMode.Act(), way);
        List<String> done = act.planned(Operation.Done.class::isInstance);
        assertEquals(done.size(), act.calls(), "the target counts what it is asked for");
        assertFalse(done.isEmpty());
        return done;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void inObserveNothingIsAskedOfTheTargetAndThePreviewCountsWhatActWouldDo(Way way) {
        Story observe = new Story(new SystemMode.Observe(), way);
        assertEquals(0, observe.calls());
        assertEquals(List.of(), observe.planned(any -> true));
        assertEquals(
                List.of("NOT_IN_ACT open", "NOT_IN_ACT open"),
                observe.company.exceptions(ADA).stream()
                        .filter(one -> one.startsWith("NOT_IN_ACT"))
                        .toList(),
                "one for each account that is left");
        assertEquals(doneInAct(way).size(), observe.previewed());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void inNotifyExactlyWhatActWouldDoIsShownAndNothingIsAskedOfTheTarget(Way way) {
        Story notify = new Story(new SystemMode.Notify(), way);
        assertEquals(0, notify.calls());
        assertEquals(doneInAct(way), notify.planned(Operation.Withheld.class::isInstance));
        assertEquals(List.of(), notify.planned(operation -> !(operation instanceof Operation.Withheld)));
        assertEquals(doneInAct(way).size(), notify.previewed());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void promotedByTwoPeopleStepByStepExactlyWhatWasShownIsDone(Way way) {
        Story story = new Story(new SystemMode.Observe(), way);
        story.company.promote(story.directory);
        story.company.world.work();
        assertEquals(0, story.calls());
        List<String> shown = story.planned(Operation.Withheld.class::isInstance);
        story.company.promote(story.directory);
        story.company.world.work();
        assertEquals(shown, story.planned(Operation.Done.class::isInstance));
        assertEquals(shown.size(), story.calls());
        assertEquals(doneInAct(way), shown);
    }
}
