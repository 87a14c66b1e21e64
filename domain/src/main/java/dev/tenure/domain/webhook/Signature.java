package dev.tenure.domain.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Judges whether a delivery comes from who holds the secret, by each vendor's rule, over the exact bytes that came. */
public final class Signature {

    private static final String SHA_256 = "HmacSHA256";
    private static final Pattern GENERIC = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-fA-F]{64})");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final byte[] NONE = {};

    private Signature() {}

    /** What a signature is worth. */
    public sealed interface Verdict {
        /**
         * It was made with one of the secrets, for about now.
         *
         * @param sha256 the digest of what was signed, in hexadecimal: the same delivery again has the same
         */
        record Genuine(String sha256) implements Verdict {}

        /**
         * It was made with one of the secrets, and for another time.
         *
         * @param early whether the sender's clock is ahead of ours
         */
        record OutOfTime(boolean early) implements Verdict {}

        /** It was not made with one of the secrets, or there is none. */
        record NotGenuine() implements Verdict {}
    }

    /**
     * Judges a delivery. Takes the same steps for every secret and whatever is wrong, and compares in constant time.
     *
     * @param secrets what it may be signed with, in UTF-8
     * @param header gives a header by its name in lower case; empty where it is missing or stands twice
     */
    public static Verdict judge(
            Vendor vendor,
            List<String> secrets,
            Duration tolerance,
            Function<String, Optional<String>> header,
            Body body,
            Instant now) {
        Claim claim = claim(vendor, header, body.bytes());
        boolean genuine = false;
        for (String secret : secrets) {
            genuine |= MessageDigest.isEqual(mac(claim.algorithm, secret, claim.signed), claim.mac);
        }
        if (!genuine) {
            return new Verdict.NotGenuine();
        }
        Optional<Instant> signedAt = claim.signedAt;
        if (signedAt.isEmpty() && claim.timed) {
            return new Verdict.NotGenuine();
        }
        if (signedAt.filter(at -> at.isBefore(now.minus(tolerance))).isPresent()) {
            return new Verdict.OutOfTime(false);
        }
        if (signedAt.filter(at -> at.isAfter(now.plus(tolerance))).isPresent()) {
            return new Verdict.OutOfTime(true);
        }
        return new Verdict.Genuine(sha256(claim.signed));
    }

    /** The SHA-256 of bytes, in hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What a delivery says of its own signature. */
    private static final class Claim {
        final String algorithm;
        final byte[] signed;

        /** Empty where none was sent, which no signature equals. */
        final byte[] mac;

        /** Whether the vendor signs a time. */
        final boolean timed;

        final Optional<Instant> signedAt;

        Claim(String algorithm, byte[] signed, byte[] mac, boolean timed, Optional<Instant> signedAt) {
            this.algorithm = algorithm;
            this.signed = signed;
            this.mac = mac;
            this.timed = timed;
            this.signedAt = signedAt;
        }
    }

    private static Claim claim(Vendor vendor, Function<String, Optional<String>> header, byte[] body) {
        return switch (vendor) {
            case BAMBOOHR -> {
                String timestamp = header.apply("x-bamboohr-timestamp").orElse("");
                yield new Claim(
                        SHA_256,
                        joined(body, ascii(timestamp)),
                        hex(header.apply("x-bamboohr-signature")),
                        true,
                        moment(timestamp));
            }
            case GUSTO -> new Claim(SHA_256, body, hex(header.apply("x-gusto-signature")), false, Optional.empty());
            case HIBOB -> new Claim("HmacSHA512", body, base64(header.apply("bob-signature")), false, Optional.empty());
            case GENERIC -> {
                Matcher sent = GENERIC.matcher(header.apply("tenure-signature").orElse(""));
                boolean whole = sent.matches();
                String seconds = whole ? sent.group(1) : "";
                yield new Claim(
                        SHA_256,
                        joined(ascii(seconds + "."), body),
                        whole ? hex(Optional.of(sent.group(2))) : NONE,
                        true,
                        moment(seconds));
            }
        };
    }

    private static byte[] mac(String algorithm, String secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(signed);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + algorithm + " for any key", e);
        }
    }

    private static Optional<Instant> moment(String sent) {
        try {
            return SECONDS.matcher(sent).matches()
                    ? Optional.of(Instant.ofEpochSecond(Long.parseLong(sent)))
                    : Optional.of(OffsetDateTime.parse(sent).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] hex(Optional<String> sent) {
        try {
            return sent.map(text -> HexFormat.of().parseHex(text.strip())).orElse(NONE);
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static byte[] base64(Optional<String> sent) {
        try {
            return sent.map(text -> Base64.getDecoder().decode(text.strip())).orElse(NONE);
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
