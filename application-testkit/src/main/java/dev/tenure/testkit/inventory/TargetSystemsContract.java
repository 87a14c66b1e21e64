package dev.tenure.testkit.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.Classification;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.Mastery;
import dev.tenure.domain.inventory.NamePattern;
import dev.tenure.domain.inventory.OutOfBandGrants;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.SystemSla;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link TargetSystems} promises. */
public interface TargetSystemsContract {

    /** The ports under test. */
    Ports ports();

    private TargetSystem saved(TargetSystem system) {
        return ports().transactions().call(now -> {
            ports().systems().save(system);
            return ports().systems().find(system.id()).orElseThrow();
        });
    }

    private void refused(TargetSystem system) {
        Refusal.of(ports(), () -> ports().systems().save(system));
    }

    @Test
    default void everyFieldComesBackAsItWasWithTheVersionCounted() {
        SystemId id = new SystemId(UUID.randomUUID());
        TargetSystem system = new TargetSystem(
                id,
                Samples.unique("Directory"),
                "owner",
                new Classification(
                        Classification.Sensitivity.RESTRICTED,
                        Classification.Criticality.CRITICAL,
                        List.of("SOC 2 CC6.2", "ISO 27001 A.5.18"),
                        Classification.Provisioning.PARTIAL,
                        30),
                new SystemSla(Duration.ofHours(10), Duration.ofMinutes(90), Duration.ofDays(3)),
                true,
                new ConnectorSettings(
                        "ldap", Map.of("url", "ldaps://host.example", "empty", ""), Map.of("password", "env:X")),
                new Correlation("mail", Correlation.IdentityAttribute.EMAIL),
                List.of(
                        ClassRule.named("Domain Admins", EntitlementClass.ADMINISTRATION),
                        new ClassRule(ClassRule.Of.NATIVE_ID, "\"\\Äd%_*", EntitlementClass.BULK_EXPORT)),
                List.of(new NamePattern("svc-*"), new NamePattern("\"\\Äd%_*")),
                OutOfBandGrants.TAKE_BACK,
                new LaneLimits(3, 77, Duration.ofMillis(1500)),
                new SystemMode.Notify(),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Instant.parse("2026-02-03T04:05:06.789Z"),
                Optional.of(Instant.parse("2026-02-04T05:06:07.891Z")),
                Optional.of(new Mastery(new SystemId(UUID.randomUUID()), Duration.ofMinutes(30))),
                Optional.of(new SignInPolicy(
                        Optional.of(90),
                        Optional.of(365),
                        Optional.of(180),
                        true,
                        List.of("SMS", "\"Äd"),
                        Optional.of(List.of("saml")))),
                Optional.of(90),
                0);
        TargetSystem saved = saved(system);
        assertEquals(1, saved.version());
        assertEquals(
                new TargetSystem(
                        id,
                        system.name(),
                        system.owner(),
                        system.classification(),
                        system.sla(),
                        true,
                        system.connector(),
                        system.correlation(),
                        system.classRules(),
                        system.nonHuman(),
                        system.outOfBandGrants(),
                        system.limits(),
                        system.mode(),
                        system.registeredAt(),
                        system.redirectedAt(),
                        system.baselineAt(),
                        system.mastery(),
                        system.signInPolicy(),
                        system.privilegedReviewDays(),
                        1),
                saved);
        assertEquals(2, saved(saved.in(new SystemMode.Act())).version());
        Optional<SignInPolicy> nothing = Optional.of(new SignInPolicy(
                Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(), Optional.empty()));
        assertEquals(
                nothing,
                saved(Samples.asking(
                                ports().transactions()
                                        .call(now -> ports().systems().find(id).orElseThrow()),
                                nothing))
                        .signInPolicy());
    }

    @Test
    default void whoReadASystemAndChangesItSeesTheChange() {
        TargetSystem stored = saved(Samples.system(Samples.unique("Directory"), new SystemMode.Observe()));
        ports().transactions().call(now -> {
            TargetSystem before = ports().systems().find(stored.id()).orElseThrow();
            assertTrue(ports().systems().all().contains(before));
            ports().systems().save(before.withBaseline(Samples.MONDAY));
            TargetSystem after = ports().systems().find(stored.id()).orElseThrow();
            assertEquals(stored.version() + 1, after.version());
            assertTrue(ports().systems().all().contains(after));
            assertFalse(ports().systems().all().contains(before));
            return now;
        });
    }

