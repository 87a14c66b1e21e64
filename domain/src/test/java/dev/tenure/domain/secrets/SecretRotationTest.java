package dev.tenure.domain.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.provisioning.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a shared secret is rotated, and what of it is known to whom. */
class SecretRotationTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant DEADLINE = NOW.plus(Duration.ofHours(4));
    private static final SecretRotation.Leaver ADA = leaver(1);
    private static final SecretRotation.Leaver BEN = leaver(2);
    private static final List<SharedSecret.Consumer> CONSUMERS =
            List.of(new SharedSecret.Consumer("billing", "one"), new SharedSecret.Consumer("reports", "other"));

    private static SecretRotation.Leaver leaver(long number) {
        return new SecretRotation.Leaver(
                new IdentityId(new UUID(1, number)), Optional.of(new LeaverCaseId(new UUID(2, number))));
    }

    private static SecretRotation.Due due() {
        return SecretRotation.Order.due(
                new SecretRotationId(new UUID(3, 1)), new SharedSecretId(new UUID(4, 1)), ADA, DEADLINE, NOW);
    }

    private static SecretRotation.NewAdded added() {
        return due().added(new SecretRotation.Added("file:shared/new", "owner", NOW, CONSUMERS));
    }

    private static SecretRotation.UnderWay confirmed(SecretRotation.UnderWay before, String consumer) {
        return assertInstanceOf(SecretRotation.NewAdded.class, before)
                .confirm(new SecretRotation.Confirmation(consumer, "contact", NOW));
    }

    private static SecretRotation.InUse inUse() {
        return assertInstanceOf(SecretRotation.InUse.class, confirmed(confirmed(added(), "billing"), "reports"));
    }

    @Test
    void theEarlierDeadlineOfThoseWhoLeaveCounts() {
        assertEquals(DEADLINE, due().join(BEN, DEADLINE.plusSeconds(1)).order().deadline());
        assertEquals(
                DEADLINE.minusSeconds(1),
                due().join(BEN, DEADLINE.minusSeconds(1)).order().deadline());
        SecretRotation.Due one = due();
        assertSame(one, one.join(ADA, DEADLINE.minusSeconds(1)), "who is among them changes nothing");
    }

    @Test
    void onlyTheLastConsumerLetsTheOldValueGo() {
        SecretRotation.UnderWay one = confirmed(added(), "billing");
        assertEquals(List.of(CONSUMERS.getLast()), one.progress().outstanding());
        assertSame(one, confirmed(one, "billing"), "said before");
        assertSame(one, confirmed(one, "payroll"), "nobody asked them");
        assertInstanceOf(SecretRotation.InUse.class, confirmed(one, "reports"));
    }

    @Test
    void aRotationForNobodyEndsOnlyWhileItIsNotBegun() {
        SecretRotation.Due both = due().join(BEN, DEADLINE);
        assertEquals(
                List.of(BEN),
                assertInstanceOf(SecretRotation.Due.class, both.withoutLeaver(ADA.identity(), NOW))
                        .order()
                        .leavers());
        assertInstanceOf(SecretRotation.Cancelled.class, due().withoutLeaver(ADA.identity(), NOW));
        for (SecretRotation.UnderWay begun : List.of(
                added(),
                inUse(),
                inUse().revoke(new OperationId(new UUID(5, 1))),
                inUse().stateRevoked("owner", NOW))) {
            SecretRotation rest = begun.withoutLeaver(ADA.identity(), NOW);
            assertEquals(begun.label(), rest.label());
            assertEquals(List.of(), rest.order().leavers());
        }
    }

    @Test
    void whatWasGrantedPutsItOffAndMakesNothingLessLate() {
        Instant until = DEADLINE.plus(Duration.ofDays(3));
        SecretRotation.Delay.Request asked = new SecretRotation.Delay.Request(until, "closed", "owner", NOW);
        SecretRotation.Delay granted = new SecretRotation.Delay(
                Optional.empty(), Optional.of(new SecretRotation.Delay.Granted(asked, "operator", NOW)));
        assertEquals(
                DEADLINE,
                inUse().delayed(new SecretRotation.Delay(Optional.of(asked), Optional.empty()))
                        .order()
                        .due());
        SecretRotation.InUse put = inUse().delayed(granted);
        assertEquals(until, put.order().due());
        assertEquals(Optional.of(until), put.overdueTold().order().overdueSince());
        assertTrue(put.stateRevoked("owner", until).confirm("operator", until).isLate());
        assertFalse(put.stateRevoked("owner", NOW).confirm("operator", DEADLINE).isLate());
    }

    @Test
    void whoLeftKnowsItNoLongerAndWhoStaysDoesSinceTheyDid() {
        SharedSecret.Kept secret = new SharedSecret.Registration(new SharedSecretId(new UUID(4, 1)), "admin", NOW)
                .keep(description(CONSUMERS, "file:shared/old", Duration.ofDays(90)))
                .knownTo(ADA.identity(), NOW)
                .knownTo(BEN.identity(), NOW.plusSeconds(1))
                .knownTo(BEN.identity(), NOW.plusSeconds(2));
        assertEquals(NOW.plus(Duration.ofDays(90)), secret.rotateBy());
        SharedSecret.Kept rotated = secret.rotated(
                Set.of(ADA.identity()), new SecretRotation.Added("file:shared/new", "owner", NOW, CONSUMERS), DEADLINE);
        assertEquals(Set.of(BEN.identity()), rotated.knowers().keySet());
        assertEquals(NOW.plusSeconds(1), rotated.knowers().get(BEN.identity()));
        assertEquals("file:shared/new", rotated.description().keptAt());
        assertEquals(DEADLINE.plus(Duration.ofDays(90)), rotated.rotateBy());
    }

    private static SharedSecret.Description description(
            List<SharedSecret.Consumer> consumers, String keptAt, Duration every) {
        return new SharedSecret.Description("Key", Optional.empty(), "owner", consumers, keptAt, every);
    }

    @Test
    void aDescriptionNamesTheFieldThatIsWrong() {
        Duration every = Duration.ofDays(90);
        refused("consumers: ", () -> description(List.of(), "file:shared/x", every));
        refused(
                "consumers: ",
                () -> description(List.of(CONSUMERS.getFirst(), CONSUMERS.getFirst()), "file:shared/x", every));
        refused("rotateEvery: ", () -> description(CONSUMERS, "file:shared/x", Duration.ofHours(1)));
        refused("rotateEvery: ", () -> description(CONSUMERS, "file:shared/x", Duration.ofDays(731)));
        refused("keptAt: ", () -> description(CONSUMERS, "env:TENURE_SECRET_LDAP", every));
        refused("keptAt: ", () -> description(CONSUMERS, "hunter2", every));
        refused("consumers.contact: ", () -> new SharedSecret.Consumer("billing", " "));
    }

    private static void refused(String field, Runnable making) {
        String said = String.valueOf(
                assertThrows(IllegalArgumentException.class, making::run).getMessage());
        assertTrue(said.startsWith(field), said);
    }
}
