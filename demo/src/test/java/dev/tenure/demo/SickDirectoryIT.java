package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connectors.ldap.directories.Faults.Mode;
import dev.tenure.demo.Premises.Replica;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One leaver on six directories, of which one is well. The others are down, slow, refuse, lie, or lose their answers: the case
 * says so of each and goes on trying, nobody waits for the sick ones, and when they are cured the case closes by itself.
 */
class SickDirectoryIT {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);
    private static final Onboarding.Limits LIMITS = new Onboarding.Limits(8, CALL_TIMEOUT);

    /** More writes than the case attempts while the directory is sick. */
    private static final int ALL = 10_000;

    private static final Set<String> WORK = Set.of("disable-account", "reset-secret", "revoke-memberships");

    @Test
    void aSickDirectoryIsNamedForWhatItHasDelaysNobodyAndIsShutWhenItIsCured(@TempDir Path folder) throws Exception {
        List<SampleWorker> workers = Premises.workers(3);
        SampleWorker leaver = workers.get(1);
        LedgeredDirectory well = LedgeredDirectory.active("well", workers);
        LedgeredDirectory down = LedgeredDirectory.ds389("down", workers);
        LedgeredDirectory slow = LedgeredDirectory.ds389("slow", workers);
        LedgeredDirectory refusing = LedgeredDirectory.active("refusing", workers);
        LedgeredDirectory lying = LedgeredDirectory.ds389("lying", workers);
        LedgeredDirectory losing = LedgeredDirectory.ds389("losing", workers);
        List<LedgeredDirectory> directories = List.of(well, down, slow, refusing, lying, losing);
        try (Premises premises = Premises.open(folder, workers, directories)) {
            Replica serving = premises.start();
            premises.onboard(serving, LIMITS);
            down.directory().goDown();
            slow.faults().slowWrites(CALL_TIMEOUT.multipliedBy(2));
            refusing.faults().failNext(ALL, Mode.REFUSE_WRITE_RIGHTS);
            lying.faults().failNext(ALL, Mode.LIE);
            losing.faults().failNext(ALL, Mode.DROP_AFTER_WRITE);

            // Past the 24 hours that policy gives: what is not shown at once is a breach.
            premises.leave(serving, List.of(leaver), Instant.now().minus(Duration.ofDays(3)));

            JsonNode early = Premises.await(
                    serving, leaver, "the directory that is well is confirmed", found -> system(found, well)
                            .hasNonNull("confirmedAt"));
            well.assertShutOutOnce(leaver);
            for (LedgeredDirectory sick : List.of(down, slow, refusing, lying)) {
                assertFalse(system(early, sick).hasNonNull("confirmedAt"), sick.name());
            }

            Premises.await(
                    serving,
                    leaver,
                    "what is down is unreachable",
                    found -> all(
                                    found,
                                    down,
                                    Set.of("list-accounts"),
                                    "waiting",
                                    "unreachable",
                                    "the directory cannot be reached")
                            && all(found, down, WORK, "waiting", "unreachable", "the directory cannot be reached"));
            Premises.await(
                    serving,
                    leaver,
                    "what is slow is in doubt",
                    found -> all(
                            found, slow, Set.of("reset-secret"), "waiting", "in-doubt", "no answer within 3000 ms"));
            Premises.await(
                    serving,
                    leaver,
                    "what refuses is quoted",
                    found -> all(
                            found,
                            refusing,
                            WORK,
                            "waiting",
                            "refused",
                            "the connector's account lacks the right: grant it to the account in bindDn (insufficient access"
                                    + " rights, 50"));
            Premises.await(
                    serving,
                    leaver,
                    "what lies is not believed",
                    found -> all(
                                    found,
                                    lying,
                                    Set.of("disable-account", "reset-secret"),
                                    "waiting",
                                    "in-doubt",
                                    "the directory confirmed the write, but does not show it")
                            && all(
                                    found,
                                    lying,
                                    Set.of("revoke-memberships"),
                                    "waiting",
                                    "in-doubt",
                                    "the removal from 2 groups was sent, but does not show"));
            JsonNode sick = Premises.await(
                    serving,
                    leaver,
                    "lost answers are made good by reading",
                    found ->
                            all(found, losing, Set.of("disable-account", "revoke-memberships"), "done", "applied", ""));
            assertTrue(
                    operation(sick, losing, "disable-account")
                            .path("lastAttempt")
                            .path("facts")
                            .toString()
                            .contains("no answer"),
                    sick.toString());
            assertTrue(losing.faults().fired(Mode.DROP_AFTER_WRITE) >= WORK.size(), "every answer was lost");

            JsonNode breached = Premises.await(
                    serving,
                    leaver,
                    "what is late is a breach",
                    found -> exceptions(found, refusing, "breach", "open").equals(Set.of("blocked", "contained"))
                            && exceptions(found, lying, "breach", "open").equals(Set.of("blocked", "contained"))
                            && exceptions(found, down, "breach", "open")
                                    .containsAll(Set.of("", "blocked", "contained")));
            assertEquals(Set.of("blocked", "contained", "clean"), exceptions(breached, refusing, "refused", "open"));
            assertEquals("open", breached.path("state").asText());
            lying.directory().effects().forEach(effect -> assertEquals("", effect.toString(), "it changed nothing"));

            down.directory().comeBack();
            for (LedgeredDirectory directory : List.of(slow, refusing, lying, losing)) {
                directory.faults().clear();
            }
            JsonNode closed = Premises.awaitClosed(serving, leaver);
            List.of(well, down, refusing, lying, losing).forEach(directory -> directory.assertShutOutOnce(leaver));
            // A write that comes after its time-out may find that a later one said the same.
            slow.assertShutOut(leaver);
            assertEquals(
                    breached.path("exceptions").size(),
                    closed.path("exceptions").size(),
                    "an exception stays on record");
            for (JsonNode exception : closed.path("exceptions")) {
                assertEquals("resolved", exception.path("state").asText(), exception.toString());
                assertEquals(
                        DemoUser.OPERATOR.username(), exception.path("owner").asText());
            }
            premises.assertLogVerifies(serving);
        }
    }

    private static JsonNode system(JsonNode leaverCase, LedgeredDirectory directory) {
        for (JsonNode system : leaverCase.path("systems")) {
            if (system.path("name").asText().equals(directory.name())) {
                return system;
            }
        }
        throw new AssertionError("the case lacks the system " + directory.name());
    }

    private static JsonNode operation(JsonNode leaverCase, LedgeredDirectory directory, String work) {
        return Premises.operations(leaverCase, Optional.of(directory.name())).stream()
                .filter(operation -> operation.path("work").asText().equals(work))
                .findFirst()
                .orElseThrow();
    }

    /** Whether each of these operations on a system is in a state, and how its last attempt ended. */
    private static boolean all(
            JsonNode leaverCase,
            LedgeredDirectory directory,
            Set<String> works,
            String state,
            String outcome,
            String reason) {
        return works.stream().allMatch(work -> {
            JsonNode operation = operation(leaverCase, directory, work);
            JsonNode last = operation.path("lastAttempt");
            return operation.path("state").asText().equals(state)
                    && last.path("outcome").asText().equals(outcome)
                    && last.path("reason").asText().contains(reason);
        });
    }

    /** The milestones of the exceptions of a kind on a system; an empty one where it is about the system as a whole. */
    private static Set<String> exceptions(JsonNode leaverCase, LedgeredDirectory directory, String kind, String state) {
        String system = system(leaverCase, directory).path("system").asText();
        List<JsonNode> found = new ArrayList<>();
        leaverCase.path("exceptions").forEach(found::add);
        Set<String> milestones = new TreeSet<>();
        found.stream()
                .filter(exception -> exception.path("system").asText().equals(system))
                .filter(exception -> exception.path("kind").asText().equals(kind))
                .filter(exception -> exception.path("state").asText().equals(state))
                .forEach(exception -> milestones.add(exception.path("milestone").asText()));
        return milestones;
    }
}
