package dev.tenure.testkit.privilege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.privilege.PrivilegeReviews;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.domain.reconciliation.ReviewAuthority;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link PrivilegeReviews} promises. */
public interface PrivilegeReviewsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<PrivilegeReviews, T> work) {
        return ports().transactions().call(now -> work.apply(ports().privilegeReviews()));
    }

    private PrivilegeReview added(SystemId system, AccountId account, String name, String by, Instant at) {
        PrivilegeReview review = new PrivilegeReview(
                UUID.randomUUID(),
                system,
                account,
                name,
                Optional.empty(),
                new PrivilegePicture(List.of(), true),
                "still needed",
                by,
                ReviewAuthority.ADMINISTRATOR,
                at);
        return added(review);
    }

    private PrivilegeReview added(PrivilegeReview review) {
        return with(reviews -> {
            reviews.add(review);
            return review;
        });
    }

    private static AccountId account() {
        return new AccountId(UUID.randomUUID());
    }

    private static SystemId system() {
        return new SystemId(UUID.randomUUID());
    }

    @Test
    default void aReviewComesBackAsItWasWritten() {
        for (ReviewAuthority authority : ReviewAuthority.values()) {
            AccountId account = account();
            PrivilegeReview review = added(new PrivilegeReview(
                    UUID.randomUUID(),
                    system(),
                    account,
                    "nora \"n\"",
                    Optional.of(new IdentityId(UUID.randomUUID())),
                    new PrivilegePicture(
                            List.of(
                                    new PrivilegePicture.Held(
                                            "cn=a\\\"b,dc=x", "Ädmins", Optional.of(EntitlementClass.SECRETS)),
                                    new PrivilegePicture.Held("Payments", "Payments", Optional.empty())),
                            false),
                    "she keeps the \"keys\"",
                    "Grace",
                    authority,
                    Samples.MONDAY));
            assertEquals(
                    review,
                    with(reviews -> reviews.list(PrivilegeReviews.Filter.of(account), PageRequest.first()))
                            .items()
                            .getFirst());
            assertThrows(RuntimeException.class, () -> added(review), "nothing is written twice");
        }
    }

    @Test
    default void theLastReviewOfEachAccountIsThatOfTheMomentAtTheLatest() {
        SystemId system = system();
        AccountId one = account();
        AccountId two = account();
        AccountId never = account();
        Instant first = Samples.MONDAY;
        Instant second = first.plusSeconds(10);
        PrivilegeReview newer = added(system, one, "one", "grace", second);
        PrivilegeReview older = added(system, one, "one", "ada", first);
        PrivilegeReview other = added(system, two, "two", "ada", second);
        List<AccountId> wanted = List.of(one, two, never, one);
        assertEquals(Map.of(one, newer, two, other), with(reviews -> reviews.last(wanted, second)));
        assertEquals(Map.of(one, older), with(reviews -> reviews.last(wanted, second.minusMillis(1))));
        assertEquals(Map.of(), with(reviews -> reviews.last(wanted, first.minusMillis(1))));
        assertEquals(Map.of(), with(reviews -> reviews.last(List.of(), second)));
    }

    @Test
    default void reviewsAreListedNewestFirstAndEveryFilterLeavesOutTheOthers() {
        SystemId system = system();
        AccountId account = account();
        Instant at = Samples.MONDAY;
        PrivilegeReview first = added(system, account, "Nora_Admin", "grace", at);
        PrivilegeReview second = added(system, account(), "root", "ada", at.plusSeconds(1));
        PrivilegeReview third = added(system, account, "Nora_Admin", "ada", at.plusSeconds(2));
        PrivilegeReview same = added(system, account(), "root", "Ada", at.plusSeconds(2));
        added(system(), account, "Nora_Admin", "ada", at.plusSeconds(3));
        List<PrivilegeReview> lastTwo =
                third.id().toString().compareTo(same.id().toString()) > 0 ? List.of(third, same) : List.of(same, third);
        assertEquals(
                List.of(lastTwo.getFirst(), lastTwo.getLast(), second, first),
                listed(filter(system, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
        assertEquals(
                List.of(third, second),
                listed(filter(system, Optional.of("ada"), Optional.empty(), Optional.empty(), Optional.empty())));
        assertEquals(
                List.of(second),
                listed(filter(
                        system,
                        Optional.empty(),
                        Optional.of(at.plusSeconds(1)),
                        Optional.of(at.plusSeconds(2)),
                        Optional.empty())));
        assertEquals(
                List.of(third, first),
                listed(filter(system, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("nORA_a"))));
        assertEquals(3, listed(PrivilegeReviews.Filter.of(account)).size());
    }

    private List<PrivilegeReview> listed(PrivilegeReviews.Filter filter) {
        return WholeList.of(1, page -> with(reviews -> reviews.list(filter, page)));
    }

    private static PrivilegeReviews.Filter filter(
            SystemId system, Optional<String> by, Optional<Instant> from, Optional<Instant> to, Optional<String> text) {
        return new PrivilegeReviews.Filter(Optional.of(system), Optional.empty(), by, from, to, text);
    }

    @Test
    default void nothingOfReviewsIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().privilegeReviews().last(List.of(account()), Samples.MONDAY));
    }
}
