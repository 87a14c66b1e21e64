package dev.tenure.application.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.provisioning.Stop;
import java.util.List;
import java.util.Set;

/** Somebody looks at what is stopped now, and at what was. */
public final class ListStops {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final Stops stops;

    public ListStops(Transactions transactions, Stops stops) {
        this.transactions = transactions;
        this.stops = stops;
    }

    /** Reads what is in force, and a page of all. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(stops.inForce(), stops.list(command.page())));
    }

    /** Which page, for whom. */
    public record Command(Caller caller, PageRequest page) {}

    /** The stops, or why not. */
    public sealed interface Outcome {
        /**
         * The stops.
         *
         * @param inForce what is stopped now: that for all first
         * @param stops a page of all, the newest first
         */
        record Listed(List<Stop.InForce> inForce, Slice<Stop> stops) implements Outcome {
            public Listed {
                inForce = List.copyOf(inForce);
            }
        }

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
