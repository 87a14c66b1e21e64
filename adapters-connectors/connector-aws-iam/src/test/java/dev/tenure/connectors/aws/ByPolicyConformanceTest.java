package dev.tenure.connectors.aws;

import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class ByPolicyConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return new AwsTarget(
                AwsTarget.Entitled.BY_POLICY,
                "trailRegions",
                "us-east-1",
                "trailBucket",
                EmbeddedAws.BUCKET,
                "roleSessions",
                "yes");
    }
}
