package dev.tenure.connectors.scim;

import dev.tenure.connectors.scim.targets.ScimManners;
import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;

class CursorAndPutConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return new ScimTarget(ScimManners.STANDARD.byCursor().withoutPatch().creatingActive(), Targets.EVERYTHING);
    }
}
