package dev.tenure.persistence.audit;

import dev.tenure.application.transaction.Correlation;
import jakarta.enterprise.context.ApplicationScoped;

/** Says that everything belongs to one request, unless told otherwise. */
@ApplicationScoped
public class CorrelationForTests implements Correlation {

    static final String USUAL = "request-1";

    private volatile String current = USUAL;

    @Override
    public String current() {
        return current;
    }

    void set(String correlationId) {
        current = correlationId;
    }
}
