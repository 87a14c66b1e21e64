package dev.tenure.connectors.testkit;

/** The kit is fair: a connector that keeps the contract passes. */
class SampleConnectorConformanceTest implements ConnectorConformance {

    @Override
    public Target newTarget() {
        return new SampleSystem();
    }
}
