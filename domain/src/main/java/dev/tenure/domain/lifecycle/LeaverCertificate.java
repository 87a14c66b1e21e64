package dev.tenure.domain.lifecycle;

import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is proven of a leaver at a moment, account by account (JML-5a). It never says <em>gone</em> on faith: what people state
 * and no target has shown has a verdict of its own.
 *
 * @param opening the case
 * @param state the case's state, as {@link LeaverCase#label()}
 * @param lines one per account and thing that had to go
 * @param systems one per system
 * @param signIns one per account: who signed in after the end, or called the target (JML-5b)
 * @param secrets one per secret that the leaver shared with others
 * @param owned one per thing that the leaver owned
 * @param drawnAt when the certificate was drawn
 */
public record LeaverCertificate(
        LeaverCase.Opening opening,
        String state,
        List<Line> lines,
        List<SystemLine> systems,
        List<SignInLine> signIns,
        List<SecretLine> secrets,
        List<OwnedLine> owned,
        Instant drawnAt) {

    public LeaverCertificate {
        lines = List.copyOf(lines);
        systems = List.copyOf(systems);
        signIns = List.copyOf(signIns);
        secrets = List.copyOf(secrets);
        owned = List.copyOf(owned);
    }

    /** The same with what became of the secrets that the leaver shared with others. */
    public LeaverCertificate sharing(List<SecretLine> known) {
        return new LeaverCertificate(opening, state, lines, systems, signIns, known, owned, drawnAt);
    }

    /** The same with what became of the things that the leaver owned. */
    public LeaverCertificate owning(List<OwnedLine> things) {
        return new LeaverCertificate(opening, state, lines, systems, signIns, secrets, things, drawnAt);
    }

    /** Whether nothing is open. */
    public boolean complete() {
        return lines.stream().noneMatch(l -> l.verdict() instanceof Verdict.Open)
                && systems.stream().noneMatch(SystemLine::isOpen)
                && signIns.stream().noneMatch(s -> s.signIns() instanceof SignIns.Awaited)
                && secrets.stream().noneMatch(SecretLine::isOpen)
                && owned.stream().noneMatch(OwnedLine::isOpen);
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
     * @param stated that two people looked through it by hand, where it could not be listed
     */
    public record SystemLine(
            String name,
            long accounts,
            Optional<Instant> listedAt,
            Optional<Instant> confirmedAt,
            Optional<Stated> stated) {

        /** Whether it is still to be shown, or stated, that nothing is left there. */
        public boolean isOpen() {
            return confirmedAt.isEmpty() && stated.isEmpty();
        }
    }

    /**
     * One secret that the leaver shared with others.
     *
     * @param secret its id
     * @param name what people call it
     * @param rotation the id of its rotation
     * @param rotated what became of it
     */
    public record SecretLine(UUID secret, String name, UUID rotation, Rotated rotated) {

        /** Whether the value that the leaver knew may still work. */
        public boolean isOpen() {
            return rotated instanceof Rotated.Open;
        }

        /** Whether it should work no longer, and may. */
        public boolean isOverdue(Instant now) {
            return rotated instanceof Rotated.Open open && now.isAfter(open.due());
        }
    }

    /** Whether a value that the leaver knew still works. */
    public sealed interface Rotated {
        /** It was replaced and works no longer since then. */
        record At(Instant at, boolean late) implements Rotated {}

        /**
         * It may still work.
         *
         * @param state how far its rotation is
         * @param due by when it has to be done
         * @param postponed whether two people agreed to a later time than the policy's
         */
        record Open(String state, Instant due, boolean postponed) implements Rotated {}
    }

    /**
     * One thing that the leaver owned.
     *
     * @param kind of what kind, such as {@code system}
     * @param thing its id
     * @param name what people called it
     * @param handOver the id of its hand-over
     * @param passed what became of it
     */
    public record OwnedLine(String kind, UUID thing, String name, UUID handOver, Passed passed) {

        /** Whether it still has no other owner. */
        public boolean isOpen() {
            return passed instanceof Passed.Open;
        }

        /** Whether it should have another owner by now. */
        public boolean isOverdue(Instant now) {
            return passed instanceof Passed.Open open && now.isAfter(open.due());
        }
    }

    /** Whether something that the leaver owned has another owner. */
    public sealed interface Passed {
        /**
         * Somebody took it over.
         *
         * @param successor who, by identity
         * @param name what they are called
         * @param by who decided that, by subject
         */
        record To(UUID successor, String name, String by, Instant at, boolean late) implements Passed {}

        /** It was not theirs any more at that time, without a hand-over. */
        record NotTheirs(Instant at) implements Passed {}

        /** Nobody took it over yet. */
        record Open(Instant due) implements Passed {}
    }

    /** What is proven of one thing. */
    public sealed interface Verdict {
        /** The target showed at that time that it is gone. */
        record Gone(Instant shownAt, boolean late) implements Verdict {}

        /** The target cannot show it; by then it cannot work any more. */
        record NotObservable(Instant expiresBy) implements Verdict {}

        /**
         * Two people state it, and the target has not shown it.
         *
         * @param stated what they state
         * @param late whether the second of them confirmed it after the deadline
         */
        record ByHand(Stated stated, boolean late) implements Verdict {}

        /** The target does not let it go, and it gives nothing while sign-in is gone. */
        record Retained(String reason) implements Verdict {}

        /** Not proven. */
        record Open(String why) implements Verdict {}
    }
}
