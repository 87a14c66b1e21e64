package dev.tenure.connectors.ldap;

import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class OpenLdapConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return Directories.openLdap();
    }
}
