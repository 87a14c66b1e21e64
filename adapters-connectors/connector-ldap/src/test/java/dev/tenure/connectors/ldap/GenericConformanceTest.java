package dev.tenure.connectors.ldap;

import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class GenericConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return Directories.generic();
    }
}
