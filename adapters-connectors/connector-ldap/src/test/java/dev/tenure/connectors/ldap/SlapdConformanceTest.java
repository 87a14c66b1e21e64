package dev.tenure.connectors.ldap;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenure.connectors.ldap.directories.Slapd;
import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

/** The kit against Debian's own OpenLDAP; skipped, with the reason, where it is not installed. */
class SlapdConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        assumeTrue(Slapd.missing().isEmpty(), () -> Slapd.missing().orElse(""));
        return new SlapdTarget(Slapd.start(Directories.BASE));
    }
}
