package dev.tenure.persistence.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What operations hold as JSON, one golden file for each type and version. A file is never changed: a new shape is a new
 * version with a file of its own, and the old file must still be read.
 */
class StoredShapesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/provisioning");

    private static final AccountId ACCOUNT = new AccountId(UUID.fromString("0190a0b0-0000-7000-8000-000000000001"));

    private static final Instant SINCE = Instant.parse("2026-03-01T23:00:00Z");

    private static final Map<String, Work> WORK = Map.ofEntries(
            Map.entry("list-accounts.1", new Work.ListAccounts("employeeNumber", "W-\"1\"")),
            Map.entry("confirm-accounts.1", new Work.ConfirmAccounts("mail", "nora@larkfield.example")),
            Map.entry("disable-account.1", new Work.DisableAccount(ACCOUNT, "cn=nora,dc=x")),
            Map.entry("read-sign-ins.1", new Work.ReadSignIns(ACCOUNT, "cn=nora,dc=x", SINCE)),
            Map.entry("end-sessions.1", new Work.EndSessions(ACCOUNT, "cn=nora,dc=x")),
            Map.entry("revoke-credentials.1", new Work.RevokeCredentials(ACCOUNT, "cn=nora,dc=x")),
            Map.entry("clear-mfa.1", new Work.ClearMfa(ACCOUNT, "cn=nora,dc=x")),
            Map.entry("rotate-secret.1", new Work.RotateSecret(ACCOUNT, "cn=nora,dc=x", "file:shared/sample")),
            Map.entry(
                    "issue-credential.1",
                    new Work.IssueCredential(
                            ACCOUNT, "cn=nora,dc=x", "file:shared/sample", Set.of("key-2", "key \"é\""))),
            Map.entry("enable-credential.1", new Work.EnableCredential(ACCOUNT, "cn=nora,dc=x", "key-1")),
            Map.entry(
                    "disable-credential.1",
                    new Work.DisableCredential(ACCOUNT, "cn=nora,dc=x", "key-1", Optional.of(SINCE))),
            Map.entry("revoke-credential.1", new Work.RevokeCredential(ACCOUNT, "cn=nora,dc=x", "key-1")),
            Map.entry("reset-secret.1", new Work.ResetSecret(ACCOUNT, "cn=nora,dc=x")),
            Map.entry("revoke-memberships.1", new Work.RevokeMemberships(ACCOUNT, "cn=nora,dc=x")),
            Map.entry("enable-account.1", new Work.EnableAccount(ACCOUNT, "cn=nora,dc=x")),
            Map.entry(
                    "revoke-entitlement.1",
                    new Work.RevokeEntitlement(ACCOUNT, "cn=nora,dc=x", "cn=admins,dc=x", "Admins \"é\"")),
            Map.entry(
                    "grant-entitlement.1",
                    new Work.GrantEntitlement(ACCOUNT, "cn=nora,dc=x", "cn=staff,dc=x", "Staff \"é\"")));

    private static final Map<String, Attempt> ATTEMPTS = Map.of(
            "applied.1",
            new Attempt.Applied(List.of(new Attempt.Fact("status", "512", false), new Attempt.Fact("dn", "é", true))),
            "unchanged.1",
            new Attempt.Unchanged(List.of()),
            "sign-ins-read.2",
            new Attempt.SignInsRead(
                    2,
                    1,
                    false,
                    Optional.of(SINCE),
                    Optional.of(SINCE.plusSeconds(9)),
                    Optional.of(SINCE.plusSeconds(60))),
            "listed.2",
            new Attempt.Listed(List.of(
                    new Attempt.SeenAccount(
                            "n1",
                            "nora",
                            true,
                            List.of("a", "b"),
                            List.of("primary"),
                            Map.of(
                                    Artefact.Kind.SESSION,
                                    List.of(),
                                    Artefact.Kind.CREDENTIAL,
                                    List.of(new Artefact(
                                            Artefact.Kind.CREDENTIAL,
                                            "AK-1",
                                            "access key",
                                            Optional.of(SINCE),
                                            Optional.of(SINCE.plusSeconds(9)),
                                            Optional.empty())))),
                    new Attempt.SeenAccount("n2", "nora-2", false, List.of(), List.of()))),
            "refused.1",
            new Attempt.Refused("insufficient access: grant it", List.of(new Attempt.Fact("left", "a", true))),
            "unreachable.1",
            new Attempt.Unreachable("no answer"),
            "in-doubt.1",
            new Attempt.InDoubt("cut off", List.of(new Attempt.Fact("left", "b", false))));

    @Test
    void workIsWrittenAndReadAsItsGoldenFileSays() throws IOException {
        for (Map.Entry<String, Work> golden : WORK.entrySet()) {
            StoredWork stored = StoredWork.of(golden.getValue());
            assertEquals(golden.getKey(), stored.type() + "." + stored.version());
            assertEquals(golden("work." + golden.getKey()), stored.json());
            assertEquals(golden.getValue(), stored.work());
        }
        assertEquals(permitted(Work.class), classes(WORK.values()));
    }

    @Test
    void attemptsAreWrittenAndReadAsTheirGoldenFilesSay() throws IOException {
        for (Map.Entry<String, Attempt> golden : ATTEMPTS.entrySet()) {
            StoredAttempt stored = StoredAttempt.of(golden.getValue());
            assertEquals(golden.getKey(), stored.type() + "." + stored.version());
            assertEquals(golden("attempt." + golden.getKey()), stored.json());
            assertEquals(golden.getValue(), stored.attempt());
        }
        assertEquals(permitted(Attempt.class), classes(ATTEMPTS.values()));
    }

    @Test
    void everyGoldenFileIsReadToday() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            assertTrue(names.size() >= WORK.size() + ATTEMPTS.size());
            for (String name : names) {
                List<String> parts = List.of(name.split("\\.", -1));
                String json = Files.readString(GOLDEN.resolve(name)).strip();
                int version = Integer.parseInt(parts.get(2));
                if (parts.getFirst().equals("work")) {
                    new StoredWork(parts.get(1), version, json).work();
                } else {
                    new StoredAttempt(parts.get(1), version, json).attempt();
                }
            }
        }
    }

    @Test
    void whatALaterVersionWroteIsRefusedByName() {
        assertTrue(String.valueOf(assertThrows(
                                IllegalStateException.class, () -> new StoredWork("list-accounts", 99, "{}").work())
                        .getMessage())
                .contains("list-accounts version 99"));
        assertTrue(String.valueOf(
                        assertThrows(IllegalStateException.class, () -> new StoredAttempt("melted", 1, "{}").attempt())
                                .getMessage())
                .contains("melted"));
    }

    private static String golden(String name) throws IOException {
        return Files.readString(GOLDEN.resolve(name + ".json")).strip();
    }

    private static Set<Class<?>> classes(Collection<?> values) {
        return values.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> permitted(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(sub -> sub.isSealed() ? permitted(sub).stream() : Stream.of(sub))
                .collect(Collectors.toSet());
    }
}
