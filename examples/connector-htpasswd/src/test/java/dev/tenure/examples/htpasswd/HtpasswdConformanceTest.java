package dev.tenure.examples.htpasswd;

import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class HtpasswdConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return new HtpasswdTarget();
    }
}
