package dev.tenure.domain.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be set for a system, at its bounds. */
final class SystemPolicyTest {

    @Test
    void theUsualPolicyIs24HoursFourHoursAndThirtyDays() {
        assertEquals(Duration.ofHours(24), SystemSla.USUAL.shutOut(false));
        assertEquals(Duration.ofHours(4), SystemSla.USUAL.shutOut(true));
        assertEquals(Duration.ofDays(30), SystemSla.USUAL.clean());
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT1S, PT1S", "PT24H, PT4H, PT24H", "PT24H, PT24H, P30D", "P3660D, P3660D, P3660D"})
    void anSlaUpToItsBoundsIsTaken(Duration standard, Duration privileged, Duration clean) {
        assertEquals(clean, new SystemSla(standard, privileged, clean).clean());
    }

    @ParameterizedTest(name = "{0} {1} {2} is refused for {3}")
    @CsvSource({
        "PT0S,   PT1S,   P1D,    sla.standard",
        "PT-1S,  PT1S,   P1D,    sla.standard",
        "PT24H,  PT0S,   P30D,   sla.privileged",
        "PT24H,  PT-1S,  P30D,   sla.privileged",
        "PT24H,  PT25H,  P30D,   sla.privileged",
        "PT24H,  PT4H,   PT23H,  sla.clean",
        "PT24H,  PT4H,   P3661D, sla.clean",
        "P3661D, PT4H,   P3661D, sla.standard",
        "PT24H,  PT4H,   PT2562047788015215H, sla.clean",
    })
    void anSlaThatMakesNoSenseIsRefusedByItsField(
            Duration standard, Duration privileged, Duration clean, String field) {
        refusedFor(field, () -> new SystemSla(standard, privileged, clean));
    }

    private static void refusedFor(String field, org.junit.jupiter.api.function.Executable making) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, making);
        assertTrue(String.valueOf(refused.getMessage()).startsWith(field + ":"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, PT1S, limits.concurrency",
        "65, 1, PT1S, limits.concurrency",
        "1, 0, PT1S, limits.perMinute",
        "1, 1000001, PT1S, limits.perMinute",
        "1, 1, PT0S, limits.callTimeout",
        "1, 1, PT10M0.001S, limits.callTimeout",
    })
    void limitsBeyondTheirBoundsAreRefused(int concurrency, int perMinute, Duration timeout, String field) {
        refusedFor(field, () -> new LaneLimits(concurrency, perMinute, timeout));
    }

    @Test
    void limitsAtTheirBoundsAreTaken() {
        assertEquals(1, new LaneLimits(1, 1, Duration.ofNanos(1)).concurrency());
        assertEquals(64, new LaneLimits(64, 1_000_000, Duration.ofMinutes(10)).concurrency());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3661})
    void aReviewCadenceBeyondItsBoundsIsRefused(int days) {
        refusedFor("reviewCadenceDays", () -> classification(days));
    }

    private static Classification classification(int days) {
        return new Classification(
                Classification.Sensitivity.PUBLIC,
                Classification.Criticality.LOW,
                List.of(),
                Classification.Provisioning.MANUAL,
                days);
    }

    @Test
    void aCorrelationNamesAnAttribute() {
        refusedFor("accountAttribute", () -> new Correlation(" ", Correlation.IdentityAttribute.EMAIL));
    }

    @Test
    void rulesAreOneToEightDifferentOnesOfWhichOneIsCertain() {
        Correlation.Rule certain = rule("number", Correlation.IdentityAttribute.WORKER_ID, true);
        Correlation.Rule probable = rule("cn", Correlation.IdentityAttribute.FULL_NAME, false);
        refusedFor("rules", () -> new Correlation(List.of()));
        refusedFor("rules", () -> new Correlation(List.of(probable)));
        refusedFor(
                "rules",
                () -> new Correlation(
                        List.of(certain, rule("NUMBER", Correlation.IdentityAttribute.WORKER_ID, false))));
        refusedFor("confidence", () -> rule("cn", Correlation.IdentityAttribute.FULL_NAME, true));
        refusedFor("accountAttribute", () -> rule("x".repeat(201), Correlation.IdentityAttribute.EMAIL, true));
        List<Correlation.Rule> many = IntStream.range(0, 9)
                .mapToObj(i -> rule("a" + i, Correlation.IdentityAttribute.EMAIL, true))
                .toList();
        refusedFor("rules", () -> new Correlation(many));
        assertEquals(8, new Correlation(many.subList(0, 8)).rules().size());
    }

    private static Correlation.Rule rule(String attribute, Correlation.IdentityAttribute identity, boolean certain) {
        return new Correlation.Rule(
                attribute, identity, certain ? Correlation.Confidence.CERTAIN : Correlation.Confidence.PROBABLE);
    }

    @Test
    void aLeaversAccountsAreAskedForByTheFirstCertainRuleThatTheyHaveAValueFor() {
        Correlation correlation = new Correlation(List.of(
                rule("cn", Correlation.IdentityAttribute.FULL_NAME, false),
                rule("mail", Correlation.IdentityAttribute.EMAIL, true),
                rule("uid", Correlation.IdentityAttribute.EMAIL_NAME, true),
                rule("number", Correlation.IdentityAttribute.WORKER_ID, true)));
        WorkerKey key = new WorkerKey("feed", "1001");
        assertEquals(
                Optional.of(new Correlation.Asked("number", "1001")),
                correlation.askedFor(key, profile(Optional.empty())));
        assertEquals(
                Optional.of(new Correlation.Asked("mail", "ada@sample.example")),
                correlation.askedFor(key, profile(Optional.of("ada@sample.example"))));
        assertEquals(
                Optional.of("ada"),
                Correlation.IdentityAttribute.EMAIL_NAME.of(key, profile(Optional.of("ada@sample.example"))));
    }

    private static Profile profile(Optional<String> email) {
        return new Profile(
                IdentityKind.EMPLOYEE,
                "Ada",
                "Sample",
                email,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ZoneId.of("Europe/Berlin"));
    }

    @Test
    void aSystemHasANameAndAnOwner() {
        refusedFor("name", () -> system(" ", "owner"));
        refusedFor("name", () -> system("x".repeat(201), "owner"));
        refusedFor("owner", () -> system("x", ""));
        assertEquals("x".repeat(200), system("x".repeat(200), "owner").name());
    }

    private static TargetSystem system(String name, String owner) {
        return new TargetSystem(
                new SystemId(new UUID(0, 1)),
                name,
                owner,
                classification(1),
                SystemSla.USUAL,
                false,
                new ConnectorSettings("ldap", java.util.Map.of(), java.util.Map.of()),
                new Correlation("mail", Correlation.IdentityAttribute.EMAIL),
                List.of(),
                LaneLimits.USUAL,
                new SystemMode.Observe(),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                3);
    }

    @Test
    void anotherModeChangesNothingElse() {
        TargetSystem system = system("x", "owner");
        assertEquals(system, system.in(new SystemMode.Act()).in(new SystemMode.Observe()));
        assertEquals(new SystemMode.Act(), system.in(new SystemMode.Act()).mode());
    }
}
