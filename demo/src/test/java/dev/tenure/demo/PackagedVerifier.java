package dev.tenure.demo;

import java.io.IOException;
import java.nio.file.Path;

/** The stand-alone verifier as it was built, run as an auditor runs it. */
final class PackagedVerifier {

    private PackagedVerifier() {}

    /**
     * Judges an export.
     *
     * @param root of the project
     * @param log takes what the verifier prints
     * @return its exit code: 0 where the log is whole
     */
    static int verify(Path root, Path export, Path key, Path log) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        root.resolve("evidence-verifier/target/evidence-verifier.jar")
                                .toString(),
                        export.toString(),
                        "--key",
                        key.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }
}
