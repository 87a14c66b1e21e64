package dev.tenure.application.privilege;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.nonhuman.NonHumanSource;
import dev.tenure.application.reconciliation.OwnAccount;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.ManagerChain;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.ReviewAuthority;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows who may say that privileged access stays, and who may not because it is theirs. It always runs inside a transaction. */
public final class Reviewers {

    private final TargetSystems systems;
    private final Identities identities;
    private final WorkerStatements statements;

    public Reviewers(TargetSystems systems, Identities identities, WorkerStatements statements) {
        this.systems = systems;
        this.identities = identities;
        this.statements = statements;
    }

    /** What lets the caller decide about an account, the first that holds; empty where nothing does. */
    Optional<ReviewAuthority> authority(Caller caller, Account account) {
        if (isOwner(caller, account)) {
            return Optional.of(ReviewAuthority.SYSTEM_OWNER);
        }
        if (isManager(caller, account)) {
            return Optional.of(ReviewAuthority.MANAGER);
        }
        return caller.hasAny(Role.ADMINISTRATOR) ? Optional.of(ReviewAuthority.ADMINISTRATOR) : Optional.empty();
    }

    private boolean isOwner(Caller caller, Account account) {
        return systems.find(account.system())
                .filter(system -> caller.isSamePersonAs(system.owner()))
                .isPresent();
    }

    private boolean isManager(Caller caller, Account account) {
        return account.identity()
                .flatMap(identities::find)
                .map(person ->
                        ManagerChain.of(person, key -> statements.whose(key).flatMap(identities::find)))
                .flatMap(ManagerChain::deciding)
                .filter(manager -> manager.isSubject(caller.subject()))
                .isPresent();
    }

    /** Whether the account is the caller's, or of something that is no person and that the caller answers for, as far as can be told. */
    boolean isTheirs(Caller caller, Account account) {
        Optional<Identity> whose = account.identity().flatMap(identities::find);
        Optional<Identity> answering = whose.flatMap(NonHumanSource::ownerOf).flatMap(identities::find);
        return OwnAccount.is(caller, account, Stream.concat(whose.stream(), answering.stream()));
    }
}
