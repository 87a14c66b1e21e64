package dev.tenure.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes and checks form tokens: HMAC-SHA-256 under the installation's secret over a random value in the browser's cookie and
 * the person's subject. Whoever can plant a cookie cannot make the token to it, and a token of one person is worth nothing to
 * another.
 */
@Singleton
public class CsrfTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET = 32;
    private static final int NONCE_BYTES = 32;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * Takes the secret. It is the same on every replica.
     *
     * @throws IllegalArgumentException where it is shorter than 32 characters
     */
    @Inject
    public CsrfTokens(@ConfigProperty(name = "tenure.web.form-secret") String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("tenure.web.form-secret: is shorter than " + SHORTEST_SECRET
                    + " characters: draw a new one, such as with openssl rand -base64 32");
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** A new value for the cookie. */
    String drawNonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a cookie's value can be one that was drawn here. */
    static boolean isNonce(String text) {
        return text.matches("[A-Za-z0-9_-]{43}");
    }

    /** The token of one browser and person. */
    public String issue(String nonce, String subject) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(nonce, subject));
    }

    /** Whether a form's token is that of this browser and person. Takes the same time for every wrong one. */
    public boolean accepts(String token, String nonce, String subject) {
        byte[] expected = issue(nonce, subject).getBytes(StandardCharsets.UTF_8);
        return isNonce(nonce) && MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(String nonce, String subject) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(nonce.getBytes(StandardCharsets.UTF_8));
            // A nonce has no NUL, so that no other pair gives the same bytes.
            mac.update((byte) 0);
            return mac.doFinal(subject.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
