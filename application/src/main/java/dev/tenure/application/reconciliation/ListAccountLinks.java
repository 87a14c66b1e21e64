package dev.tenure.application.reconciliation;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reconciliation.AccountLink;
import dev.tenure.domain.reconciliation.LinkedAccount;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody looks at how accounts came to their identities, and at those for which a person has to say whose they are (IDN-4). */
public final class ListAccountLinks {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final Identities identities;
    private final AccountLinks links;

    public ListAccountLinks(Transactions transactions, Identities identities, AccountLinks links) {
        this.transactions = transactions;
        this.identities = identities;
        this.links = links;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> {
            Slice<LinkedAccount> page = links.list(command.filter(), command.page());
            return new Outcome.Listed(
                    page,
                    identities.names(page.items().stream()
                            .flatMap(ListAccountLinks::named)
                            .collect(Collectors.toSet())));
        });
    }

    private static Stream<IdentityId> named(LinkedAccount linked) {
        return linked.link() instanceof AccountLink.Suggested suggested
                ? Stream.of(suggested.identity())
                : linked.account().identity().stream();
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, AccountLinks.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /**
         * A page of accounts.
         *
         * @param names what those are called whose they are, or are suggested to be
         */
        record Listed(Slice<LinkedAccount> accounts, Map<IdentityId, String> names) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
