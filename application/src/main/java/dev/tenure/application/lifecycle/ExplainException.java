package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Somebody says why an exception came to be and what it did. Said once, it stays; a breach is never edited away. */
public final class ExplainException {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};
    private static final int LONGEST = 2_000;

    private final Transactions transactions;
    private final LeaverExceptions exceptions;
    private final LeaverEvents events;

    public ExplainException(Transactions transactions, LeaverExceptions exceptions, LeaverEvents events) {
        this.transactions = transactions;
        this.exceptions = exceptions;
        this.events = events;
    }

    /** Adds the explanation. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.cause(), LONGEST)) {
            return new Outcome.BadCause();
        }
        if (!Reason.isOne(command.impact(), LONGEST)) {
            return new Outcome.BadImpact();
        }
        return transactions.call(now -> exceptions
                .find(command.id())
                .map(exception -> explain(command, exception, now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome explain(Command command, LeaverException exception, Instant now) {
        LeaverException.Explanation given = new LeaverException.Explanation(
                command.cause().strip(),
                command.impact().strip(),
                command.caller().subject(),
                now);
        return switch (exception) {
            case LeaverException.Unexplained unexplained -> save(command, unexplained.explain(given), given, now);
            case LeaverException.Explained explained -> new Outcome.AlreadyExplained(explained);
            case LeaverException.Resolved resolved ->
                resolved.explanation().isPresent()
                        ? new Outcome.AlreadyExplained(resolved)
                        : save(command, resolved.explain(given), given, now);
        };
    }

    private Outcome save(Command command, LeaverException explained, LeaverException.Explanation given, Instant now) {
        exceptions.save(explained);
        events.exceptionExplained(explained, given, command.caller(), now);
        return new Outcome.Explained(explained);
    }

    /** Which exception, and why. */
    public record Command(Caller caller, UUID id, String cause, String impact) {}

    /** The exception, or why not. */
    public sealed interface Outcome {
        /** Explained. */
        record Explained(LeaverException exception) implements Outcome {}

        /** There is no such exception. */
        record Unknown() implements Outcome {}

        /** It was explained before. */
        record AlreadyExplained(LeaverException exception) implements Outcome {}

        /** The cause is no reason of at most 2,000 characters. */
        record BadCause() implements Outcome {}

        /** The impact is no reason of at most 2,000 characters. */
        record BadImpact() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
