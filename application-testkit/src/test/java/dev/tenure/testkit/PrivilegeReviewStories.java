package dev.tenure.testkit;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.privilege.ListPrivilegeReviews;
import dev.tenure.application.privilege.PrivilegeReviews;
import dev.tenure.application.privilege.ReviewPrivilege;
import dev.tenure.application.privilege.ShowPrivilegedAccount;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.sample.Samples;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A story for each outcome of the use cases about reviews of privileged access. */
final class PrivilegeReviewStories {

    private static final String ADA = "1001";
    private static final AccountId NOBODY_HAS_THIS = new AccountId(new UUID(0, 7));
    private static final String WHY = "she runs the directory";
    private static final Set<String> HELD = Set.of("Administrators");

    private PrivilegeReviewStories() {}

    static Map<Class<?>, Function<Company, ?>> all() {
        Map<Class<?>, Function<Company, ?>> stories = new LinkedHashMap<>();
        stories.put(ReviewPrivilege.Outcome.Reviewed.class, c -> review(c, Company.ADMIN, ada(c), HELD, WHY));
        stories.put(
                ReviewPrivilege.Outcome.Unknown.class, c -> review(c, Company.OPERATOR, NOBODY_HAS_THIS, HELD, WHY));
        stories.put(ReviewPrivilege.Outcome.NotPrivileged.class, c -> review(c, Company.ADMIN, plain(c), HELD, WHY));
        stories.put(ReviewPrivilege.Outcome.OwnAccount.class, c -> {
            AccountId ada = ada(c);
            return review(c, Samples.caller("ADA@sample.example", Role.ADMINISTRATOR), ada, HELD, WHY);
        });
        stories.put(ReviewPrivilege.Outcome.PictureChanged.class, c -> review(c, Company.ADMIN, ada(c), Set.of(), WHY));
        stories.put(ReviewPrivilege.Outcome.BadReason.class, c -> review(c, Company.ADMIN, ada(c), HELD, " "));
        stories.put(
                ReviewPrivilege.Outcome.TooMany.class,
                c -> review(
                        c,
                        Company.ADMIN,
                        ada(c),
                        IntStream.rangeClosed(0, ReviewPrivilege.MOST_SEEN)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.toSet()),
                        WHY));
        stories.put(ReviewPrivilege.Outcome.NotAllowed.class, c -> review(c, Company.OPERATOR, ada(c), HELD, WHY));
        stories.put(ListPrivilegeReviews.Outcome.Listed.class, c -> list(c, Company.AUDITOR));
        stories.put(ListPrivilegeReviews.Outcome.NotAllowed.class, c -> list(c, Company.CONFIDENTIAL_HR));
        stories.put(ShowPrivilegedAccount.Outcome.Shown.class, c -> show(c, Company.AUDITOR, ada(c)));
        stories.put(ShowPrivilegedAccount.Outcome.Unknown.class, c -> show(c, Company.AUDITOR, NOBODY_HAS_THIS));
        stories.put(ShowPrivilegedAccount.Outcome.NotAllowed.class, c -> show(c, Company.CONFIDENTIAL_HR, ada(c)));
        return stories;
    }

    private static AccountId ada(Company company) {
        return account(company, "ada");
    }

    private static AccountId plain(Company company) {
        return account(company, "plain");
    }

    private static AccountId account(Company company, String nativeId) {
        TargetSystem directory = company.system("Directory", new SystemMode.Observe());
        company.worker(ADA, "Ada").takeOver();
        company.target(directory)
                .account("ada", Samples.employee(ADA), "Administrators")
                .account("plain", Map.of());
        company.read(directory);
        return company.account(directory, nativeId).id();
    }

    private static Object review(Company company, Caller by, AccountId account, Set<String> seen, String reason) {
        return company.world.reviewPrivilege.handle(new ReviewPrivilege.Command(by, account, seen, reason));
    }

    private static Object list(Company company, Caller by) {
        return company.world.listPrivilegeReviews.handle(
                new ListPrivilegeReviews.Command(by, PrivilegeReviews.Filter.of(ada(company)), PageRequest.first()));
    }

    private static Object show(Company company, Caller by, AccountId account) {
        return company.world.showPrivilegedAccount.handle(
                new ShowPrivilegedAccount.Command(by, account, PageRequest.first()));
    }
}
