package dev.tenure.rest.scim;

import dev.tenure.application.push.Revision;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A change that remembers why it could not be made. For one request. */
final class Applied<T> implements Revision<T> {

    private final UnaryOperator<T> change;
    private ScimProblem problem = ScimProblem.of(409, "the change cannot be made to the resource as it is");

    Applied(UnaryOperator<T> change) {
        this.change = change;
    }

    /** Says why a change could not be made. */
    @FunctionalInterface
    interface Why {
        ScimProblem problem();
    }

    @Override
    public Optional<T> of(T present) {
        try {
            return Optional.of(change.apply(present));
        } catch (ScimRefused refused) {
            problem = refused.problem();
            return Optional.empty();
        }
    }

    ScimProblem problem() {
        return problem;
    }
}
