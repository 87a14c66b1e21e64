package dev.tenure.connectors.scim;

import dev.tenure.connectors.scim.targets.ScimManners;
import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class SilentConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return new ScimTarget(
                ScimManners.STANDARD.silent().givingAtMost(7),
                "memberRemoval",
                "value",
                "activeForm",
                "text",
                "memberships",
                "user",
                "filters",
                "none");
    }
}
