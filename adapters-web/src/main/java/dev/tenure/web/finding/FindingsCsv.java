package dev.tenure.web.finding;

import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.NamedFinding;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.finding.Finding;
import dev.tenure.web.page.CsvCell;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Findings as a file for a spreadsheet, as the list has them. */
final class FindingsCsv {

    /** How many rows the file has at most; the API has no limit. */
    static final int MOST = 50_000;

    static final PageRequest FIRST = new PageRequest(PageRequest.LARGEST, Optional.empty());

    private FindingsCsv() {}

    /** The file's text, page after page from the first on. */
    static String text(ListFindings.Outcome.Listed first, Function<PageRequest, ListFindings.Outcome> pages) {
        StringBuilder text = new StringBuilder(
                "account,system,kind,about,severity,state,person,owner,due,opened,accepted until,gone\r\n");
        int rows = 0;
        Optional<ListFindings.Outcome.Listed> page = Optional.of(first);
        while (page.isPresent() && rows < MOST) {
            page.get().findings().items().forEach(named -> text.append(row(named)));
            rows += page.get().findings().items().size();
            page = page.get()
                    .findings()
                    .next()
                    .map(next -> pages.apply(new PageRequest(PageRequest.LARGEST, Optional.of(next))))
                    .filter(ListFindings.Outcome.Listed.class::isInstance)
                    .map(ListFindings.Outcome.Listed.class::cast);
        }
        return text.toString();
    }

    private static String row(NamedFinding named) {
        Finding finding = named.finding();
        Finding.Facts facts = finding.facts();
        return CsvCell.row(
                facts.name(),
                named.system(),
                facts.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                FindingsView.about(facts),
                facts.severity().name().toLowerCase(Locale.ROOT),
                finding.label(),
                named.person(),
                finding.duty().owner(),
                finding.duty().dueAt().toString(),
                facts.openedAt().toString(),
                finding instanceof Finding.Accepted accepted
                        ? accepted.acceptance().until().toString()
                        : "",
                finding instanceof Finding.Closed closed ? closed.gone().at().toString() : "");
    }
}
