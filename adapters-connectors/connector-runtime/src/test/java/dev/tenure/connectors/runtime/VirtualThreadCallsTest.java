package dev.tenure.connectors.runtime;

import dev.tenure.application.reconciliation.BackgroundCalls;
import dev.tenure.testkit.reconciliation.BackgroundCallsContract;

final class VirtualThreadCallsTest implements BackgroundCallsContract {

    @Override
    public BackgroundCalls calls() {
        return new VirtualThreadCalls();
    }
}
