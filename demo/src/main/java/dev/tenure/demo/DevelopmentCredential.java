package dev.tenure.demo;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random password or secret that the demo makes for one run. It says of itself that it is for development, so that a
 * production start can refuse it.
 */
final class DevelopmentCredential {

    /** What every such credential begins with. {@code ./tenure run} and the application refuse values that begin so. */
    static final String MARK = "development-only-";

    private static final int RANDOM_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DevelopmentCredential() {}

    /** A new one: the mark, then 192 random bits in letters, digits, {@code -} and {@code _}. */
    static String fresh() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
