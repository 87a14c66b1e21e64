package dev.tenure.benchmarks;

import dev.tenure.benchmarks.audit.AuditBenchmark;
import dev.tenure.benchmarks.figure.Report;
import dev.tenure.benchmarks.ldap.LdapBenchmark;
import dev.tenure.benchmarks.leavers.LeaverBenchmark;
import dev.tenure.benchmarks.pages.PagesBenchmark;
import dev.tenure.benchmarks.reconciliation.ReconciliationBenchmark;
import dev.tenure.benchmarks.scim.ScimBenchmark;
import dev.tenure.benchmarks.snapshot.SnapshotBenchmark;
import dev.tenure.benchmarks.startup.StartUpBenchmark;
import dev.tenure.benchmarks.verification.VerificationBenchmark;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;

/** Runs one benchmark in this process: {@code ./tenure bench NAME} starts it. */
@QuarkusMain
public final class BenchmarkMain {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private BenchmarkMain() {}

    /**
     * Runs the benchmark named and ends the process: 0 figures were printed, 1 the benchmark failed, 2 there is no such.
     *
     * <p>The system property {@code tenure.root} names the repository, where the artifacts were built.
     */
    public static void main(String... arguments) {
        System.exit(run(arguments.length == 1 ? arguments[0] : ""));
    }

    private static int run(String name) {
        Path root = Path.of(System.getProperty("tenure.root", "")).toAbsolutePath();
        Path target = root.resolve("benchmarks").resolve("target");
        Report report = new Report(name, System.out);
        try {
            switch (name) {
                case "audit" -> AuditBenchmark.run(target, report);
                case "verification" -> VerificationBenchmark.run(root, target, report);
                case "start-up" -> StartUpBenchmark.run(root, target, report);
                case "snapshot" -> SnapshotBenchmark.run(root, target, report);
                case "scim" -> ScimBenchmark.run(root, target, report);
                case "ldap" -> LdapBenchmark.run(report);
                case "reconciliation" -> ReconciliationBenchmark.run(root, target, report);
                case "pages" -> PagesBenchmark.run(root, target, report);
                case "leavers" -> LeaverBenchmark.run(root, target, report);
                default -> {
                    System.err.println(
                            "There is no benchmark '" + name
                                    + "': name audit, verification, start-up, snapshot, scim, ldap, leavers, reconciliation or pages.");
                    return MISUSED;
                }
            }
            report.finish(target);
            return 0;
        } catch (IOException | IllegalStateException e) {
            System.err.println("The benchmark " + name + " failed: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }
}
