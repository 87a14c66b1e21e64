package dev.tenure.benchmarks.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tenure.verifier.ExportVerifier;
import dev.tenure.verifier.Verdict;
import dev.tenure.verifier.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleExportTest {

    @Test
    void theVerifierAcceptsASampleAndCountsAllOfIt(@TempDir Path folder) throws IOException {
        SampleExport export = new SampleExport(2_345, 1_000);
        Path file = folder.resolve("audit.export");
        export.write(file);
        try (InputStream in = Files.newInputStream(file)) {
            Verdict verdict = ExportVerifier.trusting(VerifierKey.parse(export.verifierKey()))
                    .verify(in);
            Verdict.Sound sound = assertInstanceOf(Verdict.Sound.class, verdict, verdict::toString);
            assertEquals(2_345, sound.leaves());
            assertEquals(3, sound.checkpoints());
            assertEquals(export.checkpoints(), sound.checkpoints());
            assertEquals(587, sound.disclosures());
        }
    }
}
