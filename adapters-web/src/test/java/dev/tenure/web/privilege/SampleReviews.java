package dev.tenure.web.privilege;

import dev.tenure.application.paging.Slice;
import dev.tenure.application.privilege.ListPrivilegeReviews;
import dev.tenure.application.privilege.ShowPrivilegedAccount;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.domain.reconciliation.PrivilegedSpan;
import dev.tenure.domain.reconciliation.ReviewAuthority;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reviews of a fictional company and the pages made of them. */
public final class SampleReviews {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");

    private static final PrivilegePicture PICTURE = new PrivilegePicture(
            List.of(
                    new PrivilegePicture.Held(
                            SampleLeavers.HOSTILE, SampleLeavers.HOSTILE, Optional.of(EntitlementClass.SECRETS)),
                    new PrivilegePicture.Held("Payments", "Payments", Optional.empty())),
            true);

    private SampleReviews() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put(
                "privilege-reviews",
                PrivilegeReviewsView.page(
                        listed(review(1), review(2), review(3)),
                        PrivilegeReviewsQuery.of(
                                SampleLeavers.HOSTILE,
                                SampleLeavers.HOSTILE,
                                new UUID(3, 1).toString(),
                                "2026-01-01",
                                "2026-04-01",
                                null)));
        pages.put(
                "privilege-reviews-none",
                PrivilegeReviewsView.page(listed(), PrivilegeReviewsQuery.of(null, null, null, "no day", null, null)));
        Optional<PrivilegePicture> held = Optional.of(PICTURE);
        Optional<PrivilegePicture> marked = Optional.of(new PrivilegePicture(List.of(), true));
        pages.put("privileged-account", page(Role.ADMINISTRATOR, held, Optional.of(ReviewAuthority.SYSTEM_OWNER), ""));
        pages.put(
                "privileged-account-wrong",
                page(Role.APPROVER, held, Optional.of(ReviewAuthority.MANAGER), SampleLeavers.HOSTILE));
        pages.put("privileged-account-marked", page(Role.OPERATOR, marked, Optional.empty(), ""));
        pages.put("privileged-account-plain", page(Role.AUDITOR, Optional.empty(), Optional.empty(), ""));
        return pages;
    }

    /** Who looked at these last; nobody at the last of them. */
    public static Map<AccountId, PrivilegeReview> last(List<PrivilegedSpan> spans) {
        return spans.stream()
                .limit(Math.max(0, spans.size() - 1))
                .collect(Collectors.toMap(PrivilegedSpan::account, span -> review(1)));
    }

    static ListPrivilegeReviews.Outcome.Listed listed(PrivilegeReview... reviews) {
        return new ListPrivilegeReviews.Outcome.Listed(new Slice<>(
                Arrays.asList(reviews), reviews.length == 0 ? Optional.empty() : Optional.of("key & more")));
    }

    static PrivilegeReview review(int number) {
        return new PrivilegeReview(
                new UUID(61, number),
                new SystemId(new UUID(3, 1)),
                new AccountId(new UUID(4, number)),
                SampleLeavers.HOSTILE,
                Optional.of(new IdentityId(new UUID(12, number))),
                PICTURE,
                SampleLeavers.HOSTILE,
                SampleLeavers.HOSTILE,
                List.of(ReviewAuthority.SYSTEM_OWNER, ReviewAuthority.MANAGER, ReviewAuthority.ADMINISTRATOR)
                        .get(number - 1),
                NOW);
    }

    private static Page page(
            Role role, Optional<PrivilegePicture> picture, Optional<ReviewAuthority> authority, String reason) {
        Slice<PrivilegeReview> reviews = picture.isPresent()
                ? new Slice<>(List.of(review(1)), Optional.of("key & more"))
                : new Slice<>(List.of(), Optional.empty());
        return PrivilegeReviewsView.page(
                new ShowPrivilegedAccount.Outcome.Shown(
                        new Account(
                                new AccountId(new UUID(4, 1)),
                                new SystemId(new UUID(3, 1)),
                                "native",
                                SampleLeavers.HOSTILE,
                                picture.isPresent(),
                                Optional.of(new IdentityId(new UUID(12, 1))),
                                Optional.empty(),
                                List.of(),
                                picture.isPresent(),
                                NOW,
                                NOW,
                                1),
                        SampleLeavers.HOSTILE,
                        picture,
                        reviews,
                        authority,
                        authority.isEmpty() && picture.isPresent()),
                new Caller("ada.sample", "Ada Sample", Set.of(role)),
                reason,
                !reason.isEmpty());
    }
}
