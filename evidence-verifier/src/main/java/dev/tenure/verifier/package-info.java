/**
 * The stand-alone offline verifier of an audit export. It needs the JDK, the file and the public key, trusts nothing
 * that stands in the file, and shares no code with what wrote it. The format is described in
 * {@code docs/audit-export.md}.
 */
@NullMarked
package dev.tenure.verifier;

import org.jspecify.annotations.NullMarked;
