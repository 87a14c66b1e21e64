package dev.tenure.rest.scim;

/** A SCIM request is refused before a use case heard of it, or while one works out what was asked for. */
final class ScimRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ScimProblem problem;

    ScimRefused(ScimProblem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    ScimProblem problem() {
        return problem;
    }
}
