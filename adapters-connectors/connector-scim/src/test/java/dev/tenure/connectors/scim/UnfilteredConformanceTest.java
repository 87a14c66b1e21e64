package dev.tenure.connectors.scim;

import dev.tenure.connectors.scim.targets.EmbeddedScim;
import dev.tenure.connectors.scim.targets.ScimManners;
import dev.tenure.connectors.testkit.ConnectorConformance;
import dev.tenure.connectors.testkit.Target;
import java.util.stream.Stream;

class UnfilteredConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return new ScimTarget(
                ScimManners.STANDARD.withoutFilter().withoutVersions().hidingMembersInLists(),
                Stream.concat(Stream.of("clientId", EmbeddedScim.CLIENT_ID), Stream.of(Targets.UNLISTED))
                        .toArray(String[]::new));
    }
}
