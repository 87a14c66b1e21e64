package dev.tenure.web.inspection;

import dev.tenure.application.inspection.HeldArtefact;
import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.web.page.CsvCell;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Credentials as a file for a spreadsheet, as the list has them. */
final class CredentialsCsv {

    /** How many rows the file has at most; the API has no limit. */
    static final int MOST = 50_000;

    static final PageRequest FIRST = new PageRequest(PageRequest.LARGEST, Optional.empty());

    private CredentialsCsv() {}

    /** The file's text, page after page from the first on. */
    static String text(ListCredentials.Outcome.Listed first, Function<PageRequest, ListCredentials.Outcome> pages) {
        StringBuilder text = new StringBuilder(
                "account,system,kind,what,id,privileged,non-human,issued,first seen,last used,overdue,gone\r\n");
        int rows = 0;
        Optional<ListCredentials.Outcome.Listed> page = Optional.of(first);
        while (page.isPresent() && rows < MOST) {
            page.get().items().items().forEach(held -> text.append(row(held)));
            rows += page.get().items().items().size();
            page = page.get()
                    .items()
                    .next()
                    .map(next -> pages.apply(new PageRequest(PageRequest.LARGEST, Optional.of(next))))
                    .filter(ListCredentials.Outcome.Listed.class::isInstance)
                    .map(ListCredentials.Outcome.Listed.class::cast);
        }
        return text.toString();
    }

    private static String row(HeldArtefact held) {
        HeldArtefact.Holder holder = held.holder();
        return CsvCell.row(
                holder.name(),
                holder.systemName(),
                held.artefact().kind().label(),
                held.artefact().what(),
                held.artefact().id(),
                said(holder.privileged()),
                said(holder.nonHuman()),
                moment(held.artefact().since()),
                held.firstSeenAt().toString(),
                moment(held.artefact().lastUsedAt()),
                said(held.overdue()),
                moment(held.goneAt()));
    }

    private static String said(boolean so) {
        return so ? "yes" : "no";
    }

    private static String moment(Optional<Instant> at) {
        return at.map(Instant::toString).orElse("");
    }
}
