package dev.tenure.connectors.aws.center;

import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class CenterByAssignmentConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return new CenterTarget(CenterTarget.Entitled.BY_ASSIGNMENT);
    }
}
