package dev.tenure.application.lifecycle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of files. */
final class Digests {

    private Digests() {}

    /** A new SHA-256. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