    @Test
    default void aStaleVersionIsRefused() {
        TargetSystem system = Samples.system(Samples.unique("Directory"), new SystemMode.Observe());
        TargetSystem first = saved(system);
        saved(first);
        refused(first);
        refused(system);
        TargetSystem never = first.in(new SystemMode.Act());
        refused(new TargetSystem(
                new SystemId(UUID.randomUUID()),
                Samples.unique("Directory"),
                never.owner(),
                never.classification(),
                never.sla(),
                never.identityProvider(),
                never.connector(),
                never.correlation(),
                never.classRules(),
                never.limits(),
                never.mode(),
                never.registeredAt(),
                never.redirectedAt(),
                never.baselineAt(),
                1));
    }

    @Test
    default void namesAreUniqueAndFoundWithoutRegardToCase() {
        String name = Samples.unique("Änderungs-Directory");
        TargetSystem system = saved(Samples.system(name, new SystemMode.Observe()));
        assertEquals(Optional.of(system), ports().transactions().call(now -> ports().systems()
                .findByName(name.toUpperCase(Locale.ROOT))));
        assertEquals(Optional.empty(), ports().transactions().call(now -> ports().systems()
                .findByName(name.substring(1))));
        refused(Samples.system(name.toLowerCase(Locale.ROOT), new SystemMode.Observe()));
    }

    @Test
    default void allAreInOrderOfTheirNames() {
        String word = Samples.unique("Order");
        TargetSystem second = saved(Samples.system(word + " b", new SystemMode.Observe()));
        TargetSystem third = saved(Samples.system(word + " C", new SystemMode.Observe()));
        TargetSystem first = saved(Samples.system(word + " A", new SystemMode.Observe()));
        assertEquals(
                List.of(first, second, third),
                ports().transactions().call(now -> ports().systems().all()).stream()
                        .filter(s -> s.name().startsWith(word))
                        .toList());
    }

    @Test
    default void listsFilterAndPage() {
        String word = Samples.unique("Filter");
        TargetSystem act = saved(Samples.system(word + " 1", new SystemMode.Act()));
        TargetSystem observe = saved(Samples.system(word + " 2", new SystemMode.Observe()));
        assertEquals(List.of(act, observe), listed(filter(word, Optional.empty(), Optional.empty())));
        assertEquals(List.of(act), listed(filter(word, Optional.of("act"), Optional.empty())));
        assertEquals(List.of(act, observe), listed(filter(word, Optional.empty(), Optional.of("SOC 2 CC6.2"))));
        assertEquals(List.of(), listed(filter(word, Optional.empty(), Optional.of("SOC 2"))));
        List<TargetSystem> paged = WholeList.of(1, page -> ports().transactions()
                .call(now -> ports().systems().list(filter(word, Optional.empty(), Optional.empty()), page)));
        assertEquals(List.of(act, observe), paged);
    }

    private static TargetSystems.Filter filter(String text, Optional<String> mode, Optional<String> framework) {
        return new TargetSystems.Filter(Optional.of(text.toUpperCase(Locale.ROOT)), mode, framework);
    }

    private List<TargetSystem> listed(TargetSystems.Filter filter) {
        return ports().transactions()
                .call(now -> ports().systems().list(filter, PageRequest.first()))
                .items();
    }

    @Test
    default void anUnknownSystemIsAbsent() {
        assertTrue(ports().transactions()
                .call(now -> ports().systems().find(new SystemId(UUID.randomUUID())))
                .isEmpty());
    }

    @Test
    default void aTextIsFoundAsItStandsWhateverItsCharacters() {
        String word = Samples.unique("100% of_it");
        TargetSystem odd = saved(Samples.system(word, new SystemMode.Observe()));
        assertEquals(List.of(odd), listed(filter(word, Optional.empty(), Optional.empty())));
        assertEquals(List.of(), listed(filter(word.replace('_', '-'), Optional.empty(), Optional.empty())));
        assertEquals(List.of(), listed(filter(word.replace("_it", "%it"), Optional.empty(), Optional.empty())));
    }

    @Test
    default void aPageBehindWhatIsNoKeyIsRefusedByName() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> ports().transactions().call(now -> ports().systems()
                        .list(
                                new TargetSystems.Filter(Optional.empty(), Optional.empty(), Optional.empty()),
                                new PageRequest(5, Optional.of("%")))));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("after: "));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().systems().all());
    }
}
