package dev.tenure.bootstrap.documentation;

import java.util.Locale;
import java.util.Optional;

/**
 * A setting of the product's own.
 *
 * @param name the key, below {@code tenure.}; a part in angle brackets stands for any name
 * @param type what it holds
 * @param required whether the service does not start without it
 * @param fallback what holds where it is not set; empty where nothing does
 */
record Setting(String name, String type, boolean required, Optional<String> fallback) {

    /** The environment variable that sets it, by the rule of MicroProfile Config. */
    String variable() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
