package dev.tenure.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.ldap.directories.Faults;
import dev.tenure.connectors.scim.targets.EmbeddedScim;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One day of the sample company, in real time: a termination that is taken back, three leavers of whom one is privileged and one
 * answers for a system and one makes another access key while being shut out, a directory that fails twice, an account that nobody knew of and one that is protected, somebody hired by
 * webhook, a service account that gets an owner. What is wrong with access at its end is listed. Then the directories and the
 * workspace and the AWS account themselves are
 * asked what is true, and the log is judged by the stand-alone verifier.
 */
final class SampleDay {

    private static final String SCIM_USER = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static final String SCIM_ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String PUSHED = "SCIM-0001";

    /** What the directory that fails does to the first two writes of the day. */
    private static final Faults.Mode FAULT = Faults.Mode.BUSY_ON_WRITE;

    private static final int FAULTS = 2;
    private static final Duration NOTICE = Duration.ofSeconds(4);
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final List<String> MILESTONES = List.of("blocked", "contained", "clean");

    private final RunningDemo demo;
    private final CompanySetup setup;
    private final Path verifier;
    private final Path results;
    private final Clock clock;
    private final PrintStream out;
    private final List<String> untrue = new ArrayList<>();

    /**
     * Plays nothing yet.
     *
     * @param verifier the stand-alone verifier's jar
     * @param results where the export and the public key are left, as {@code audit.export} and {@code audit.pub}
     */
    SampleDay(RunningDemo demo, CompanySetup setup, Path verifier, Path results, Clock clock, PrintStream out) {
        this.demo = demo;
        this.setup = setup;
        this.verifier = verifier;
        this.results = results;
        this.clock = clock;
        this.out = out;
    }

    /**
     * What the day came to.
     *
     * @param untrue what was to be true and is not, a sentence each; empty on a good day
     */
    record Result(DaySummary summary, List<String> untrue) {
        Result {
            untrue = List.copyOf(untrue);
        }
    }

    /**
     * Lets the day begin: the directories are as the day finds them, and HR's file is in.
     *
     * @param notice how long from now the privileged leaver is to be shut out
     * @return the name of the account that nobody knows of
     */
    String begin(Duration notice) throws IOException, InterruptedException {
        String unknownDn = demo.directories().openUnknownAccount();
        demo.directories().openStrayAccount();
        demo.directories().engineering().faults().failNext(FAULTS, FAULT);
        demo.cloud().makeKeyMeanwhile(demo.company().immediate());
        out.println("HR's file of the day: one termination taken back, three leavers, one of them in "
                + notice.toSeconds() + " seconds.");
        setup.takeFile(WorkerFile.USUAL.of(demo.company().secondDay(clock.instant(), notice)));
        return unknownDn;
    }

    /** Plays the day and prints what happened. */
    Result play() throws IOException, InterruptedException {
        CompanyDirectories directories = demo.directories();
        SampleCompany company = demo.company();
        String unknownDn = begin(NOTICE);
        int pushed = push();
        int webhooks = demo.webhook().hire();
        out.println("A second HR system sent one hire twice, by signed webhook.");
        handOver(company.owner());
        List<JsonNode> cases = awaitCases(company.leavers());

        List<LeaverRow> rows = new ArrayList<>();
        int verified = 0;
        int open = 0;
        int protectedAccounts = 0;
        for (JsonNode leaverCase : cases) {
            rows.addAll(rows(leaverCase));
            for (JsonNode account : leaverCase.path("accounts")) {
                List<String> states = states(account);
                if (states.contains("left-alone")) {
                    protectedAccounts++;
                } else {
                    verified += (int) states.stream().filter("verified"::equals).count();
                    open += (int) states.stream()
                            .filter(state -> !state.equals("verified"))
                            .count();
                }
            }
        }
        out.println();
        out.print(LeaverTable.of(rows));

        check(
                directories.engineering().faults().fired(FAULT) == FAULTS,
                "the engineering directory failed " + FAULTS + " times");
        check(casesOf(company.cancelled()).isEmpty(), "the termination that was taken back opened no case");
        checkSystems(unknownDn, cases);
        checkLog();
        register();
        List<JsonNode> findings = new DayFindings(demo.api()).after(CompanyDirectories.STRAY);
        out.println();
        out.print(DayFindings.table(findings));
        check(isUnowned(findings, CompanyDirectories.UNOWNED), "the service account without an owner is found");
        check(!isUnowned(findings, CompanyDirectories.ASKED_FOR), "the one that was asked for has an owner");
        boolean audit = verifyExport();
        out.println();
        return new Result(
                new DaySummary(
                        cases.size(),
                        systemsIn(cases),
                        verified,
                        open,
                        protectedAccounts,
                        audit,
                        pushed,
                        webhooks,
                        findings.size(),
                        demo.cloud().swept(company.immediate())),
                untrue);
    }

