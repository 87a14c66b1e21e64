package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.application.lifecycle.ShowWorkerFeed;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;

/** Puts one HR source into words. */
final class FeedView {

    private FeedView() {}

    static String href(String feed) {
        return "/ui/feeds/sources/" + feed;
    }

    /** @param request a name for the next file sent from it */
    static FeedPage of(ShowWorkerFeed.Outcome.Shown shown, Caller caller, String request) {
        WorkerFeed feed = shown.feed();
        String href = href(feed.name());
        return new FeedPage(
                href,
                feed.name(),
                switch (feed.content()) {
                    case SNAPSHOT -> "Each file holds everybody: who is left out is looked for.";
                    case DELTA -> "Each file holds those who changed: who is not in it is as before.";
                },
                switch (feed.taking()) {
                    case AT_ONCE -> false;
                    case AFTER_PREVIEW -> true;
                },
                shown.pull().map(FeedView::pull).orElse(null),
                shown.files().items().stream().map(SnapshotLine::of).toList(),
                shown.aside().items().stream().map(FeedView::aside).toList(),
                shown.aside().next().isPresent(),
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR),
                request,
                shown.files()
                        .next()
                        .map(key -> Query.address(href, "after", key))
                        .orElse(null));
    }

    private static FeedPage.Pull pull(SftpPulls.Pull pull) {
        SftpPulls.Place place = pull.place();
        boolean fails = pull.failingSince().isPresent();
        return new FeedPage.Pull(
                place.user() + "@" + place.host() + ":" + place.port() + " " + place.folder(),
                place.pattern(),
                Words.coarse(place.every()),
                fails ? "late" : pull.succeededAt().isPresent() ? "good" : "wait",
                fails ? "failing" : pull.succeededAt().isPresent() ? "works" : "not looked at yet",
                pull.problem().filter(problem -> fails).orElse(""),
                Moment.of(pull.failingSince()),
                Moment.of(pull.succeededAt()),
                Moment.of(pull.nextAt()));
    }

    private static FeedPage.AsideLine aside(ShowWorkerFeed.RowWaiting row) {
        return new FeedPage.AsideLine(
                "/ui/feeds/snapshots/" + row.snapshot().value(),
                row.line(),
                row.workerId(),
                row.failure().category(),
                row.failure().correlation(),
                row.attempts(),
                Moment.of(row.since()),
                Moment.of(row.lastTried()));
    }
}
