package dev.tenure.application.identity;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.AttributeAuthority;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An administrator decides which source is believed about what. What is believed of everybody of whom more than one source
 * tells may change by it, who works and who has left included: all of them are looked at again, a share at a time.
 */
public final class DecideAttributeAuthority {

    private final Transactions transactions;
    private final AttributeAuthorities authorities;
    private final WorkerSources sources;
    private final Reconsiderations reconsiderations;
    private final IdentityEvents events;

    public DecideAttributeAuthority(
            Transactions transactions,
            AttributeAuthorities authorities,
            WorkerSources sources,
            Reconsiderations reconsiderations,
            IdentityEvents events) {
        this.transactions = transactions;
        this.authorities = authorities;
        this.sources = sources;
        this.reconsiderations = reconsiderations;
        this.events = events;
    }

    /** Puts it in force if what is in force still is at the version the caller looked at. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.ADMINISTRATOR)) {
            return new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR));
        }
        AttributeAuthority wanted = command.authority();
        return transactions.call(now -> {
            long version = authorities.current().version();
            if (version != wanted.version()) {
                return new Outcome.Stale(version);
            }
            Set<String> known = sources.all().keySet();
            Optional<String> unknown = Stream.concat(
                            wanted.order().stream(),
                            wanted.exceptions().values().stream().flatMap(named -> named.stream()))
                    .filter(name -> !known.contains(name))
                    .findFirst();
            if (unknown.isPresent()) {
                return new Outcome.UnknownSource(unknown.get());
            }
            authorities.save(wanted, now);
            // Behind the save, which waits for everybody who still works by what was in force before.
            long people = reconsiderations.addAllOfSeveralSources();
            AttributeAuthority decided =
                    new AttributeAuthority(wanted.order(), wanted.exceptions(), wanted.version() + 1);
            events.decided(decided, people, command.caller(), now);
            return new Outcome.Decided(decided, people);
        });
    }

    /** What is to be in force; its version is the one the caller looked at, 0 for the first decision. */
    public record Command(Caller caller, AttributeAuthority authority) {}

    /** The authority, or why not. */
    public sealed interface Outcome {
        /** In force for whatever is said from now on; of so many people it is to be worked out again. */
        record Decided(AttributeAuthority authority, long people) implements Outcome {}

        /** Nothing of this name tells of workers. */
        record UnknownSource(String name) implements Outcome {}

        /** Somebody decided since; it is at this version now. */
        record Stale(long version) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
