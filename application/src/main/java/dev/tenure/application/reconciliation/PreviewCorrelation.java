package dev.tenure.application.reconciliation;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.CorrelationPreview;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Before somebody gives a system other rules, they look at what those would make of the accounts of today (IDN-4). Nothing changes,
 * and the target is not asked: what the last read told is enough.
 */
public final class PreviewCorrelation {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private static final int EXAMPLES = 10;

    private final Transactions transactions;
    private final Identities identities;
    private final TargetSystems systems;
    private final AccountLinks links;

    public PreviewCorrelation(
            Transactions transactions, Identities identities, TargetSystems systems, AccountLinks links) {
        this.transactions = transactions;
        this.identities = identities;
        this.systems = systems;
        this.links = links;
    }

    /** Works it out. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> systems.find(command.system())
                .map(system -> preview(system, command.rules()))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome preview(TargetSystem system, Correlation rules) {
        CorrelationPreview preview = links.preview(system.id(), rules, EXAMPLES);
        return new Outcome.Previewed(
                system,
                preview,
                identities.names(preview.examples().stream()
                        .flatMap(example -> Stream.concat(example.before().stream(), example.after().stream()))
                        .collect(Collectors.toSet())));
    }

    /** Which rules, for which system. */
    public record Command(Caller caller, SystemId system, Correlation rules) {}

    /** What would happen, or why not. */
    public sealed interface Outcome {
        /**
         * What would happen.
         *
         * @param names what the people in the examples are called
         */
        record Previewed(TargetSystem system, CorrelationPreview preview, Map<IdentityId, String> names)
                implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
