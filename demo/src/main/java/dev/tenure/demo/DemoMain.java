package dev.tenure.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Starts the demo: {@code ./tenure demo} runs this. */
public final class DemoMain {

    private static final int USUAL_PORT = 8080;
    private static final Duration TIME_TO_LOOK = Duration.ofMinutes(1);
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    /** Ctrl-C reaches the application too; SIGINT and SIGTERM as a shell reports them. */
    private static final Set<Integer> STOPPED_BY_SIGNAL = Set.of(130, 143);

    private DemoMain() {}

    /**
     * Runs until the day is played or the person stops it.
     *
     * @param arguments what {@code ./tenure help} says of {@code demo}
     */
    public static void main(String[] arguments) {
        Path root = Path.of(System.getProperty("tenure.root", ""));
        System.exit(run(List.of(arguments), root, System.out, System.err));
    }

    /**
     * The same without ending the Java runtime.
     *
     * @param root the repository, where the artifact was built
     * @return the exit code: 0 done, 1 failed, 2 the arguments are wrong
     */
    static int run(List<String> arguments, Path root, PrintStream out, PrintStream err) {
        OpenThings open = new OpenThings();
        Runtime.getRuntime().addShutdownHook(new Thread(open::close, "demo-stop"));
        try (open) {
            DemoOptions options = DemoOptions.parse(arguments);
            int port = options.port().isPresent() || !options.once()
                    ? FreePort.exactly(options.port().orElse(USUAL_PORT))
                    : FreePort.any();
            Path target = root.resolve("demo").resolve("target");
            DemoFolder folder = options.folder().isPresent()
                    ? DemoFolder.at(options.folder().get())
                    : DemoFolder.nextBelow(target);
            out.println(SampleCompany.NAME + " and everybody in it is made up. Starting; logs are in " + folder.path());
            PackagedApplication artifact = new PackagedApplication(root.resolve("bootstrap")
                    .resolve("target")
                    .resolve("quarkus-app")
                    .resolve("quarkus-run.jar"));
            RunningDemo demo =
                    RunningDemo.start(artifact, folder, target.resolve("postgresql"), port, Clock.systemUTC(), open);
            CompanySetup setup =
                    new CompanySetup(demo.api(), demo.company(), demo.directories(), demo.workspace(), demo.cloud());
            setup.run();
            out.println(
                    "The company is under governance: " + SampleCompany.HEAD_COUNT
                            + " people; two directories, a workspace and an AWS account read whole, each promoted by two people.");
            SampleDay day = new SampleDay(
                    demo,
                    setup,
                    root.resolve("evidence-verifier").resolve("target").resolve("evidence-verifier.jar"),
                    target.resolve("once"),
                    Clock.systemUTC(),
                    out);
            if (options.once()) {
                return playOnce(day, out, err);
            }
            day.begin(TIME_TO_LOOK);
            out.println();
            out.println("Tenure is up: " + demo.application().address() + "  (people are leaving: look now)");
            out.println("Sign in as one of these; there are no passwords:");
            for (DemoUser user : DemoUser.values()) {
                out.printf("  %-14s %-24s %s%n", user.displayName(), user.group(), user.purpose());
            }
            out.println("Ctrl-C stops everything and erases the database.");
            int ended = demo.application().awaitEnd();
            if (STOPPED_BY_SIGNAL.contains(ended)) {
                return ended;
            }
            err.println("tenure: the application ended with exit code " + ended + "; see " + folder.log("tenure"));
            return FAILED;
        } catch (DemoOptions.MisusedException e) {
            err.println("tenure: " + e.getMessage());
            return MISUSED;
        } catch (IOException e) {
            err.println("tenure: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int playOnce(SampleDay day, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        SampleDay.Result result = day.play();
        result.untrue().forEach(sentence -> err.println("tenure: not true: " + sentence));
        out.println(result.summary().line());
        return result.untrue().isEmpty() && result.summary().good() ? 0 : FAILED;
    }
}
