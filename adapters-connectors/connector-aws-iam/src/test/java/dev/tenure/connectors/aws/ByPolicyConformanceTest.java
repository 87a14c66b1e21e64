package dev.tenure.connectors.aws;

import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class ByPolicyConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return new AwsTarget(AwsTarget.Entitled.BY_POLICY);
    }
}
