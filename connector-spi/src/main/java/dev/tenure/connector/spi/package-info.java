/**
 * What a connector author sees: everything needed to read a target system and to change it, and nothing of the product.
 *
 * <p>A connector reads, decides, attempts, verifies. Doubt is an answer of its own. The words MUST, MUST NOT and MAY are
 * those of RFC 2119; every MUST is tested by the conformance kit {@code connector-testkit}.
 */
@NullMarked
package dev.tenure.connector.spi;

import org.jspecify.annotations.NullMarked;
