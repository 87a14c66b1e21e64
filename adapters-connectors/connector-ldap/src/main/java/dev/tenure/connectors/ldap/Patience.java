package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Asks again for what a server cannot answer at the moment. A change takes many reads; of a server that fails at half of them
 * hardly one would come through. Only for what harms nobody when it is repeated.
 */
final class Patience {

    /** How often it is asked again. */
    private static final int MOST_REPEATS = 3;

    private static final long FIRST_PAUSE_MILLIS = 50;

    private Patience() {}

    /** A request to a server. */
    @FunctionalInterface
    interface Request<T> {
        T send() throws LDAPException, Trouble;
    }

    static <T> T answer(Request<T> request) throws LDAPException, Trouble {
        for (int again = 0; ; again++) {
            try {
                return request.send();
            } catch (LDAPException e) {
                if (!Answers.passes(e) || again == MOST_REPEATS || !waited(again)) {
                    throw e;
                }
            }
        }
    }

    /** Waits for a moment, longer each time; false where the wait was interrupted. */
    private static boolean waited(int before) {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS << before) + FIRST_PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
