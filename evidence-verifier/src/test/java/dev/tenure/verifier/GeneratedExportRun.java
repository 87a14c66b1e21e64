package dev.tenure.verifier;

import java.io.IOException;

/** Verifies a generated export in a process of its own, whose heap a test sets: {@code leaves perCheckpoint}. */
final class GeneratedExportRun {

    private GeneratedExportRun() {}

    public static void main(String[] args) throws IOException {
        int leaves = Integer.parseInt(args[0]);
        long start = System.nanoTime();
        Verdict verdict = ExportVerifier.trusting(SampleLog.KEY.verifierKey())
                .verify(new GeneratedExport(leaves, Integer.parseInt(args[1])));
        System.out.println(verdict + " in " + (System.nanoTime() - start) / 1_000_000 + " ms, generating included");
        System.exit(verdict instanceof Verdict.Sound ? 0 : 1);
    }
}
