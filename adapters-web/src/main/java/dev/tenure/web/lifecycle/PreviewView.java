package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.ShowPreview;
import dev.tenure.application.lifecycle.ShowPreview.Wanted;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Puts a preview into words. */
final class PreviewView {

    private PreviewView() {}

    static PreviewPage of(ShowPreview.Outcome.Shown shown, Wanted wanted, Caller caller) {
        WorkerSnapshot.Previewed snapshot = shown.snapshot();
        WorkerSnapshot.Foreseen foreseen = snapshot.foreseen();
        String base = base(snapshot);
        List<PreviewPage.PreviewClass> classes = new ArrayList<>(List.of(
                part(base, Wanted.LEAVING, foreseen.leaving(), "would be out at once", foreseen.leaving() > 0),
                part(base, Wanted.NEW, foreseen.fresh(), "not known yet", false),
                part(base, Wanted.RETURNING, foreseen.returning(), "would be in again", false),
                part(base, Wanted.CHANGED, foreseen.changed(), "something else of them", false),
                part(
                        base,
                        Wanted.ABSENT,
                        snapshot.counts().absent(),
                        "known before, not in the file",
                        snapshot.counts().absent() > 0)));
        if (caller.hasAny(Role.CONFIDENTIAL_HR)) {
            classes.add(part(
                    base, Wanted.LEAVING_LATER, foreseen.leavingLater(), "confidential: an ending to come", false));
        }
        return new PreviewPage(
                SnapshotLine.of(snapshot),
                snapshot.previewedAt().toString(),
                Moment.of(snapshot.previewedAt()),
                switch (shown.standing()) {
                    case CURRENT -> "";
                    case OUT_OF_DATE ->
                        "Another file of this source was taken since. Committing works the preview out anew; then look again.";
                    case SUPERSEDED -> "A later file of this source was taken. This one can only be discarded.";
                },
                classes,
                heading(wanted),
                shown.stakes().stream().map(PreviewView::line).toList(),
                shown.people().items().stream().map(PreviewView::line).toList(),
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR),
                shown.people()
                        .next()
                        .map(key -> Query.address(base, "class", key(wanted), "after", key))
                        .orElse(null));
    }

    private static PreviewPage.SystemLine line(ShowPreview.Stake stake) {
        OperationDesk.Foreseen guard = stake.guard();
        UUID system = stake.system().id().value();
        return new PreviewPage.SystemLine(
                "/ui/systems/" + system,
                stake.system().name(),
                Words.of(stake.system().mode()),
                stake.accounts(),
                "/ui/guard/systems/" + system,
                Words.of(guard.limit()),
                guard.counted(),
                guard.allowed(),
                guard.held(),
                guard.hold()
                        .map(open -> "/ui/guard/holds/" + open.opening().id().value())
                        .orElse(null),
                stake.stopped());
    }

    private static PreviewPage.PersonLine line(ShowPreview.Person person) {
        return new PreviewPage.PersonLine(
                person.line().map(String::valueOf).orElse(""),
                person.key().workerId(),
                person.name(),
                String.join(", ", person.differences()),
                person.accounts());
    }

    static String base(WorkerSnapshot snapshot) {
        return "/ui/feeds/snapshots/" + snapshot.receipt().id().value() + "/preview";
    }

    /** The part of a key in an address; the leavers for any other text. */
    static Wanted wanted(String key) {
        return Arrays.stream(Wanted.values())
                .filter(one -> key(one).equals(key))
                .findFirst()
                .orElse(Wanted.LEAVING);
    }

    private static String key(Wanted wanted) {
        return wanted.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static PreviewPage.PreviewClass part(String base, Wanted wanted, long count, String say, boolean late) {
        return new PreviewPage.PreviewClass(
                Query.address(base, "class", key(wanted)), heading(wanted), count, say, late);
    }

    private static String heading(Wanted wanted) {
        return switch (wanted) {
            case NEW -> "New";
            case LEAVING -> "Leaving";
            case RETURNING -> "Returning";
            case CHANGED -> "Changed";
            case ABSENT -> "Left out";
            case LEAVING_LATER -> "Leaving later";
        };
    }
}
