package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.web.lifecycle.SuspectedLeaversPage.Line;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import dev.tenure.web.page.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out the page about workers whom HR's files leave out. */
final class SuspectedLeaversView {

    static final String ADDRESS = "/ui/suspected-leavers";

    private SuspectedLeaversView() {}

    static SuspectedLeaversPage page(ListSuspectedLeavers.Outcome.Listed listed, SuspicionsShown shown, Caller caller) {
        boolean mayDecide = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.CONFIDENTIAL_HR);
        List<Line> lines = new ArrayList<>();
        for (ListSuspectedLeavers.Named named : listed.suspected().items()) {
            lines.add(line(named, lines.size(), listed.now()));
        }
        return new SuspectedLeaversPage(
                shown.tabs(ADDRESS),
                lines.stream().filter(line -> line.tone().equals("late")).count(),
                lines,
                mayDecide,
                shown == SuspicionsShown.OPEN,
                Section.FEEDS.isOfUseTo(caller),
                listed.suspected()
                        .next()
                        .map(key -> Query.address(ADDRESS, "state", shown.key(), "after", key))
                        .orElse(null));
    }

    private static Line line(ListSuspectedLeavers.Named named, int number, Instant now) {
        SuspectedLeaver suspected = named.suspected();
        return switch (suspected) {
            case SuspectedLeaver.Open open -> {
                SuspectedLeaver.Suspicion about = open.suspicion();
                yield new Line(
                        number,
                        ADDRESS + "/" + about.id().value() + "/decision",
                        named.person(),
                        about.key().workerId(),
                        about.key().feed(),
                        snapshot(about),
                        Words.deadline(about.deadline(), now),
                        open.isOverdue(now) ? "late" : "wait",
                        Moment.toTheMinute(about.since()),
                        Moment.of(about.deadline()),
                        null,
                        null,
                        null,
                        null);
            }
            case SuspectedLeaver.Left left ->
                said(
                        named,
                        number,
                        "left on " + left.lastWorkingDay(),
                        left.by(),
                        left.reason(),
                        Moment.toTheMinute(left.at()));
            case SuspectedLeaver.Stays stays ->
                said(
                        named,
                        number,
                        "works here; not asked again before " + stays.until(),
                        stays.by(),
                        stays.reason(),
                        Moment.toTheMinute(stays.at()));
            case SuspectedLeaver.Settled settled ->
                said(named, number, "HR told of them again", null, null, Moment.toTheMinute(settled.at()));
        };
    }

    private static Line said(
            ListSuspectedLeavers.Named named,
            int number,
            String finding,
            @Nullable String by,
            @Nullable String reason,
            Moment at) {
        SuspectedLeaver.Suspicion about = named.suspected().suspicion();
        return new Line(
                number,
                null,
                named.person(),
                about.key().workerId(),
                about.key().feed(),
                snapshot(about),
                named.suspected().label(),
                "good",
                Moment.toTheMinute(about.since()),
                null,
                finding,
                by,
                reason,
                at);
    }

    private static String snapshot(SuspectedLeaver.Suspicion about) {
        return "/ui/feeds/snapshots/" + about.snapshot().value();
    }
}
