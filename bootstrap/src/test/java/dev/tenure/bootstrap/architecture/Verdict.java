package dev.tenure.bootstrap.architecture;

import java.util.List;

/**
 * What a check says about a code base.
 *
 * @param seen how many classes, types or files the check looked at; a check that sees none proves nothing
 * @param findings the violations
 */
record Verdict(int seen, List<Finding> findings) {

    Verdict {
        findings = List.copyOf(findings);
    }
}
