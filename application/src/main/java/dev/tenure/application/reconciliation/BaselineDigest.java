package dev.tenure.application.reconciliation;

import dev.tenure.domain.reconciliation.Account;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over the accounts of a baseline in the order of their native ids: of each the native id, the name, {@code enabled} or
 * {@code disabled}, the names of what it is a direct member of in their order, and then nothing; each as the count of its UTF-8
 * bytes, four bytes with the highest first, and these bytes.
 */
final class BaselineDigest {

    private final MessageDigest digest;

    BaselineDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(Account account) {
        add(account.nativeId());
        add(account.name());
        add(account.enabled() ? "enabled" : "disabled");
        account.entitlements().forEach(this::add);
        add("");
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    /** In lower case. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
