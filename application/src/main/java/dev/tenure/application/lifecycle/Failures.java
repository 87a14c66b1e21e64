package dev.tenure.application.lifecycle;

/** Names failures without what they say: their words may hold what a row holds. */
final class Failures {

    private Failures() {}

    /** The kind of the failure at the bottom of it. */
    static String category(Throwable failure) {
        Throwable deepest = failure;
        for (int depth = 0; depth < 50 && deepest.getCause() != null; depth++) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName();
    }
}
