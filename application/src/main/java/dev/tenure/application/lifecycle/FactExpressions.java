package dev.tenure.application.lifecycle;

import dev.tenure.domain.identity.WorkerFeed;
import java.util.Optional;

/** Judges the expressions by which a feed works facts out from a row. */
public interface FactExpressions {

    /**
     * What is wrong with an expression, and the remedy; empty where it can be used. MUST refuse whatever is no text as the
     * result, whatever does not end or can grow without bound, and whatever reaches beyond the row.
     */
    Optional<String> problem(WorkerFeed.Fact fact, String expression);
}