    /** The identity provider tells of somebody new by SCIM; they work here at once. */
    private int push() throws IOException, InterruptedException {
        ObjectNode client = JsonNodeFactory.instance.objectNode();
        client.put("subject", DemoUser.HR_SOURCE.username()).put("timeZone", "Europe/Berlin");
        unlessThere(() -> demo.api().create(DemoUser.FIRST_ADMINISTRATOR, "/api/v1/scim-clients/idp", client));
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.putArray("schemas").add(SCIM_USER).add(SCIM_ENTERPRISE);
        user.put("userName", "pia.sample").put("active", true);
        user.putObject("name").put("givenName", "Pia").put("familyName", "Sample");
        user.putObject(SCIM_ENTERPRISE).put("employeeNumber", PUSHED).put("department", "Research");
        unlessThere(() -> demo.api().post(DemoUser.HR_SOURCE, "/scim/v2/Users", user));
        JsonNode found = demo.api()
                .get(DemoUser.OPERATOR, "/api/v1/identities?text=" + PUSHED)
                .body()
                .path("items");
        boolean works = found.size() == 1
                && found.path(0).path("employment").path("status").asText().equals("active");
        check(works, "who was pushed by SCIM works here");
        out.println("The identity provider pushed a hire by SCIM: Pia Sample works in Research from today on.");
        return works ? 1 : 0;
    }

    /** Somebody asks for an identity for a service account that was found, and another person approves. */
    private void register() throws IOException, InterruptedException {
        JsonNode account = demo.api()
                .get(DemoUser.OPERATOR, "/api/v1/accounts?text=" + CompanyDirectories.ASKED_FOR)
                .body()
                .path("items")
                .path(0);
        JsonNode owner = demo.api()
                .get(
                        DemoUser.OPERATOR,
                        "/api/v1/identities?text=" + demo.company().cancelled().workerId())
                .body()
                .path("items")
                .path(0);
        if (account.hasNonNull("identity")) {
            return;
        }
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.put("kind", "service-account")
                .put("name", "Build server")
                .put("purpose", "Fetches sources and publishes what was built.")
                .put("owner", owner.path("id").asText())
                .put("account", account.path("id").asText());
        String id = demo.api()
                .post(DemoUser.REQUESTER, "/api/v1/non-human-identities", asked)
                .body()
                .path("id")
                .asText();
        var unused = demo.api()
                .post(
                        DemoUser.OPERATOR,
                        "/api/v1/non-human-identities/" + id + "/decision",
                        JsonNodeFactory.instance.objectNode().put("approve", true));
        out.println("A service account got an owner and a purpose by request; another one has neither.");
    }

    private static boolean isUnowned(List<JsonNode> findings, String account) {
        return findings.stream()
                .anyMatch(finding -> finding.path("kind").asText().equals("unowned")
                        && finding.path("accountName").asText().contains(account));
    }

    /** What a leaver answered for goes to their manager: until then their case stays open. */
    private void handOver(SampleWorker leaver) throws IOException, InterruptedException {
        JsonNode owned = Patience.until(
                "what " + leaver.displayName() + " owned is to be handed over",
                BOUND,
                () -> items(demo.api()
                                .get(DemoUser.OPERATOR, "/api/v1/hand-overs")
                                .body())
                        .stream()
                        .filter(one -> one.path("leaverName").asText().equals(leaver.displayName()))
                        .findFirst());
        check(owned.hasNonNull("proposed"), "who is to take over what " + leaver.displayName() + " owned is proposed");
        if (owned.path("state").asText().equals("due")) {
            ObjectNode successor = JsonNodeFactory.instance
                    .objectNode()
                    .put("successor", owned.path("proposed").asText())
                    .put("reason", "Leads the team that it belongs to");
            demo.api()
                    .put(
                            DemoUser.OPERATOR,
                            "/api/v1/hand-overs/" + owned.path("id").asText() + "/successor",
                            successor);
        }
        out.println(leaver.displayName() + " answered for " + owned.path("name").asText() + ": "
                + owned.path("proposedName").asText() + " does from now on.");
    }

    private static List<JsonNode> items(JsonNode page) {
        List<JsonNode> items = new ArrayList<>();
        page.path("items").forEach(items::add);
        return items;
    }

