package dev.tenure.bootstrap.architecture;

/**
 * One place where a rule is broken.
 *
 * @param where the repository path of a file, or the qualified name of a top-level class
 * @param what what is wrong there, with the line where it is known
 */
record Finding(String where, String what) {

    /** Whether the finding is about the file with this repository path. */
    boolean isAbout(String path) {
        return where.equals(path) || path.endsWith("/" + where.replace('.', '/') + ".java");
    }

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
