package dev.tenure.connector.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account as a listing shows it.
 *
 * @param ref its stable id
 * @param name what people call it: the login name or DN
 * @param signIn whether somebody can sign in
 * @param attributes the attributes the configuration asks for, by the target's names; the first value of each
 * @param lastSignIn as the target tells it
 * @param passwordSetAt when the password was set last, as the target tells; empty where it tells nothing
 * @param problems what could not be understood, each a plain sentence without personal data; empty when all was
 */
public record ObservedAccount(
        AccountRef ref,
        String name,
        SignIn signIn,
        Map<String, String> attributes,
        Optional<Instant> lastSignIn,
        Optional<Instant> passwordSetAt,
        List<String> problems) {

    public ObservedAccount {
        attributes = Map.copyOf(attributes);
        problems = List.copyOf(problems);
    }

    /** The same of a target that tells nothing of its passwords. */
    public ObservedAccount(
            AccountRef ref,
            String name,
            SignIn signIn,
            Map<String, String> attributes,
            Optional<Instant> lastSignIn,
            List<String> problems) {
        this(ref, name, signIn, attributes, lastSignIn, Optional.empty(), problems);
    }
}
