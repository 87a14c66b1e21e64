package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tenure.demo.Premises.Replica;
import dev.tenure.demo.TenureApi.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People leave in three waves: while all targets are well, while one is dead, and while each of the others fails most of what
 * it is asked by chance. {@code ./tenure soak} takes more leavers and a longer storm.
 */
class StormIT {

    private static final int WAVE = Premises.SOAK ? 40 : 2;
    private static final int WHO_STAYS = 10;

    /** How often each directory has failed in each way before the storm may end. The first is planned, the others are chance. */
    private static final int FAULTS = Premises.SOAK ? 20 : 1;

    /** The same of the SaaS: it is written to about 160 times by 40 leavers, and each way befalls a part of them only. */
    private static final int SAAS_FAULTS = Premises.SOAK ? 5 : 1;

    /** How often each system has failed by chance, in whatever way. */
    private static final int BY_CHANCE = Premises.SOAK ? 60 : 3;

    private static final Onboarding.Limits LIMITS = new Onboarding.Limits(8, Duration.ofSeconds(3));

    /** Past every deadline that the policy knows. */
    private static final Duration LONG_AGO = Duration.ofDays(40);

    private static final Map<dev.tenure.connectors.ldap.directories.Faults.Mode, Double> LDAP_STORM = Map.of(
            dev.tenure.connectors.ldap.directories.Faults.Mode.UNAVAILABLE, 0.3,
            dev.tenure.connectors.ldap.directories.Faults.Mode.BUSY, 0.2,
            dev.tenure.connectors.ldap.directories.Faults.Mode.DROP_AFTER_WRITE, 0.1);

    private static final Map<dev.tenure.connectors.scim.targets.Faults.Mode, Double> SCIM_STORM = Map.of(
            dev.tenure.connectors.scim.targets.Faults.Mode.FAIL_ON_READ, 0.3,
            dev.tenure.connectors.scim.targets.Faults.Mode.FAIL_ON_WRITE, 0.3,
            dev.tenure.connectors.scim.targets.Faults.Mode.BUSY_ON_READ, 0.2,
            dev.tenure.connectors.scim.targets.Faults.Mode.BUSY_ON_WRITE, 0.2,
            dev.tenure.connectors.scim.targets.Faults.Mode.DROP_AFTER_WRITE, 0.1);

    private final List<SampleWorker> workers = Premises.workers(3 * WAVE + WHO_STAYS);
    private final LedgeredDirectory active = LedgeredDirectory.active("active", workers);
    private final LedgeredDirectory plain = LedgeredDirectory.ds389("plain", workers);
    private final LedgeredWorkspace workspace = new LedgeredWorkspace("workspace", workers);
    private final LedgeredDirectory dead = LedgeredDirectory.ds389("dead", workers);
    private final List<LedgeredSystem> living = List.of(active, plain, workspace);

    @Test
    void nothingIsLostDoubledOrTouchedAndWhatIsDeadIsEscalatedAndNeverCalledDone(@TempDir Path folder)
            throws Exception {
        try (Premises premises = Premises.open(folder, workers, List.of(active, plain, workspace, dead))) {
            Replica replica = premises.start();
            Replica other = premises.start();
            premises.onboard(replica, LIMITS);

            List<SampleWorker> calm = workers.subList(0, WAVE);
            premises.leave(replica, calm, Instant.now());
            for (SampleWorker leaver : calm) {
                var unused = Premises.awaitClosed(replica, leaver);
            }
            print("all well", replica, calm);

            dead.directory().goDown();
            List<SampleWorker> besideTheDead = workers.subList(WAVE, 2 * WAVE);
            premises.leave(replica, besideTheDead, Instant.now().minus(LONG_AGO));
            awaitLiving(replica, besideTheDead);
            print("one dead", replica, besideTheDead);

            LDAP_STORM.keySet().forEach(mode -> active.faults().failNext(1, mode));
            LDAP_STORM.keySet().forEach(mode -> plain.faults().failNext(1, mode));
            SCIM_STORM.keySet().forEach(mode -> workspace.faults().failNext(1, mode));
            active.faults().storm(1, LDAP_STORM);
            plain.faults().storm(2, LDAP_STORM);
            workspace.faults().storm(3, SCIM_STORM);
            List<SampleWorker> inTheStorm = workers.subList(2 * WAVE, 3 * WAVE);
            premises.leave(other, inTheStorm, Instant.now());
            Patience.until("every fault has happened on every system", Premises.BOUND, () -> {
                retryInTheQuickForm(other, inTheStorm);
                return stormy() ? Optional.of(true) : Optional.empty();
            });
            System.out.printf("storm: %s %s %s%n", fired(active), fired(plain), firedScim());
            active.faults().clear();
            plain.faults().clear();
            workspace.faults().clear();
            retryInTheQuickForm(other, inTheStorm);
            awaitLiving(replica, inTheStorm);
            print("storm", replica, inTheStorm);

            for (LedgeredSystem system : living) {
                calm.forEach(system::assertShutOut);
                besideTheDead.forEach(system::assertShutOut);
                inTheStorm.forEach(system::assertShutOut);
                workers.subList(3 * WAVE, workers.size()).forEach(system::assertUntouched);
                assertEquals(Set.of(), system.doneTwice(), system.name());
            }

            for (SampleWorker leaver : besideTheDead) {
                JsonNode open = Premises.caseOf(replica, leaver).orElseThrow();
                assertEquals("open", open.path("state").asText(), open.toString());
                assertFalse(system(open, dead).hasNonNull("confirmedAt"), open.toString());
                for (JsonNode account : accounts(open, dead)) {
                    for (JsonNode milestone : account.path("milestones")) {
                        assertEquals("due", milestone.path("state").asText(), account.toString());
                    }
                }
                awaitEscalated(replica, open);
            }
            premises.assertLogVerifies(replica);
        }
    }

