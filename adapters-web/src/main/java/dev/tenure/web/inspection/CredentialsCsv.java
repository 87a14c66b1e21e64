package dev.tenure.web.inspection;

import dev.tenure.application.inspection.HeldArtefact;
import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.web.page.CsvCell;
import dev.tenure.web.page.CsvFile;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Credentials as a file for a spreadsheet, as the list has them. */
final class CredentialsCsv {

    private static final String HEAD =
            "account,system,kind,what,id,privileged,non-human,issued,first seen,last used,overdue,gone";

    private CredentialsCsv() {}

    /** The file, part after part from the first on. */
    static CsvFile<HeldArtefact> file(
            ListCredentials.Outcome.Listed first, Function<PageRequest, ListCredentials.Outcome> parts) {
        return new CsvFile<>(
                HEAD,
                first.items(),
                page -> Optional.of(parts.apply(page))
                        .filter(ListCredentials.Outcome.Listed.class::isInstance)
                        .map(outcome -> ((ListCredentials.Outcome.Listed) outcome).items()),
                CredentialsCsv::row);
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
