package dev.tenure.connector.spi;

import java.util.Optional;

/**
 * What the target told about itself when it was reached.
 *
 * @param product name and version as far as the target gives them, for people
 * @param own the account the connector signs in with
 * @param encrypted whether the way to the target is encrypted
 */
public record Connection(String product, Optional<AccountRef> own, boolean encrypted) {}