    /** Pauses grow with every failure. In the quick form nobody waits for them: somebody has everything tried again. */
    private static void retryInTheQuickForm(Replica at, List<SampleWorker> leavers)
            throws IOException, InterruptedException {
        if (Premises.SOAK) {
            return;
        }
        for (SampleWorker leaver : leavers) {
            JsonNode found = Premises.caseOf(at, leaver).orElseThrow();
            String waiting = "/api/v1/operations?state=waiting&limit=100&case="
                    + found.path("id").asText();
            for (JsonNode operation :
                    at.api().get(DemoUser.OPERATOR, waiting).body().path("items")) {
                if (operation.path("attempts").asInt() > 0) {
                    String retry = "/api/v1/operations/" + operation.path("id").asText() + "/retry";
                    try {
                        var unused = at.api().post(DemoUser.OPERATOR, retry, MissingNode.getInstance());
                    } catch (RefusedException e) {
                        // Its lane has taken it meanwhile, and tries it without anybody asking.
                        assertEquals(409, e.status(), e::getMessage);
                    }
                }
            }
        }
    }

    private boolean stormy() {
        return chances()
                && LDAP_STORM.keySet().stream()
                        .allMatch(mode -> active.faults().fired(mode) >= FAULTS
                                && plain.faults().fired(mode) >= FAULTS)
                && SCIM_STORM.keySet().stream()
                        .allMatch(mode -> workspace.faults().fired(mode) >= SAAS_FAULTS);
    }

    private boolean chances() {
        int byPlan = LDAP_STORM.size() + BY_CHANCE;
        return LDAP_STORM.keySet().stream().mapToInt(active.faults()::fired).sum() >= byPlan
                && LDAP_STORM.keySet().stream().mapToInt(plain.faults()::fired).sum() >= byPlan
                && SCIM_STORM.keySet().stream()
                                .mapToInt(workspace.faults()::fired)
                                .sum()
                        >= SCIM_STORM.size() + BY_CHANCE;
    }

    private static String fired(LedgeredDirectory directory) {
        List<String> counts = new ArrayList<>();
        LDAP_STORM
                .keySet()
                .forEach(mode -> counts.add(mode + "=" + directory.faults().fired(mode)));
        return directory.name() + counts;
    }

    private String firedScim() {
        List<String> counts = new ArrayList<>();
        SCIM_STORM
                .keySet()
                .forEach(mode -> counts.add(mode + "=" + workspace.faults().fired(mode)));
        return workspace.name() + counts;
    }

    /** Waits until a last listing of every living system showed that nothing is left. */
    private void awaitLiving(Replica at, List<SampleWorker> leavers) throws IOException, InterruptedException {
        for (SampleWorker leaver : leavers) {
            var unused = Premises.await(at, leaver, "the living systems are confirmed", found -> living.stream()
                    .allMatch(system -> system(found, system).hasNonNull("confirmedAt")));
        }
    }

    /** The log says that all of the time on the dead system is gone. */
    private void awaitEscalated(Replica at, JsonNode open) throws IOException, InterruptedException {
        String id = open.path("id").asText();
        String system = system(open, dead).path("system").asText();
        var unused = Patience.until(
                "it is told that all of the time is gone",
                Premises.BOUND,
                () -> Premises.events(at, "leaver-escalated", id).stream()
                        .filter(event -> event.contains(system))
                        .filter(event -> event.contains("\"percent\":100"))
                        .findFirst());
    }

    /** How long it took from the opening of the case until an account was shown to be contained. */
    private void print(String wave, Replica at, List<SampleWorker> leavers) throws IOException, InterruptedException {
        for (LedgeredSystem one : living) {
            List<Duration> took = new ArrayList<>();
            for (SampleWorker leaver : leavers) {
                JsonNode found = Premises.caseOf(at, leaver).orElseThrow();
                Instant opened = Instant.parse(found.path("openedAt").asText());
                for (JsonNode account : accounts(found, one)) {
                    took.add(Duration.between(opened, shown(account, "contained")));
                }
            }
            took.sort(null);
            assertTrue(took.size() >= leavers.size(), one.name());
            System.out.printf(
                    "%s, %s: contained after %d ms at p50, %d ms at p99%n",
                    wave,
                    one.name(),
                    took.get(took.size() / 2).toMillis(),
                    took.get((took.size() * 99 - 1) / 100).toMillis());
        }
    }

    private static Instant shown(JsonNode account, String milestone) {
        for (JsonNode one : account.path("milestones")) {
            if (one.path("milestone").asText().equals(milestone)) {
                return Instant.parse(one.path("verifiedAt").asText());
            }
        }
        throw new AssertionError("no milestone " + milestone + " in " + account);
    }

    private static List<JsonNode> accounts(JsonNode leaverCase, LedgeredSystem on) {
        List<JsonNode> found = new ArrayList<>();
        String system = system(leaverCase, on).path("system").asText();
        leaverCase.path("accounts").forEach(account -> {
            if (account.path("system").asText().equals(system)) {
                found.add(account);
            }
        });
        return found;
    }

    private static JsonNode system(JsonNode leaverCase, LedgeredSystem wanted) {
        for (JsonNode system : leaverCase.path("systems")) {
            if (system.path("name").asText().equals(wanted.name())) {
                return system;
            }
        }
        throw new AssertionError("the case lacks the system " + wanted.name());
    }
}
