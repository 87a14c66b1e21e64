package dev.tenure.testkit.transaction;

import dev.tenure.application.transaction.Identifiers;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of the form of UUIDv7 that count upwards from 1, so that a test reads the same in every run. */
public final class SequentialIdentifiers implements Identifiers {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final AtomicLong last = new AtomicLong();

    @Override
    public UUID next() {
        long number = last.incrementAndGet();
        return new UUID(number << 16 | VERSION_7, VARIANT | number);
    }
}
