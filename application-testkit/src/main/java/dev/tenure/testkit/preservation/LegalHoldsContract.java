package dev.tenure.testkit.preservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.preservation.LegalHolds;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.preservation.LegalHoldId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link LegalHolds} promises. */
public interface LegalHoldsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<LegalHolds, T> work) {
        return ports().transactions().call(now -> work.apply(ports().legalHolds()));
    }

    private static LegalHold.InForce placed(IdentityId identity, Instant at) {
        return new LegalHold.Order(new LegalHoldId(UUID.randomUUID()), identity, "A matter", "first", at).begin();
    }

    private static IdentityId anybody() {
        return new IdentityId(UUID.randomUUID());
    }

    private <T extends LegalHold> T saved(T hold, Class<T> type) {
        return with(holds -> {
            holds.save(hold);
            return type.cast(holds.find(hold.order().id()).orElseThrow());
        });
    }

    private LegalHold.InForce saved(LegalHold.InForce hold) {
        return saved(hold, LegalHold.InForce.class);
    }

    @Test
    default void everyStateOfALegalHoldComesBackAsItWas() {
        LegalHold.InForce begun = placed(anybody(), Samples.MONDAY);
        Instant later = Samples.MONDAY.plusSeconds(5);
        LegalHold.InForce inForce = saved(begun);
        assertEquals(new LegalHold.InForce(begun.order(), 1), inForce);
        LegalHold.Lifting lifting = saved(inForce.propose("Closed", "first", later), LegalHold.Lifting.class);
        LegalHold.Proposal proposal = new LegalHold.Proposal("Closed", "first", later);
        assertEquals(new LegalHold.Lifting(begun.order(), proposal, 2), lifting);
        LegalHold.InForce again = saved(lifting.decline());
        assertEquals(new LegalHold.InForce(begun.order(), 3), again);
        LegalHold.Lifting once = saved(again.propose("Closed", "first", later), LegalHold.Lifting.class);
        assertEquals(
                new LegalHold.Lifted(begun.order(), proposal, "second", later, 5),
                saved(once.confirm("second", later), LegalHold.Lifted.class));
    }

    @Test
    default void onOnePersonSeveralMayStandAndEachUntilItIsLifted() {
        IdentityId ada = anybody();
        LegalHold.InForce young = saved(placed(ada, Samples.MONDAY.plusSeconds(1)));
        LegalHold.InForce old = saved(placed(ada, Samples.MONDAY));
        saved(placed(anybody(), Samples.MONDAY));
        assertEquals(List.of(old, young), with(holds -> holds.standing(ada)));
        LegalHold.Lifting lifting = saved(old.propose("Closed", "first", Samples.MONDAY), LegalHold.Lifting.class);
        assertEquals(List.of(lifting, young), with(holds -> holds.standing(ada)));
        saved(lifting.confirm("second", Samples.MONDAY), LegalHold.Lifted.class);
        assertEquals(List.of(young), with(holds -> holds.standing(ada)));
        assertEquals(List.of(), with(holds -> holds.standing(anybody())));
    }

    @Test
    default void aStaleLegalHoldIsRefused() {
        LegalHold.InForce inForce = saved(placed(anybody(), Samples.MONDAY));
        saved(inForce.propose("Closed", "first", Samples.MONDAY), LegalHold.Lifting.class);
        Refusal.of(ports(), () -> ports().legalHolds().save(inForce.propose("Closed", "another", Samples.MONDAY)));
    }

    @Test
    default void legalHoldsAreListedNewestFirstAndPagesLeaveNothingOut() {
        Instant at = Instant.parse("2900-01-01T00:00:00Z");
        List<LegalHold> wanted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            wanted.addFirst(saved(placed(anybody(), at.plusSeconds(i))));
        }
        List<LegalHold> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        while (seen.size() < wanted.size()) {
            PageRequest page = new PageRequest(2, after);
            Slice<LegalHold> slice = with(holds -> holds.list(Optional.of("in-force"), page));
            seen.addAll(slice.items());
            after = slice.next();
        }
        assertEquals(wanted, seen.subList(0, wanted.size()));
        LegalHold.InForce first = (LegalHold.InForce) wanted.getFirst();
        LegalHold lifting = saved(first.propose("Closed", "first", at), LegalHold.Lifting.class);
        PageRequest one = new PageRequest(1, Optional.empty());
        assertEquals(
                List.of(lifting),
                with(holds -> holds.list(Optional.of("lifting"), one)).items());
        assertEquals(
                List.of(lifting),
                with(holds -> holds.list(Optional.empty(), one)).items());
    }

    @Test
    default void nothingOfLegalHoldsIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().legalHolds().standing(anybody()));
    }
}
