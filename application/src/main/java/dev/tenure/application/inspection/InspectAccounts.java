package dev.tenure.application.inspection;

import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Connector;
import dev.tenure.domain.inspection.InspectedKind;
import dev.tenure.domain.inspection.Inspection;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The product asks a target what its accounts hold beside a password, account by account: credentials, second factors, and how
 * somebody signed in last, of these what its connector reads. One turn takes some accounts, so that a large system does not
 * hold the target up; what is left comes in the next.
 *
 * <p>What is known of an account stays until the target shows otherwise: a read that fails clears nothing. It is tried again after
 * a pause that doubles. Where the target does not answer, the turn ends.
 *
 * <p>Each account is written down by itself: a turn that is killed loses the one at hand. Two turns of one system must not run at
 * once; whoever calls this sees to that.
 */
public final class InspectAccounts {

    static final int MOST_ACCOUNTS = 200;
    static final Duration LONGEST = Duration.ofSeconds(60);

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Connectors connectors;
    private final ConnectorConditions conditions;
    private final Inspections inspections;
    private final Duration every;

    /** @param every how long after an inspection of an account the next one is due */
    public InspectAccounts(
            Transactions transactions,
            TargetSystems systems,
            Connectors connectors,
            ConnectorConditions conditions,
            Inspections inspections,
            Duration every) {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("every: must be longer than nothing");
        }
        this.transactions = transactions;
        this.systems = systems;
        this.connectors = connectors;
        this.conditions = conditions;
        this.inspections = inspections;
        this.every = every;
    }

    /** Takes a turn. Call again at once while there is more. */
    public Outcome handle(Command command) {
        Optional<TargetSystem> workable = transactions.call(now -> systems.find(command.system())
                .filter(system -> system.baselineAt().isPresent())
                .filter(system -> canBeAsked(conditions.find(system.id()), now)));
        return workable.<Outcome>map(system -> turn(system, command.goesOn())).orElseGet(Outcome.NothingDue::new);
    }

    private static boolean canBeAsked(ConnectorCondition condition, Instant now) {
        return switch (condition) {
            case ConnectorCondition.Working working -> true;
            case ConnectorCondition.Resting resting -> !resting.until().isAfter(now);
            case ConnectorCondition.Quarantined quarantined -> false;
        };
    }

    private Outcome turn(TargetSystem system, BooleanSupplier goesOn) {
        Connector connector;
        try {
            connector = connectors.of(system);
        } catch (ConfigurationException e) {
            // A read of the system says what is wrong with its settings.
            return new Outcome.NothingDue();
        }
        Set<InspectedKind> kinds = AccountReading.kinds(connector);
        if (kinds.isEmpty()) {
            return new Outcome.NothingDue();
        }
        Begun begun = transactions.call(now -> new Begun(now, inspections.due(system.id(), now, MOST_ACCOUNTS)));
        if (begun.due().isEmpty()) {
            return new Outcome.NothingDue();
        }
        int read = 0;
        int failed = 0;
        for (Inspections.Due due : begun.due()) {
            if (!goesOn.getAsBoolean()) {
                return new Outcome.Inspected(read, failed, false);
            }
            Step step = inspect(system, connector, kinds, due);
            read += step.failed() ? 0 : 1;
            failed += step.failed() ? 1 : 0;
            if (step.unanswered()) {
                return new Outcome.Inspected(read, failed, false);
            }
            if (step.at().isAfter(begun.at().plus(LONGEST))) {
                return new Outcome.Inspected(read, failed, true);
            }
        }
        return new Outcome.Inspected(read, failed, begun.due().size() == MOST_ACCOUNTS);
    }

    private record Begun(Instant at, List<Inspections.Due> due) {}

    private record Asked(Instant at, Inspection before) {}

    private record Step(Instant at, boolean failed, boolean unanswered) {}

    private Step inspect(TargetSystem system, Connector connector, Set<InspectedKind> kinds, Inspections.Due due) {
        Asked asked = transactions.call(now ->
                new Asked(now, inspections.find(due.account()).orElseGet(() -> Inspection.first(due.account(), now))));
        Inspection before = asked.before();
        AccountReading reading = new AccountReading(connector, new AccountRef(due.nativeId()), before, asked.at());
        kinds.forEach(reading::read);
        return transactions.call(now -> {
            boolean same = systems.find(system.id())
                    .filter(is -> is.redirectedAt().equals(system.redirectedAt()))
                    .isPresent();
            if (same) {
                reading.held().forEach((kind, held) -> inspections.keep(due.account(), kind, held, now));
                inspections.save(reading.problem()
                        .map(reason -> before.incomplete(reading.done(), reading.last(), reason, now, every))
                        .orElseGet(() -> before.complete(reading.done(), reading.last(), now, every)));
            }
            return new Step(now, reading.problem().isPresent(), reading.unanswered() || !same);
        });
    }

    /**
     * Which system.
     *
     * @param goesOn whether another account may be begun
     */
    public record Command(SystemId system, BooleanSupplier goesOn) {}

    /** What was done. */
    public sealed interface Outcome {
        /**
         * Accounts were inspected.
         *
         * @param read of which everything was read
         * @param failed of which something was not
         * @param more whether more may be due
         */
        record Inspected(int read, int failed, boolean more) implements Outcome {}

        /** No account is due, or the system cannot be asked. */
        record NothingDue() implements Outcome {}
    }
}
