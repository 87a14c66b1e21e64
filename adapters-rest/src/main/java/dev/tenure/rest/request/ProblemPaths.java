package dev.tenure.rest.request;

/** Where problems are answered as {@code application/problem+json}; elsewhere are pages for people. */
final class ProblemPaths {

    private ProblemPaths() {}

    static boolean isApi(String path) {
        String rooted = path.startsWith("/") ? path : "/" + path;
        return rooted.equals("/api") || rooted.startsWith("/api/") || rooted.startsWith("/hooks/");
    }

    /** Where problems are answered in the form of SCIM. */
    static boolean isScim(String path) {
        String rooted = path.startsWith("/") ? path : "/" + path;
        return rooted.equals("/scim") || rooted.startsWith("/scim/");
    }

    /** Where programs ask and not people. */
    static boolean isMachine(String path) {
        return isApi(path) || isScim(path);
    }
}
