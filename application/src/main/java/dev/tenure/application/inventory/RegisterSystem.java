package dev.tenure.application.inventory;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An administrator brings a system under governance. It begins by being observed, whatever its owner is eager for: nothing
 * is changed on it until two people have looked at a complete read and promoted it (ONB-1).
 */
public final class RegisterSystem {

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final TargetSystems systems;
    private final Connectors connectors;
    private final InventoryEvents events;

    public RegisterSystem(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            TargetSystems systems,
            Connectors connectors,
            InventoryEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.systems = systems;
        this.connectors = connectors;
        this.events = events;
    }

    /** Registers the system once, however often the request is repeated. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.ADMINISTRATOR)) {
            return new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR));
        }
        List<Connectors.SettingProblem> problems =
                connectors.problems(command.description().connector());
        if (!problems.isEmpty()) {
            return new Outcome.BadSettings(problems);
        }
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> register(command, new SystemId(id), now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        systems.find(new SystemId(repeated.created()))
                                .<Outcome>map(Outcome.Registered::new)
                                .orElseGet(() -> register(command, new SystemId(repeated.created()), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome register(Command command, SystemId id, Instant now) {
        SystemDescription described = command.description();
        if (systems.findByName(described.name()).isPresent()) {
            return new Outcome.NameTaken(described.name());
        }
        Optional<SystemId> unknown = described.unknownMaster(Optional.of(id), systems);
        if (unknown.isPresent()) {
            return new Outcome.UnknownMaster(unknown.get());
        }
        TargetSystem system = new TargetSystem(
                id,
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
                new SystemMode.Observe(),
                now,
                now,
                Optional.empty(),
                described.mastery(),
                described.signInPolicy(),
                described.privilegedReviewDays(),
                0);
        systems.save(system);
        events.registered(system, command.caller(), now);
        return new Outcome.Registered(system);
    }

    /** What to register, for whom. */
    public record Command(Caller caller, RequestKey requestKey, SystemDescription description) {}

    /** The system, or why not. */
    public sealed interface Outcome {
        /** Registered now, or by the same request before. */
        record Registered(TargetSystem system) implements Outcome {}

        /** Another system has this name. */
        record NameTaken(String name) implements Outcome {}

        /** What is to master its accounts is no other system in the inventory. */
        record UnknownMaster(SystemId master) implements Outcome {}

        /** The connector cannot work with these settings. */
        record BadSettings(List<Connectors.SettingProblem> problems) implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
