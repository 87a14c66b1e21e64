package dev.tenure.connector.spi;

/**
 * A part of a target that a listing could not read, while it read the rest. From its absence nothing follows: what is known of it stays
 * as it is.
 *
 * @param prefix what the native ids of all accounts and entitlements of the part begin with, and of nothing else
 * @param reason which part it is, why it was not read and what to do, without personal data
 */
public record Gap(String prefix, String reason) {

    public Gap {
        if (prefix.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException((prefix.isBlank() ? "prefix" : "reason") + ": is empty");
        }
    }
}
