package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.ListStatements;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.Stated;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.web.page.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What people of a fictional company state to have been done by hand, and the pages made of it. */
public final class SampleStatements {

    static final Instant NOW = SampleLeavers.NOW;
    private static final String REQUEST = "01958a00-0000-7000-8000-00000000cccc";

    private SampleStatements() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("by-hand", page(SampleLeavers.open(), "boris.sample", Role.OPERATOR, all()));
        pages.put("by-hand-own", page(SampleLeavers.open(), "ada.sample", Role.OPERATOR, List.of(waiting(1))));
        pages.put("by-hand-none", page(SampleLeavers.open(), "boris.sample", Role.ADMINISTRATOR, List.of()));
        pages.put("by-hand-read-only", page(SampleLeavers.open(), "vera.sample", Role.AUDITOR, all()));
        pages.put("by-hand-closed", page(SampleLeavers.closed(), "boris.sample", Role.OPERATOR, List.of()));
        pages.put("leaver-stated", SampleLeavers.leaver(stated(), List.of(), List.of()));
        pages.put("certificate-stated", SampleLeavers.certificate(stated(), List.of(), false));
        return pages;
    }

    /** The open case, of which two people state everything that its targets have not shown. */
    static LeaverCase.Open stated() {
        LeaverCase.Open open = SampleLeavers.open();
        Stated people = waiting(1).confirm("boris.sample", NOW).stated();
        for (CaseAccount account : open.accounts()) {
            for (Milestone milestone : Milestone.values()) {
                for (Step step : account.missing(milestone)) {
                    open = open.stated(account.account(), step, people);
                }
            }
        }
        return open.stated(SampleLeavers.ARCHIVE, people);
    }

    private static List<Statement> all() {
        return List.of(
                waiting(1),
                waiting(2).confirm("boris.sample", NOW),
                waiting(3).decline("boris.sample", NOW),
                waiting(4).confirm("boris.sample", NOW).slip(NOW),
                waiting(5).confirm("boris.sample", NOW).show(NOW),
                waiting(6).show(NOW),
                waiting(7).lapse(NOW));
    }

    private static Statement.Waiting waiting(int number) {
        CaseAccount account = SampleLeavers.open().accounts().getFirst();
        return new Statement.Claim(
                        new StatementId(new UUID(0, number)),
                        SampleLeavers.open().opening().id(),
                        SampleLeavers.open().opening().identity(),
                        SampleLeavers.DIRECTORY,
                        number == 2
                                ? new Statement.About.Listing()
                                : new Statement.About.TakenStep(account.account(), SampleLeavers.HOSTILE, Step.DISABLE),
                        NOW.minusSeconds(600),
                        number == 3 ? Optional.empty() : Optional.of(SampleLeavers.HOSTILE),
                        number == 4 ? Optional.empty() : Optional.of("IT-" + number),
                        "The vendor is gone",
                        "ada.sample",
                        NOW.minusSeconds(300))
                .begin();
    }

    private static Page page(LeaverCase leaverCase, String subject, Role role, List<Statement> statements) {
        ShowLeaverCase.Outcome.Shown shown = SampleLeavers.shown(leaverCase, List.of(), List.of());
        return ByHandView.of(
                shown,
                statements.stream()
                        .map(one -> new ListStatements.Named(one, "Nora Sample", "Corporate directory"))
                        .toList(),
                new Caller(subject, subject, Set.of(role)),
                REQUEST);
    }
}
