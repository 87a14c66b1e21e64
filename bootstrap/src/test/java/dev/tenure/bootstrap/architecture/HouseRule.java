package dev.tenure.bootstrap.architecture;

/**
 * One rule that fails the build.
 *
 * @param id names the file of planted violations and the entries in {@code exemptions.txt}
 * @param floor the least number of things the check must have looked at in this repository
 * @param says the rule in a sentence, with its remedy
 * @param check finds the violations
 */
record HouseRule(String id, int floor, String says, Check check) {

    /** Looks at a whole code base: this repository, or a planted one. */
    @FunctionalInterface
    interface Check {
        Verdict judge(Codebase codebase);
    }
}
