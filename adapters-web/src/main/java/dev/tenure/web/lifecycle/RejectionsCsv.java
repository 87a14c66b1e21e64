package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.web.page.CsvCell;
import java.util.Optional;
import java.util.function.Function;

/** Rejected rows as a file for a spreadsheet. */
final class RejectionsCsv {

    /** The largest page. */
    private static final int PAGE = 500;

    /** How many rows the file has at most; a file that is wrong on every line is not better understood by more. */
    static final int MOST = 20_000;

    static final PageRequest FIRST = new PageRequest(PAGE, Optional.empty());

    private final ShowSnapshot.Outcome.Shown first;
    private final Function<PageRequest, ShowSnapshot.Outcome> pages;

    RejectionsCsv(ShowSnapshot.Outcome.Shown first, Function<PageRequest, ShowSnapshot.Outcome> pages) {
        this.first = first;
        this.pages = pages;
    }

    String text() {
        StringBuilder text = new StringBuilder("line,field,reason\r\n");
        int rows = 0;
        Optional<ShowSnapshot.Outcome.Shown> page = Optional.of(first);
        while (page.isPresent() && rows < MOST) {
            for (WorkerSnapshots.Rejection one : page.get().rejections().items()) {
                text.append(CsvCell.row(Long.toString(one.line()), one.field().orElse(""), one.reason()));
                rows++;
            }
            page = page.get()
                    .rejections()
                    .next()
                    .map(next -> pages.apply(new PageRequest(PAGE, Optional.of(next))))
                    .filter(ShowSnapshot.Outcome.Shown.class::isInstance)
                    .map(ShowSnapshot.Outcome.Shown.class::cast);
        }
        return text.toString();
    }
}
