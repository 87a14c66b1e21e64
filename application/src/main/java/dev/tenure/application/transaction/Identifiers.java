package dev.tenure.application.transaction;

import java.util.UUID;

/** Gives new ids. */
public interface Identifiers {

    /** A new id that no other call gave. MUST be a UUIDv7 (RFC 9562 section 5.7), so that keys grow with time. */
    UUID next();
}
