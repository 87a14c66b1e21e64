package dev.tenure.connectors.scim;

import java.security.SecureRandom;

/** Draws passwords that nobody will ever type: 40 characters, about 250 bits, of every class a policy may ask for. */
final class PasswordSource {

    private static final String[] CLASSES = {
        "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "!$%&/=?+-_.:@^~#"
    };
    private static final String ALL = String.join("", CLASSES);
    private static final int LENGTH = 40;

    private final SecureRandom random = new SecureRandom();

    String draw() {
        char[] password = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            String from = i < CLASSES.length ? CLASSES[i] : ALL;
            password[i] = from.charAt(random.nextInt(from.length()));
        }
        return new String(password);
    }
}
