package dev.tenure.benchmarks.audit;

import dev.tenure.application.transaction.Correlation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Says that each event belongs to a request of its own: the dearest case for the index on it. */
@ApplicationScoped
public class OneRequestEach implements Correlation {

    @Override
    public String current() {
        return UUID.randomUUID().toString();
    }
}
