package dev.tenure.check.findings;

import dev.tenure.check.people.Join;
import java.util.List;
import java.util.Set;

/**
 * One system, counted.
 *
 * @param system the listing's name
 * @param file the listing's file
 * @param rows rows below the header
 * @param unused rows of which nothing was used
 * @param accounts different accounts
 * @param enabled of them
 * @param matched enabled accounts that belong to exactly one person
 * @param nonHuman enabled accounts that no person uses, by the listing's word or by their name
 * @param repeated rows about an account of an earlier row
 * @param covered employed people who have an account, enabled or not
 * @param joins by what accounts were matched
 * @param said how the file is written and what was guessed
 * @param missing what could not be judged
 */
public record SystemSummary(
        String system,
        String file,
        long rows,
        long unused,
        long accounts,
        long enabled,
        long matched,
        long nonHuman,
        long repeated,
        long covered,
        Set<Join> joins,
        List<String> said,
        List<String> missing) {}
