package dev.tenure.application.wave;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveScope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody means to do one thing with many findings. Which ones is settled now, whatever is found or changed later; nothing is done
 * with them until somebody has looked at what would be done and starts it.
 */
public final class PrepareWave {

    static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final Waves waves;
    private final WaveEvents events;
    private final long largest;

    /** @param largest how many findings a wave has at most */
    public PrepareWave(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Waves waves,
            WaveEvents events,
            long largest) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.waves = waves;
        this.events = events;
        this.largest = largest;
    }

    /** Prepares a wave. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.name(), 100)) {
            return new Outcome.BadName();
        }
        UUID id = identifiers.next();
        return transactions.call(now -> refused(command.action(), now)
                .orElseGet(() -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> freeze(command, new WaveId(id), now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        waves.find(new WaveId(repeated.created()))
                                .<Outcome>map(Outcome.Prepared::new)
                                .orElseGet(() -> freeze(command, new WaveId(repeated.created()), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                }));
    }

    /** What is wrong with the action, whatever there is to be found. */
    private static Optional<Outcome> refused(WaveAction action, Instant now) {
        return switch (action) {
            case WaveAction.Assign assign ->
                Reason.isOne(assign.owner(), 200) ? Optional.empty() : Optional.of(new Outcome.BadOwner());
            case WaveAction.Accept accept -> {
                if (!Reason.isOne(accept.reason(), 500)) {
                    yield Optional.of(new Outcome.BadReason());
                }
                yield isTooEarlyOrLate(accept.until(), now) ? Optional.of(new Outcome.BadUntil()) : Optional.empty();
            }
            case WaveAction.Disable disable -> Optional.empty();
        };
    }

    private static WaveAction stripped(WaveAction action) {
        return switch (action) {
            case WaveAction.Assign assign ->
                new WaveAction.Assign(assign.owner().strip());
            case WaveAction.Accept accept ->
                new WaveAction.Accept(accept.until(), accept.reason().strip());
            case WaveAction.Disable disable -> disable;
        };
    }

    /** Whether nothing may be accepted until then. */
    static boolean isTooEarlyOrLate(Instant until, Instant now) {
        return !until.isAfter(now) || until.isAfter(now.plus(Finding.LONGEST_ACCEPTANCE));
    }

    private Outcome freeze(Command command, WaveId id, Instant now) {
        WaveAction action = stripped(command.action());
        long fitting = waves.fitting(command.scope(), now, largest + 1);
        if (fitting == 0) {
            return new Outcome.NothingFits();
        }
        if (fitting > largest) {
            return new Outcome.TooMany();
        }
        long findings = waves.freeze(id, command.scope(), action instanceof WaveAction.Disable, now);
        Wave.Prepared prepared = new Wave.Plan(
                        id,
                        command.name().strip(),
                        command.scope(),
                        action,
                        findings,
                        command.caller().subject(),
                        now)
                .begin();
        waves.save(prepared);
        events.prepared(prepared, command.caller(), now);
        return new Outcome.Prepared(waves.find(id).orElseThrow());
    }

    /**
     * Which findings, and what is to be done with them.
     *
     * @param name what people will call it, up to 100 characters
     */
    public record Command(Caller caller, RequestKey requestKey, String name, WaveScope scope, WaveAction action) {}

    /** The wave, or why not. */
    public sealed interface Outcome {
        /** Prepared now, or by the same request before. */
        record Prepared(Wave wave) implements Outcome {}

        /** The name is empty or longer than 100 characters. */
        record BadName() implements Outcome {}

        /** The owner is empty or longer than 200 characters. */
        record BadOwner() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The moment is past, or further away than a finding may be accepted for. */
        record BadUntil() implements Outcome {}

        /** No open finding fits. */
        record NothingFits() implements Outcome {}

        /** More fit than a wave has at most. */
        record TooMany() implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
