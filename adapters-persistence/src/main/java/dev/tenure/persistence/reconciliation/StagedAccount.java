package dev.tenure.persistence.reconciliation;

import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.inventory.Correlation;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is told of an account that makes it the same as before or another.
 *
 * @param isEnabled what the target does not say is believed to be enabled: the safer belief
 * @param told what rules can go by: names of attributes as they are compared, and no empty value
 * @param digest of its native id, its name and both of these. When somebody signed in or set a password is not in it, since that makes
 *     no account a different one
 */
record StagedAccount(boolean isEnabled, SortedMap<String, String> told, Digest digest) {

    /**
     * The first half of a SHA-256, as the database keeps it: whoever would have a change taken for none has to find an account that gives
     * the same 128 bits as one that is there.
     */
    record Digest(long first, long second) {

        private static final HexFormat HEX = HexFormat.of();
        private static final int DIGITS = 16;

        /** Of a text that has at least 32 hexadecimal digits. */
        static Digest of(String hex) {
            return new Digest(
                    HexFormat.fromHexDigitsToLong(hex, 0, DIGITS),
                    HexFormat.fromHexDigitsToLong(hex, DIGITS, 2 * DIGITS));
        }

        /** 32 hexadecimal digits. */
        String text() {
            return HEX.toHexDigits(first) + HEX.toHexDigits(second);
        }
    }

    static StagedAccount of(ObservedAccount account) {
        boolean isEnabled = account.signIn() != SignIn.DISABLED;
        SortedMap<String, String> told = new TreeMap<>();
        new TreeMap<>(account.attributes()).forEach((name, value) -> {
            if (!value.isEmpty()) {
                told.putIfAbsent(Correlation.Rule.key(name), value);
            }
        });
        TextDigest digest = new TextDigest()
                .text(account.ref().nativeId())
                .letter(isEnabled ? 'e' : 'd')
                .text(account.name());
        told.forEach((name, value) -> digest.text(name).text(value));
        return new StagedAccount(isEnabled, told, Digest.of(digest.hex()));
    }
}
