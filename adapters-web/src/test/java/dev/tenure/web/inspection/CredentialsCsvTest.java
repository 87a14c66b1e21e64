package dev.tenure.web.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.application.paging.Slice;
import dev.tenure.web.page.Written;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The file has a row for each credential of every page. */
class CredentialsCsvTest {

    @Test
    void everyPageIsInTheFile() throws IOException {
        String text = Written.text(CredentialsCsv.file(
                SampleCredentials.listed(SampleCredentials.held(1, true, false)),
                page -> new ListCredentials.Outcome.Listed(
                        new Slice<>(List.of(SampleCredentials.held(2, false, true)), Optional.empty()),
                        Instant.EPOCH)));
        List<String> lines = text.lines().toList();
        assertEquals(3, lines.size());
        assertEquals(
                "account,system,kind,what,id,privileged,non-human,issued,first seen,last used,overdue,gone",
                lines.getFirst());
    }
}
