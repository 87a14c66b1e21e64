package dev.tenure.bootstrap.architecture;

import java.util.List;

/**
 * A place that a rule does not bind, listed in {@code exemptions.txt}.
 *
 * @param ruleId the rule
 * @param where the top-level class or the path, as the finding names it
 * @param reason what forces it
 */
record Exemption(String ruleId, String where, String reason) {

    private static final int LEAST_REASON = 20;

    /** All lines of {@code exemptions.txt}. */
    static List<Exemption> all() {
        return Resources.lines("exemptions.txt").stream().map(Exemption::parse).toList();
    }

    boolean covers(HouseRule rule, Finding finding) {
        return ruleId.equals(rule.id()) && where.equals(finding.where());
    }

    private static Exemption parse(String line) {
        String[] parts = line.split("\\|", -1);
        if (parts.length != 3 || parts[2].strip().length() < LEAST_REASON) {
            throw new IllegalArgumentException(
                    "exemptions.txt: a line is 'rule | class or path | reason', with a reason that says something: "
                            + line);
        }
        return new Exemption(parts[0].strip(), parts[1].strip(), parts[2].strip());
    }
}