    private interface Call {
        TenureApi.Reply make() throws IOException, InterruptedException;
    }

    /** A day that is played once more finds its client and its user there. */
    private static void unlessThere(Call call) throws IOException, InterruptedException {
        try {
            var unused = call.make();
        } catch (TenureApi.RefusedException e) {
            if (e.status() != 409 && e.status() != 412) {
                throw e;
            }
        }
    }

    /** Waits until nothing is to be done any more for any of them, but for what is protected. */
    private List<JsonNode> awaitCases(List<SampleWorker> leavers) throws IOException, InterruptedException {
        List<JsonNode> ended = new ArrayList<>();
        for (SampleWorker leaver : leavers) {
            ended.add(Patience.until(leaver.displayName() + " is shut out", BOUND, () -> {
                Optional<JsonNode> summary = casesOf(leaver).stream().findFirst();
                if (summary.isEmpty()) {
                    return Optional.empty();
                }
                JsonNode leaverCase = demo.api()
                        .get(
                                DemoUser.OPERATOR,
                                "/api/v1/leaver-cases/"
                                        + summary.get().path("id").asText())
                        .body();
                return isSettled(leaverCase) ? Optional.of(leaverCase) : Optional.empty();
            }));
        }
        return ended;
    }

    private static boolean isSettled(JsonNode leaverCase) {
        if (leaverCase.path("state").asText().equals("closed")) {
            return true;
        }
        boolean someLeftAlone = false;
        for (JsonNode account : leaverCase.path("accounts")) {
            List<String> states = states(account);
            if (states.contains("left-alone")) {
                someLeftAlone = true;
            } else if (!states.stream().allMatch("verified"::equals)) {
                return false;
            }
        }
        for (JsonNode system : leaverCase.path("systems")) {
            boolean mine = false;
            for (JsonNode account : leaverCase.path("accounts")) {
                mine |= account.path("system").equals(system.path("system"))
                        && states(account).contains("left-alone");
            }
            if (!mine && !system.hasNonNull("confirmedAt")) {
                return false;
            }
        }
        return someLeftAlone;
    }

    private List<JsonNode> casesOf(SampleWorker worker) throws IOException, InterruptedException {
        return items(demo.api()
                .get(DemoUser.OPERATOR, "/api/v1/leaver-cases?text=" + worker.workerId())
                .body());
    }

    private static List<String> states(JsonNode account) {
        List<String> states = new ArrayList<>();
        account.path("milestones").forEach(m -> states.add(m.path("state").asText()));
        return states;
    }

    /** A row for each system; a milestone counts as reached there when it is on every account that is not left alone. */
    private static List<LeaverRow> rows(JsonNode leaverCase) {
        List<LeaverRow> rows = new ArrayList<>();
        JsonNode facts = leaverCase.path("facts");
        for (JsonNode system : leaverCase.path("systems")) {
            Map<String, Optional<Instant>> reached = new TreeMap<>();
            MILESTONES.forEach(m -> reached.put(m, Optional.of(Instant.EPOCH)));
            int accounts = 0;
            int leftAlone = 0;
            int unknown = 0;
            for (JsonNode account : leaverCase.path("accounts")) {
                if (!account.path("system").equals(system.path("system"))) {
                    continue;
                }
                accounts++;
                if (!account.path("knownBefore").asBoolean()) {
                    unknown++;
                }
                if (states(account).contains("left-alone")) {
                    leftAlone++;
                    continue;
                }
                for (JsonNode milestone : account.path("milestones")) {
                    Optional<Instant> at = milestone.path("state").asText().equals("verified")
                            ? Optional.of(
                                    Instant.parse(milestone.path("verifiedAt").asText()))
                            : Optional.empty();
                    reached.merge(
                            milestone.path("milestone").asText(),
                            at,
                            (a, b) -> a.flatMap(x -> b.map(y -> x.isAfter(y) ? x : y)));
                }
            }
            rows.add(new LeaverRow(
                    leaverCase
                            .path("identity")
                            .path("profile")
                            .path("displayName")
                            .asText(),
                    system.path("name").asText(),
                    Instant.parse(facts.path("clockStart").asText()),
                    Instant.parse(facts.path("receivedAt").asText()),
                    reached.getOrDefault("blocked", Optional.empty()),
                    reached.getOrDefault("contained", Optional.empty()),
                    reached.getOrDefault("clean", Optional.empty()),
                    outcome(accounts, leftAlone, unknown)));
        }
        return rows;
    }

