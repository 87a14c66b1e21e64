package dev.tenure.bootstrap.operation;

import dev.tenure.application.transaction.Correlation;
import dev.tenure.application.transaction.Identifiers;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/** Takes the correlation id from the log context, where the edge put it. */
@Singleton
final class MdcCorrelation implements Correlation {

    /** The key in the log context, the same that the edges write. */
    static final String KEY = "correlationId";

    private final Identifiers identifiers;

    MdcCorrelation(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    @Override
    public String current() {
        Object present = MDC.get(KEY);
        if (present != null) {
            return present.toString();
        }
        // Work that nobody at an edge asked for: it still shares one id over everything it causes in this thread.
        String fresh = identifiers.next().toString();
        MDC.put(KEY, fresh);
        return fresh;
    }
}
