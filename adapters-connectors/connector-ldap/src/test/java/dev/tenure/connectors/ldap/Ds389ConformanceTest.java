package dev.tenure.connectors.ldap;

import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class Ds389ConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return Directories.ds389();
    }
}
