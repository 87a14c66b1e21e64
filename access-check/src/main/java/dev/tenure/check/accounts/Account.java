package dev.tenure.check.accounts;

import dev.tenure.check.people.Clues;
import dev.tenure.check.table.When;
import java.util.Optional;

/**
 * One account of a system.
 *
 * @param line on which the listing tells of it
 * @param account how the system calls it
 * @param name of whoever uses it; may be empty
 * @param clues as to whose it is
 * @param enabled whether somebody can sign in with it
 * @param lastLogin the latest sign-in
 * @param neverUsed whether the listing tells sign-ins and has none of this account
 * @param created when it was made
 * @param privilege why it looks privileged; empty where it does not
 * @param declaredNonHuman what the listing says where it says that no person uses it; else empty
 * @param looksNonHuman whether its name looks as if no person used it
 * @param owner whoever answers for it, as the listing says; may be empty
 */
public record Account(
        long line,
        String account,
        String name,
        Clues clues,
        boolean enabled,
        Optional<When> lastLogin,
        boolean neverUsed,
        Optional<When> created,
        String privilege,
        String declaredNonHuman,
        boolean looksNonHuman,
        String owner) {}
