package dev.tenure.rest.problem;

/** A request that no use case hears of, since something in it is wrong. Carries the answer; it is no fault of ours. */
public final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemJson problem;

    /** @param problem the answer */
    public RequestRefused(ProblemJson problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    /** The answer. */
    public ProblemJson problem() {
        return problem;
    }
}
