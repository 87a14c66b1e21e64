package dev.tenure.application.reconciliation;

import java.util.function.Supplier;

/** Begins a call to a target while its caller has something else to do, so that the two take no longer than one of them. */
public interface BackgroundCalls {

    /**
     * Begins a call.
     *
     * @return waits for the call's end, once; MUST give what the call gave or throw what it threw, and MUST pass an interruption
     *     of whoever waits on to the call
     */
    <T> Supplier<T> begin(Supplier<T> call);
}
