package dev.tenure.application.inventory;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An administrator corrects what is said of a system.
 *
 * <p>What decides whom automation touches (the connector's settings and the correlation) cannot be changed under a system
 * that is acted on: it would redirect every write without the second person that the promotion asked for. Such a system
 * steps back to observe first.
 *
 * <p>Other rules of what is privileged hold at once.
 * <p>Other rules of correlation are applied at once to what the last read told of the accounts (IDN-4).
 *
 * <p>Other settings for the connector lift its quarantine: what broke the contract was another configuration.
 */
public final class ReviseSystem {

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Connectors connectors;
    private final ConnectorConditions conditions;
    private final Reclassification reclassification;
    private final CorrelatedAccounts accounts;
    private final InventoryEvents events;

    public ReviseSystem(
            Transactions transactions,
            TargetSystems systems,
            Connectors connectors,
            ConnectorConditions conditions,
            Reclassification reclassification,
            CorrelatedAccounts accounts,
            InventoryEvents events) {
        this.transactions = transactions;
        this.systems = systems;
        this.connectors = connectors;
        this.conditions = conditions;
        this.reclassification = reclassification;
        this.accounts = accounts;
        this.events = events;
    }

    /** Revises the system if it still is the one the caller looked at. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.ADMINISTRATOR)) {
            return new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR));
        }
        List<Connectors.SettingProblem> problems =
                connectors.problems(command.description().connector());
        if (!problems.isEmpty()) {
            return new Outcome.BadSettings(problems);
        }
        return transactions.call(now -> systems.find(command.id())
                .map(system -> revise(command, system, now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome revise(Command command, TargetSystem system, Instant now) {
        if (system.version() != command.version()) {
            return new Outcome.Stale(system);
        }
        SystemDescription described = command.description();
        Optional<TargetSystem> namesake = systems.findByName(described.name());
        if (namesake.isPresent() && !namesake.get().id().equals(system.id())) {
            return new Outcome.NameTaken(described.name());
        }
        Optional<SystemId> unknown = described.unknownMaster(Optional.of(system.id()), systems);
        if (unknown.isPresent()) {
            return new Outcome.UnknownMaster(unknown.get());
        }
        boolean redirects = !described.connector().equals(system.connector())
                || !described.correlation().equals(system.correlation());
        if (redirects && !(system.mode() instanceof SystemMode.Observe)) {
            return new Outcome.NotWhilePromoted(system.mode());
        }
        systems.save(new TargetSystem(
                system.id(),
                described.name(),
                described.owner(),
                described.classification(),
                described.sla(),
                described.identityProvider(),
                described.connector(),
                described.correlation(),
                described.classRules(),
                described.nonHuman(),
                described.outOfBandGrants(),
                described.limits(),
                system.mode(),
                system.registeredAt(),
                redirects ? now : system.redirectedAt(),
                redirects ? Optional.empty() : system.baselineAt(),
                described.mastery(),
                described.signInPolicy(),
                described.privilegedReviewDays(),
                system.version()));
        TargetSystem saved = systems.find(system.id()).orElseThrow();
        events.revised(saved, command.caller(), now);
        if (!saved.classRules().equals(system.classRules())) {
            reclassification.classify(system.id(), now);
        }
        if (!saved.connector().equals(system.connector())) {
            beginAnew(saved, command.caller(), now);
        }
        if (!saved.correlation().equals(system.correlation())) {
            events.correlated(saved, accounts.correlate(saved, now), Actor.of(command.caller()), now);
        }
        return new Outcome.Revised(saved);
    }

    /** What was found of the connector was found under other settings. */
    private void beginAnew(TargetSystem system, Caller by, Instant now) {
        ConnectorCondition before = conditions.lock(system.id());
        if (before instanceof ConnectorCondition.Quarantined quarantined) {
            events.quarantineLifted(system, quarantined, "its configuration was revised", by, now);
        }
        conditions.save(system.id(), ConnectorCondition.Working.WELL);
    }

    /**
     * What to say of which system.
     *
     * @param version the version the caller looked at
     */
    public record Command(Caller caller, SystemId id, long version, SystemDescription description) {}

    /** The system, or why not. */
    public sealed interface Outcome {
        /** Revised. */
        record Revised(TargetSystem system) implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** Somebody changed it since; this is how it is now. */
        record Stale(TargetSystem current) implements Outcome {}

        /** Another system has this name. */
        record NameTaken(String name) implements Outcome {}

        /** What is to master its accounts is no other system in the inventory. */
        record UnknownMaster(SystemId master) implements Outcome {}

        /** The connector cannot work with these settings. */
        record BadSettings(List<Connectors.SettingProblem> problems) implements Outcome {}

        /** Connector and correlation change in observe only. */
        record NotWhilePromoted(SystemMode mode) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
