package dev.tenure.demo;

import java.util.Map;
import java.util.Set;

/**
 * A target over its real protocol in which each of some workers has an account and is in {@value #GROUPS} groups. Its ledger
 * of effects is what the product's word is held against.
 */
interface LedgeredSystem extends AutoCloseable {

    /** The groups that each account is in. */
    int GROUPS = 2;

    /** Its name in the inventory. */
    String name();

    /** What the connector signs in with, by the variables that hold it. */
    Map<String, String> secrets();

    Onboarding.Description described(Onboarding.Limits limits);

    /** Where a write is held. */
    enum Held {
        /** It has come, and is done when it is let go. */
        BEFORE_IT_IS_DONE,
        /** It is done, and answered when it is let go. */
        BEFORE_ITS_ANSWER
    }

    /** Holds the next writes. */
    void hold(int writes, Held where);

    /** How many writes were held there so far. */
    int held(Held where);

    /** Lets go what is held, and plans no faults any more. */
    void letGo();

    /** The account is disabled, its password is another, and it is a member of nothing. */
    void assertShutOut(SampleWorker worker);

    /** The account is enabled and in all of its groups, and nothing was ever done to it. */
    void assertUntouched(SampleWorker worker);

    /** What was done more than once, passwords apart: docs/architecture.md says that those may be set again. */
    Set<?> doneTwice();

    @Override
    void close();
}
