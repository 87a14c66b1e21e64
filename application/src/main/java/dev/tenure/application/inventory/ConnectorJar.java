package dev.tenure.application.inventory;

import java.util.List;
import java.util.Optional;

/**
 * A connector that an administrator put beside the product.
 *
 * @param file the name of its file, without folders
 * @param sha256 the hash of what was loaded, in lower-case hexadecimal; empty where the file could not be read
 * @param kinds what it brings; empty where it cannot be used
 * @param trouble why it cannot be used
 */
public record ConnectorJar(String file, String sha256, List<String> kinds, Optional<String> trouble) {

    public ConnectorJar {
        kinds = List.copyOf(kinds);
    }
}
