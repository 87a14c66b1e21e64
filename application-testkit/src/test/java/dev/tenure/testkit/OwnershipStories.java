package dev.tenure.testkit;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.ownership.FlagHandOvers;
import dev.tenure.application.ownership.HandOverOwnership;
import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.domain.ownership.HandOverId;
import dev.tenure.testkit.sample.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A story for every outcome of the use cases about what leavers owned. */
final class OwnershipStories {

    private static final String ADA = "1001";
    private static final String BEN = "1002";
    private static final HandOverId NO_HAND_OVER = new HandOverId(new UUID(0, 7));
    private static final IdentityId NO_PERSON = new IdentityId(new UUID(0, 8));
    private static final String REASON = "Runs it from now on";

    private final Map<Class<?>, Function<Company, ?>> stories = new LinkedHashMap<>();

    private OwnershipStories() {
        look();
        handOver();
    }

    static Map<Class<?>, Function<Company, ?>> all() {
        return new OwnershipStories().stories;
    }

    private <T> void ends(Class<T> outcome, Function<Company, ?> story) {
        if (stories.put(outcome, story) != null) {
            throw new IllegalStateException("outcome: has two stories");
        }
    }

    private void look() {
        ends(FlagHandOvers.Outcome.Flagged.class, c -> c.world.flagHandOvers.handle(new FlagHandOvers.Command()));
        ends(ListHandOvers.Outcome.Listed.class, c -> list(c, Company.AUDITOR));
        ends(ListHandOvers.Outcome.NotAllowed.class, c -> list(c, Company.NOBODY));
    }

    private void handOver() {
        ends(HandOverOwnership.Outcome.HandedOver.class, c -> handOver(c, Company.OPERATOR, due(c), ben(c), REASON));
        ends(
                HandOverOwnership.Outcome.Unknown.class,
                c -> handOver(c, Company.OPERATOR, NO_HAND_OVER, NO_PERSON, REASON));
        ends(HandOverOwnership.Outcome.NotDue.class, c -> {
            HandOverId id = due(c);
            handOver(c, Company.OPERATOR, id, ben(c), REASON);
            c.worker("1003", "Cleo").takeOver();
            return handOver(c, Company.OPERATOR, id, c.person("1003").id(), REASON);
        });
        ends(
                HandOverOwnership.Outcome.CallerIsLeaver.class,
                c -> handOver(c, Samples.caller(ADA, Role.ADMINISTRATOR), due(c), ben(c), REASON));
        ends(
                HandOverOwnership.Outcome.SuccessorIsLeaver.class,
                c -> handOver(c, Company.OPERATOR, due(c), c.person(ADA).id(), REASON));
        ends(
                HandOverOwnership.Outcome.SuccessorNotHere.class,
                c -> handOver(c, Company.OPERATOR, due(c), NO_PERSON, REASON));
        ends(HandOverOwnership.Outcome.SuccessorIsEngaged.class, c -> {
            PeopleStories.approved(c);
            IdentityId cy = c.world.ports.transactions().call(now -> c.world
                    .ports
                    .identities()
                    .list(
                            new Identities.Filter(Optional.of("cy@vendor.example"), Optional.empty()),
                            PageRequest.first())
                    .items()
                    .getFirst()
                    .id());
            return handOver(c, Company.OPERATOR, leaving(c), cy, REASON);
        });
        ends(
                HandOverOwnership.Outcome.BadOwner.class,
                c -> c.world.handOverOwnership.handle(
                        new HandOverOwnership.Command(Company.OPERATOR, due(c), ben(c), Optional.of(" "), REASON)));
        ends(HandOverOwnership.Outcome.BadReason.class, c -> handOver(c, Company.OPERATOR, due(c), ben(c), " "));
        ends(HandOverOwnership.Outcome.NotAllowed.class, c -> handOver(c, Company.AUDITOR, due(c), ben(c), REASON));
    }

    /** A system's owner has left, and Ben is there. */
    private static HandOverId due(Company company) {
        company.save(Samples.system("Directory", new SystemMode.Observe()).ownedBy(ADA));
        company.worker(BEN, "Ben");
        return leaving(company);
    }

    private static HandOverId leaving(Company company) {
        company.worker(ADA, "Ada").lastDay(ADA, "2026-03-01").takeOver();
        LeaverCaseId leaverCase = company.findCase(ADA).orElseThrow().opening().id();
        List<HandOver> due = company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.handOvers().of(leaverCase));
        return due.getFirst().facts().id();
    }

    private static IdentityId ben(Company company) {
        return company.person(BEN).id();
    }

    private static Object list(Company company, Caller by) {
        HandOvers.Filter all = new HandOvers.Filter(
                Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), Set.of());
        return company.world.listHandOvers.handle(new ListHandOvers.Command(by, all, PageRequest.first()));
    }

    private static Object handOver(Company company, Caller by, HandOverId id, IdentityId successor, String reason) {
        return company.world.handOverOwnership.handle(
                new HandOverOwnership.Command(by, id, successor, Optional.empty(), reason));
    }
}
