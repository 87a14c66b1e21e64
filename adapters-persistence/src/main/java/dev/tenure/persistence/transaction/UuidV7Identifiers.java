package dev.tenure.persistence.transaction;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.tenure.application.transaction.Identifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Ids of version 7 (RFC 9562 section 5.7); those of one replica grow even within a millisecond. */
@ApplicationScoped
public class UuidV7Identifiers implements Identifiers {

    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    @Override
    public UUID next() {
        return generator.generate();
    }
}
