package dev.tenure.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connectors.ldap.directories.Slapd;
import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The kit against Debian's own OpenLDAP; skipped, with the reason, where it is not installed. */
class SlapdConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        assumeTrue(Slapd.missing().isEmpty(), () -> Slapd.missing().orElse(""));
        return new SlapdTarget(Slapd.start(Directories.BASE));
    }

    @Test
    void theTimeOfAPasswordIsAskedForByItsName() {
        try (Target target = newTarget();
                Connector connector = target.factory().open(target.configuration())) {
            AccountRef account = target.seedAccount("k", "Correct-Horse-1");
            Instant seeded = Instant.parse("2020-01-02T03:04:05Z");
            assertEquals(Optional.of(seeded), listed(connector).passwordSetAt());
            Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            assertInstanceOf(
                    ChangeOutcome.Applied.class,
                    connector.apply(new Change.ResetSecret(account), new ChangeKey("key")));
            assertFalse(listed(connector).passwordSetAt().orElseThrow().isBefore(before));
        }
    }

    private static ObservedAccount listed(Connector connector) {
        return Directories.seen(connector.accounts(Cursor.START)).items().getFirst();
    }
}
