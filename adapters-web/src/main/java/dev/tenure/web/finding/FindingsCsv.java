package dev.tenure.web.finding;

import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.NamedFinding;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.finding.Finding;
import dev.tenure.web.page.CsvCell;
import dev.tenure.web.page.CsvFile;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Findings as a file for a spreadsheet, as the list has them. */
final class FindingsCsv {

    private static final String HEAD =
            "account,system,kind,about,severity,state,person,owner,due,opened,accepted until,gone";

    private FindingsCsv() {}

    /** The file, part after part from the first on. */
    static CsvFile<NamedFinding> file(
            ListFindings.Outcome.Listed first, Function<PageRequest, ListFindings.Outcome> parts) {
        return new CsvFile<>(
                HEAD,
                first.findings(),
                page -> Optional.of(parts.apply(page))
                        .filter(ListFindings.Outcome.Listed.class::isInstance)
                        .map(outcome -> ((ListFindings.Outcome.Listed) outcome).findings()),
                FindingsCsv::row);
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
