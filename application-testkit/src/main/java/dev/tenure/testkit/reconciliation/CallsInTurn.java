package dev.tenure.testkit.reconciliation;

import dev.tenure.application.reconciliation.BackgroundCalls;
import java.util.function.Supplier;

/** Makes each call only when somebody waits for it, so that a test sees one thing after the other. */
public final class CallsInTurn implements BackgroundCalls {

    private Runnable atEach = () -> {};

    /** Has a test look at how things stand whenever a call is begun. */
    public void atEach(Runnable look) {
        atEach = look;
    }

    @Override
    public <T> Supplier<T> begin(Supplier<T> call) {
        atEach.run();
        return call;
    }
}
