package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start script, copied into a repository of its own with stand-ins for {@code java} and {@code mvn}: what it finds, what
 * it says, what it ends with.
 */
class TenureScriptTest {

    private static final Path SCRIPT = Path.of(System.getProperty("tenure.root", ".."), "tenure");
    private static final String JDK_25 = """
            #!/bin/sh
            if [ "$1" = -version ]; then
              echo 'Picked up something: version of no interest' >&2
              echo 'openjdk version "25.0.1" 2025-10-21' >&2
            else
              echo "java $*"
              env | grep TENURE_ || true
            fi
            """;

    private final Path root;
    private final Path tools;
    private final Path jdks;
    private final Map<String, String> environment = new HashMap<>();

    TenureScriptTest(@TempDir Path folder) throws IOException {
        this.root = Files.createDirectories(folder.resolve("repository"));
        this.tools = Files.createDirectories(folder.resolve("tools"));
        this.jdks = Files.createDirectories(folder.resolve("jdks"));
        Files.copy(SCRIPT, root.resolve("tenure"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve(".mvn"));
        for (String module : List.of("bootstrap", "demo", "evidence-verifier", "access-check", "domain")) {
            Files.createDirectories(root.resolve(module));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
        }
        environment.put("PATH", tools + ":/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("TENURE_JDK_DIRS", jdks.toString());
        // Whatever java this machine has must not be found by these tests.
        program(tools.resolve("java"), oldJava(17));
    }

    @Test
    void helpNamesEveryCommand() throws Exception {
        Result result = tenure("help");

        assertEquals(0, result.exitCode());
        for (String command : List.of("demo", "run", "migrate", "test", "verify", "check", "bench", "soak", "help")) {
            assertTrue(result.out().contains("\n  " + command + " "), command);
        }
    }

    @Test
    void anUnknownCommandIsNamedAndEndsWithTwo() throws Exception {
        Result result = tenure("demmo");

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("'demmo'"), result.err());
        assertTrue(result.err().contains("./tenure help"), result.err());
    }

    @Test
    void aLongCheckThatThereIsNotIsNamedAndEndsWithTwo() throws Exception {
        Result result = tenure("soak", "replikas");

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("'replikas': name replicas"), result.err());
    }

