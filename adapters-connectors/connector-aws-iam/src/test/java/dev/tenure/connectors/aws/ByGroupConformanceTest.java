package dev.tenure.connectors.aws;

import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class ByGroupConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return new AwsTarget(
                AwsTarget.Entitled.BY_GROUP,
                "trailRegions",
                "us-east-1",
                "trailPauseMillis",
                "1",
                "roleSessions",
                "yes");
    }
}
