package dev.tenure.domain.lifecycle;

import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is proven of a leaver at a moment, account by account (JML-5a). It never says <em>gone</em> on faith.
 *
 * @param opening the case
 * @param state the case's state, as {@link LeaverCase#label()}
 * @param lines one per account and thing that had to go
 * @param systems one per system
 * @param signIns one per account: who signed in after the end (JML-5b)
 * @param drawnAt when the certificate was drawn
 */
public record LeaverCertificate(
        LeaverCase.Opening opening,
        String state,
        List<Line> lines,
        List<SystemLine> systems,
        List<SignInLine> signIns,
        Instant drawnAt) {

    public LeaverCertificate {
        lines = List.copyOf(lines);
        systems = List.copyOf(systems);
        signIns = List.copyOf(signIns);
    }

    /** Whether nothing is open. */
    public boolean complete() {
        return lines.stream().noneMatch(l -> l.verdict() instanceof Verdict.Open)
                && systems.stream().allMatch(s -> s.confirmedAt().isPresent())
                && signIns.stream().noneMatch(s -> s.signIns() instanceof SignIns.Awaited);
    }

    /**
     * One thing of one account.
     *
     * @param account the account
     * @param systemName where
     * @param accountName what people call it there
     * @param knownBefore whether the product knew it before the case
     * @param what what had to go, such as {@code sign-in} or {@code access key}
     * @param id the target's id of a session, credential or second factor; empty for what an account has but once
     * @param verdict what is proven
     */
    public record Line(
            AccountId account,
            String systemName,
            String accountName,
            boolean knownBefore,
            String what,
            Optional<String> id,
            Verdict verdict) {}

    /**
     * Who signed in with one account after the end.
     *
     * @param account the account
     * @param systemName where
     * @param accountName what people call it there
     * @param signIns what is known
     */
    public record SignInLine(AccountId account, String systemName, String accountName, SignIns signIns) {}

    /**
     * One system.
     *
     * @param name its name
     * @param accounts how many accounts were found there
     * @param listedAt when it was first listed for the case
     * @param confirmedAt when a last listing showed that nothing is left
     */
    public record SystemLine(String name, long accounts, Optional<Instant> listedAt, Optional<Instant> confirmedAt) {}

    /** What is proven of one thing. */
    public sealed interface Verdict {
        /** The target showed at that time that it is gone. */
        record Gone(Instant shownAt, boolean late) implements Verdict {}

        /** The target cannot show it; by then it cannot work any more. */
        record NotObservable(Instant expiresBy) implements Verdict {}

        /** The target does not let it go, and it gives nothing while sign-in is gone. */
        record Retained(String reason) implements Verdict {}

        /** Not proven. */
        record Open(String why) implements Verdict {}
    }
}
