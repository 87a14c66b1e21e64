package dev.tenure.connectors.scim;

import dev.tenure.connectors.scim.targets.ScimManners;
import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class IndexAndPatchConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return new ScimTarget(ScimManners.STANDARD, Targets.EVERYTHING);
    }
}
