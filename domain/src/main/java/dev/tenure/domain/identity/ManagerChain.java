package dev.tenure.domain.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The people above somebody, as far up as they are known. Sources name managers who left, who are not in their file, or who
 * lead each other; none of it keeps the chain from being followed, and where it ends it says why.
 *
 * @param links the people above, the nearest first; nobody twice
 * @param end why there is nobody further up
 */
public record ManagerChain(List<Link> links, End end) {

    /** How far up is followed. No company has so many levels; a chain that goes further ends as {@link End.TooLong}. */
    public static final int LONGEST = 64;

    public ManagerChain {
        links = List.copyOf(links);
    }

    /** Somebody above, and whether they can decide in the person's place. */
    public sealed interface Link {

        /** Who. */
        Identity manager();

        /** Can decide. */
        record CanAct(Identity manager) implements Link {}

        /** Has left, or the hire was taken back. */
        record Out(Identity manager) implements Link {}

        /** The first day is to come. */
        record NotStarted(Identity manager) implements Link {}

        /** On leave. */
        record OnLeave(Identity manager) implements Link {}

        /** A service account or another thing that decides nothing. */
        record NotAPerson(Identity manager) implements Link {}

        /** What somebody above is. */
        static Link of(Identity manager) {
            if (manager.isOut()) {
                return new Out(manager);
            }
            if (manager.profile().kind() == IdentityKind.NON_HUMAN) {
                return new NotAPerson(manager);
            }
            return switch (manager.employment()) {
                case Employment.Out out -> new Out(manager);
                case Employment.Employed employed ->
                    switch (Employment.Meanwhile.of(employed)) {
                        case Employment.Meanwhile.BeforeStart before -> new NotStarted(manager);
                        case Employment.Meanwhile.Working working -> new CanAct(manager);
                        case Employment.Meanwhile.Absent absent -> new OnLeave(manager);
                    };
            };
        }
    }

    /** Why a chain ends. */
    public sealed interface End {

        /** The last one has no manager. */
        record Top() implements End {}

        /** The last one's manager is of an id that the source never told of. */
        record Unknown(WorkerKey manager) implements End {}

        /** The last one is named as their own manager. */
        record SelfManaged() implements End {}

        /** The last one's manager stands in the chain already, or is the person the chain is about. */
        record Cycle(IdentityId again) implements End {}

        /** There are more than {@value #LONGEST} above; the rest was not looked at. */
        record TooLong() implements End {}
    }

    /**
     * Follows the managers up.
     *
     * @param whose whom a source means by an id; empty where it never told of it
     */
    public static ManagerChain of(Identity person, Function<WorkerKey, Optional<Identity>> whose) {
        List<Link> links = new ArrayList<>();
        Set<IdentityId> seen = new HashSet<>();
        seen.add(person.id());
        Identity at = person;
        while (true) {
            Optional<WorkerKey> named = at.ties().manager();
            if (named.isEmpty()) {
                return new ManagerChain(links, new End.Top());
            }
            Optional<Identity> above = whose.apply(named.get());
            if (above.isEmpty()) {
                return new ManagerChain(links, new End.Unknown(named.get()));
            }
            Identity manager = above.get();
            if (manager.id().equals(at.id())) {
                return new ManagerChain(links, new End.SelfManaged());
            }
            if (!seen.add(manager.id())) {
                return new ManagerChain(links, new End.Cycle(manager.id()));
            }
            if (links.size() == LONGEST) {
                return new ManagerChain(links, new End.TooLong());
            }
            links.add(Link.of(manager));
            at = manager;
        }
    }

    /** The nearest one above who can decide; empty where nobody can. */
    public Optional<Identity> deciding() {
        return links.stream()
                .filter(Link.CanAct.class::isInstance)
                .map(Link::manager)
                .findFirst();
    }
}