    private static String outcome(int accounts, int leftAlone, int unknown) {
        String text = accounts == 1 ? "1 account" : accounts + " accounts";
        if (unknown > 0) {
            text += ", " + unknown + " unknown before";
        }
        return leftAlone > 0 ? text + ", " + leftAlone + " protected and left alone" : text;
    }

    /** What directories, workspace and AWS account themselves hold is the truth that the product's word is held against. */
    private void checkSystems(String unknownDn, List<JsonNode> cases) {
        CompanyDirectories directories = demo.directories();
        SampleCompany company = demo.company();
        check(!directories.engineering().isEnabled(unknownDn), "the account that nobody knew of is disabled");
        check(directories.engineering().groupsOf(unknownDn).isEmpty(), "and a member of nothing");
        check(directories.corporate().isEnabled(directories.breakGlassDn()), "the break-glass account was left alone");
        for (SampleWorker leaver : company.leavers()) {
            for (EmbeddedDirectory directory : List.of(directories.corporate(), directories.engineering())) {
                directories.dnOf(directory, leaver).ifPresent(dn -> {
                    check(!directory.isEnabled(dn), "an account of a leaver is disabled in " + directory.baseDn());
                    check(directory.groupsOf(dn).isEmpty(), "and a member of nothing there");
                });
            }
        }
        EmbeddedScim workspace = demo.workspace().target();
        for (SampleWorker leaver : company.leavers()) {
            String id = CompanyWorkspace.idOf(leaver);
            check(!workspace.isActive(id), "an account of a leaver is disabled in the workspace");
            check(workspace.groupsOf(id).isEmpty(), "and a member of nothing there");
        }
        EmbeddedAws cloud = demo.cloud().target();
        for (SampleWorker leaver : company.leavers()) {
            String id = demo.cloud().idOf(leaver);
            check(cloud.isDenied(id) && cloud.passwordOf(id).isEmpty(), "a leaver is shut out of the AWS account");
            check(cloud.credentialsOf(id).isEmpty(), "and has no key there, whenever it was made");
            check(cloud.groupsOf(id).isEmpty(), "and is a member of nothing there");
        }
        SampleWorker stays = company.cancelled();
        check(workspace.isActive(CompanyWorkspace.idOf(stays)), "who stays can still use the workspace");
        directories
                .dnOf(directories.corporate(), stays)
                .ifPresent(dn -> check(directories.corporate().isEnabled(dn), "who stays can still sign in"));
        boolean exception = cases.stream()
                .flatMap(c -> elements(c.path("exceptions")).stream())
                .anyMatch(e -> e.path("kind").asText().equals("protected-account"));
        check(exception, "the protected account is an exception that somebody answers for");
    }

    /** The service's own log names nobody. */
    private void checkLog() throws IOException {
        String log = Files.readString(demo.folder().log("tenure"));
        for (SampleWorker worker : demo.company().workers()) {
            check(
                    !log.contains(worker.email()) && !log.contains(worker.displayName()),
                    "the service's log names nobody who works here");
        }
    }

    private boolean verifyExport() throws IOException, InterruptedException {
        Files.createDirectories(results);
        Path export = results.resolve("audit.export");
        Path key = results.resolve("audit.pub");
        awaitSequenced();
        Path fresh = results.resolve("audit.export.part");
        demo.api().download(DemoUser.AUDITOR, "/api/v1/audit/export", fresh);
        Files.move(fresh, export, StandardCopyOption.REPLACE_EXISTING);
        demo.auditKey().writePublic(key);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        verifier.toString(),
                        export.toString(),
                        "--key",
                        key.toString())
                .redirectErrorStream(true)
                .start();
        String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean sound = process.waitFor() == 0;
        out.println();
        out.print(report);
        check(sound, "the exported log verifies");
        return sound;
    }

    /** An event is in the export once it is a leaf under a signed checkpoint; that takes seconds. */
    private void awaitSequenced() throws IOException, InterruptedException {
        Patience.until("The day's events are sequenced", BOUND, () -> {
            JsonNode newest = demo.api()
                    .get(DemoUser.AUDITOR, "/api/v1/audit/events?limit=1")
                    .body()
                    .path("items")
                    .path(0);
            return newest.hasNonNull("leafIndex") ? Optional.of(newest) : Optional.empty();
        });
    }

    private static int systemsIn(List<JsonNode> cases) {
        return (int) cases.stream()
                .flatMap(c -> elements(c.path("systems")).stream())
                .map(s -> s.path("system").asText())
                .distinct()
                .count();
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private void check(boolean holds, String sentence) {
        if (!holds && !untrue.contains(sentence)) {
            untrue.add(sentence);
        }
    }
}
