package dev.tenure.web.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RejectionsCsvTest {

    private static final WorkerSnapshot FILE = new WorkerSnapshot.Refused(
            new WorkerSnapshot.Receipt(new SnapshotId(new UUID(0, 1)), "hr", "somebody", Instant.EPOCH), "no");

    @Test
    void everyPageIsInTheFile() {
        RejectionsCsv csv = new RejectionsCsv(
                page("=1+1", Optional.of("2")), request -> page("with \"quotes\", and a\nbreak", Optional.empty()));
        assertEquals(
                "line,field,reason\r\n\"7\",\"email\",\"'=1+1\"\r\n\"7\",\"email\",\"with \"\"quotes\"\", and a\nbreak\"\r\n",
                csv.text());
    }

    private static ShowSnapshot.Outcome.Shown page(String reason, Optional<String> next) {
        return new ShowSnapshot.Outcome.Shown(
                FILE,
                new Slice<>(List.of(new WorkerSnapshots.Rejection(7, Optional.of("email"), reason)), next),
                List.of());
    }
}