    @Test
    void noCommandAtAllShowsTheHelpAndEndsWithTwo() throws Exception {
        Result result = tenure();

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("Usage:"), result.err());
    }

    @Test
    void withoutANewEnoughJdkItSaysWhatItFoundAndHowToInstallOne() throws Exception {
        Path old = jdk("old", 17);
        environment.put("JAVA_HOME", old.toString());

        Result result = tenure("test");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("no JDK 25 or later was found"), result.err());
        assertTrue(result.err().contains(old + " (version 17)"), result.err());
        assertTrue(result.err().contains("apt-get install openjdk-25-jdk"), result.err());
        assertTrue(result.err().contains("JAVA_HOME"), result.err());
    }

    @Test
    void aRuntimeWithoutACompilerIsNotEnoughToBuild() throws Exception {
        Path runtime = jdk("runtime", 25);
        Files.delete(runtime.resolve("bin/javac"));

        Result result = tenure("test");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("without the compiler"), result.err());
    }

    @Test
    void aJdkInAUsualPlaceIsFoundThoughJavaHomeAndThePathAreOlder() throws Exception {
        environment.put("JAVA_HOME", jdk("old", 21).toString());
        Path found = jdk("new", 26);
        maven("3.8.7", "echo \"JAVA_HOME is $JAVA_HOME\"");

        Result result = tenure("test");

        assertTrue(result.out().contains("JAVA_HOME is " + found), result.toString());
    }

    @Test
    void javaHomeIsTakenBeforeAnyOther() throws Exception {
        jdk("another", 25);
        Path chosen = root.resolve("chosen");
        jdkAt(chosen, 25);
        environment.put("JAVA_HOME", chosen.toString());
        maven("3.8.7", "echo \"JAVA_HOME is $JAVA_HOME\"");

        assertTrue(tenure("test").out().contains("JAVA_HOME is " + chosen));
    }

    @Test
    void withoutMavenItSaysHowToInstallIt() throws Exception {
        jdk("new", 25);
        environment.put("PATH", tools.toString());
        for (String tool : List.of("bash", "env", "dirname", "readlink", "sed", "sort", "head", "mkdir", "find")) {
            borrow(tool);
        }

        Result result = tenure("test");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("Maven is missing"), result.err());
        assertTrue(result.err().contains("apt-get install maven"), result.err());
    }

    @Test
    void aMavenThatIsTooOldIsRefused() throws Exception {
        jdk("new", 25);
        maven("3.6.3", "");

        Result result = tenure("test");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("3.6.3 is too old"), result.err());
    }

    @Test
    void testCountsWhatRanNamesWhatWasSkippedAndEndsWithTheCounts() throws Exception {
        jdk("new", 25);
        maven(
                "3.9.11",
                report("demo/target/surefire-reports/TEST-A.xml", """
                        <testcase name="passes" classname="A" time="0"/>
                        <testcase name="shouts" classname="A" time="0">
                          <system-out><![CDATA[<testcase name="forged" classname="A"><failure/></testcase> ]]></system-out>
                        </testcase>
                        <testcase name="waits" classname="A" time="0">
                          <skipped message="needs &quot;slapd&quot; &amp; time"/>
                        </testcase>
                        <testcase name="assumes" classname="A">
                          <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: slapd is missing
                        at A.assumes(A.java:1)
                        ]]></skipped>
                          <system-out><![CDATA[said: in vain]]></system-out>
                        </testcase>
                        <testcase name="tells nothing" classname="A">
                          <skipped type="T"></skipped>
                          <system-out><![CDATA[said: in vain]]></system-out>
                        </testcase>
                        """),
                report(
                        "bootstrap/target/failsafe-reports/TEST-B.xml",
                        "<testcase name=\"passes too\" classname=\"B\" time=\"0\"/>"));

        Result result = tenure("test");

        assertEquals(0, result.exitCode(), result.toString());
        assertEquals("3 passed, 0 failed, 3 skipped", result.lastLine());
        assertTrue(result.out().contains("skipped: A.waits: needs \"slapd\" & time"), result.out());
        assertTrue(result.out().contains("skipped: A.assumes: slapd is missing\n"), result.out());
        assertTrue(result.out().contains("skipped: A.tells nothing: no reason given\n"), result.out());
        assertFalse(result.out().contains("failed: A.forged"), result.out());
    }

    @Test
    void aFailedTestIsNamedAndFailsTheRunThoughMavenIsContent() throws Exception {
        jdk("new", 25);
        maven("3.9.11", report("demo/target/surefire-reports/TEST-A.xml", """
                        <testcase name="breaks" classname="A"><failure message="&lt;no&gt;"><![CDATA[trace]]></failure></testcase>
                        <testcase name="explodes" classname="A"><error type="x"/></testcase>
                        <testcase name="passes" classname="A"/>
                        """));

        Result result = tenure("test");

        assertEquals(1, result.exitCode());
        assertEquals("1 passed, 2 failed, 0 skipped", result.lastLine());
        assertTrue(result.out().contains("failed: A.breaks"), result.out());
        assertTrue(result.out().contains("failed: A.explodes"), result.out());
    }

    @Test
    void aBuildThatFailsFailsTheRunThoughEveryTestPassed() throws Exception {
        jdk("new", 25);
        maven(
                "3.9.11",
                report("demo/target/surefire-reports/TEST-A.xml", "<testcase name=\"passes\" classname=\"A\"/>"),
                "exit 1");

        Result result = tenure("test");

        assertEquals(1, result.exitCode());
        assertEquals("1 passed, 0 failed, 0 skipped", result.lastLine());
        assertTrue(result.out().contains("The build failed"), result.out());
    }

    @Test
    void aReportOfAnEarlierRunDoesNotCountAndARunWithoutTestsFails() throws Exception {
        jdk("new", 25);
        Path stale = root.resolve("demo/target/surefire-reports/TEST-Old.xml");
        Files.createDirectories(stale.getParent());
        Files.writeString(stale, "<testcase name=\"old\" classname=\"Old\"/>");
        maven("3.9.11", "");

        Result result = tenure("test");

        assertEquals(1, result.exitCode());
        assertEquals("0 passed, 0 failed, 0 skipped", result.lastLine());
        assertTrue(result.out().contains("No test ran."), result.out());
        assertFalse(Files.exists(stale));
    }

    @Test
    void runBuildsOnceAndAgainOnlyWhenASourceChangedOrWent() throws Exception {
        jdk("new", 25);
        Path artifact = root.resolve("bootstrap/target/quarkus-app/quarkus-run.jar");
        maven("3.8.7", "mkdir -p " + artifact.getParent(), "touch " + artifact);
        Path source = root.resolve("bootstrap/src/main/java/A.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class A {}");
        age(root);

        Result first = tenure("run");
        Result second = tenure("run");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
        Result third = tenure("run");
        age(root.resolve("bootstrap/src"));
        Result fourth = tenure("run");
        Files.delete(source);
        Result fifth = tenure("run");

        assertEquals(0, first.exitCode(), first.toString());
        assertTrue(first.out().contains("Building the service: mvn -B -q -DskipTests -pl bootstrap"), first.out());
        assertFalse(second.out().contains("Building"), second.out());
        assertTrue(second.out().contains("-jar " + artifact), second.out());
        assertTrue(third.out().contains("Building"), third.out());
        assertFalse(fourth.out().contains("Building"), fourth.out());
        assertTrue(fifth.out().contains("Building"), fifth.out());
    }

    @Test
    void noColourCodesComeThroughWhereThereIsNoTerminal() throws Exception {
        jdk("new", 25);
        maven("3.9.11", "printf '\\033[1mbold\\033[0m plain\\n'");

        Result result = tenure("test");

        assertTrue(result.out().contains("bold plain\n"), result.out());
        assertFalse(result.out().contains("\033"), result.out());
    }

    @Test
    void aBuildThatFailsEndsTheStart() throws Exception {
        jdk("new", 25);
        maven("3.8.7", "exit 1");

        Result result = tenure("run");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("the build of the service failed"), result.err());
        assertFalse(result.out().contains("-jar"), result.out());
    }

    @Test
    void runKeepsTheOwnersCredentialsFromWhatServes() throws Exception {
        built();
        environment.put("TENURE_OWNER_PASSWORD", "word");
        environment.put("TENURE_AUDIT_ORIGIN", "audit.example");

        Result result = tenure("run");

        assertEquals(0, result.exitCode(), result.toString());
        assertFalse(result.out().contains("TENURE_OWNER_PASSWORD"), result.out());
        assertTrue(result.out().contains("TENURE_AUDIT_ORIGIN=audit.example"), result.out());
    }

    @Test
    void migrateGivesThemOn() throws Exception {
        built();
        environment.put("TENURE_OWNER_PASSWORD", "word");

        Result result = tenure("migrate");

        assertTrue(result.out().contains("quarkus-run.jar --migrate"), result.out());
        assertTrue(result.out().contains("TENURE_OWNER_PASSWORD=word"), result.out());
    }

    @Test
    void runRefusesDevelopmentCredentialsWithoutShowingThem() throws Exception {
        built();
        environment.put("QUARKUS_OIDC_CREDENTIALS_SECRET", "development-only-abcdef");

        Result result = tenure("run");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("QUARKUS_OIDC_CREDENTIALS_SECRET"), result.err());
        assertFalse(result.toString().contains("abcdef"));
    }

    @Test
    void runRefusesToBeToldThatDevelopmentCredentialsAreFine() throws Exception {
        built();
        environment.put("TENURE_DEVELOPMENT_CREDENTIALS", "accepted");

        Result result = tenure("run");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("TENURE_DEVELOPMENT_CREDENTIALS"), result.err());
    }

    @Test
    void verifyBuildsTheVerifierAloneAndGivesItsExitCodeOn() throws Exception {
        Path home = jdk("new", 25);
        program(home.resolve("bin/java"), JDK_25.replace("echo \"java $*\"", "echo \"java $*\"; exit 1"));
        Path target = root.resolve("evidence-verifier/target");
        maven("3.8.7", "mkdir -p " + target, "touch " + target + "/evidence-verifier.jar");

        Result result = tenure("verify", "audit.export", "--key", "audit.pub");

        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains("-pl evidence-verifier -am package"), result.out());
        assertTrue(result.out().contains("evidence-verifier.jar audit.export --key audit.pub"), result.out());
    }

    @Test
    void checkBuildsTheCheckAloneOnceAndGivesItsExitCodeAndItsOutputOn() throws Exception {
        Path home = jdk("new", 25);
        program(home.resolve("bin/java"), JDK_25.replace("echo \"java $*\"", "echo \"java $*\"; exit 1"));
        Path target = root.resolve("access-check/target");
        maven("3.8.7", "mkdir -p " + target, "touch " + target + "/access-check.jar");

        Result first = tenure("check", "--hr", "hr.csv", "--accounts", "okta=some accounts.csv");
        Result second = tenure("check", "--hr", "hr.csv", "--accounts", "okta=some accounts.csv");

        assertEquals(1, first.exitCode());
        assertTrue(first.err().contains("-pl access-check -am package"), first.toString());
        assertTrue(
                first.out().contains("access-check.jar --hr hr.csv --accounts okta=some accounts.csv"),
                first.toString());
        assertFalse(first.out().contains("Building"), first.out());
        assertEquals(1, second.exitCode());
        assertFalse(second.err().contains("Building"), second.toString());
    }

    @Test
    void aCheckThatCannotBeBuiltDoesNotEndAsIfSomethingWasFound() throws Exception {
        jdk("new", 25);
        maven("3.8.7", "exit 1");

        Result result = tenure("check", "--hr", "hr.csv", "--accounts", "a.csv");

        assertEquals(2, result.exitCode(), result.toString());
        assertTrue(result.err().contains("the build of the check failed"), result.err());
    }

    @Test
    void checkWithoutFilesIsMisuse() throws Exception {
        Result result = tenure("check");

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("--hr HR.csv --accounts LISTING.csv"), result.err());
    }

    @Test
    void verifyWithoutAFileIsMisuse() throws Exception {
        assertEquals(2, tenure("verify").exitCode());
    }

    @Test
    void whatContinuousIntegrationRunsIsTheSameScript() throws Exception {
        Path copy = root.resolve(".ci/run");
        Files.createDirectories(copy.getParent());
        Files.copy(SCRIPT.resolveSibling(".ci").resolve("run"), copy);
        environment.put("JAVA_HOME", jdk("old", 17).toString());

        Result result = execute(List.of(copy.toString()));

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("no JDK 25"), result.err());
    }

    private void built() throws Exception {
        jdk("new", 25);
        Path artifact = root.resolve("bootstrap/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(artifact.getParent());
        Files.createFile(artifact);
        age(root);
        Files.createDirectories(root.resolve("target"));
        Files.createFile(root.resolve("target/built-service"));
    }

    private Path jdk(String name, int version) throws IOException {
        Path home = jdks.resolve(name);
        jdkAt(home, version);
        return home;
    }

    private static void jdkAt(Path home, int version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        program(home.resolve("bin/java"), version < 25 ? oldJava(version) : JDK_25.replace("25.0.1", version + ".0.1"));
        program(home.resolve("bin/javac"), "#!/bin/sh\n");
    }

    private static String oldJava(int version) {
        return "#!/bin/sh\necho 'openjdk version \"" + version + ".0.1\" 2021-10-19' >&2\n";
    }

    private void maven(String version, String... lines) throws IOException {
        List<String> script = new ArrayList<>(List.of(
                "#!/bin/sh",
                "if [ \"$*\" = '-B -v' ]; then echo 'Apache Maven " + version + "'; exit; fi",
                "cd " + root));
        script.addAll(List.of(lines));
        program(tools.resolve("mvn"), String.join("\n", script) + "\n");
    }

    private static String report(String file, String testcases) {
        return """
                mkdir -p "$(dirname %1$s)"
                cat >%1$s <<'REPORT'
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="S" tests="9" errors="9" skipped="9" failures="9">
                  <properties><property name="line" value="x"/></properties>
                %2$s
                </testsuite>
                REPORT""".formatted(file, testcases);
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void borrow(String tool) throws IOException {
        Path usual = Path.of("/usr/bin", tool);
        Path real = Files.exists(usual) ? usual : Path.of("/bin", tool);
        program(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
    }

    private static void age(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
            }
        }
    }

    private Result tenure(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(root.resolve("tenure").toString()));
        command.addAll(List.of(arguments));
        return execute(command);
    }

    private Result execute(List<String> command) throws Exception {
        Path out = Files.createTempFile(tools, "out", null);
        Path err = Files.createTempFile(tools, "err", null);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Result(
                exitCode, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private record Result(int exitCode, String out, String err) {

        String lastLine() {
            return out.lines().reduce("", (a, b) -> b);
        }
    }
}
