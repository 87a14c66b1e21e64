package dev.tenure.web.privilege;

import dev.tenure.application.privilege.ListPrivilegeReviews;
import dev.tenure.application.privilege.ShowPrivilegedAccount;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.domain.reconciliation.ReviewAuthority;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out the pages about who looked at privileged accounts. */
final class PrivilegeReviewsView {

    private PrivilegeReviewsView() {}

    static String href(AccountId account) {
        return PrivilegedAccountResource.ADDRESS + "/" + account.value();
    }

    static PrivilegeReviewsPage page(ListPrivilegeReviews.Outcome.Listed listed, PrivilegeReviewsQuery query) {
        return new PrivilegeReviewsPage(
                query.search(),
                listed.reviews().items().stream()
                        .map(PrivilegeReviewsView::line)
                        .toList(),
                query.csvHref(),
                listed.reviews().next().map(query::hrefAfter).orElse(null));
    }

    /** One account, with what was written into its form. */
    static PrivilegedAccountPage page(
            ShowPrivilegedAccount.Outcome.Shown shown, Caller caller, String reason, boolean reasonWrong) {
        Account account = shown.account();
        boolean seesSystems = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);
        boolean seesPeople = seesSystems || caller.hasAny(Role.CONFIDENTIAL_HR);
        return new PrivilegedAccountPage(
                href(account.id()),
                account.name(),
                account.nativeId(),
                shown.system(),
                seesSystems ? "/ui/systems/" + account.system().value() : null,
                account.identity()
                        .filter(id -> seesPeople)
                        .map(id -> "/ui/people/" + id.value())
                        .orElse(null),
                account.enabled(),
                shown.picture().isPresent(),
                shown.picture().filter(PrivilegePicture::marked).isPresent(),
                shown.picture().stream()
                        .flatMap(picture -> picture.held().stream())
                        .map(held -> new PrivilegedAccountPage.Held(
                                held.name(),
                                held.nativeId(),
                                held.as().map(Words::of).orElse("")))
                        .toList(),
                shown.reviews().items().stream().map(PrivilegeReviewsView::line).toList(),
                shown.reviews()
                        .next()
                        .map(key -> Query.address(href(account.id()), "after", key))
                        .orElse(null),
                form(shown, reason, reasonWrong),
                shown.own());
    }

    private static PrivilegedAccountPage.@Nullable Form form(
            ShowPrivilegedAccount.Outcome.Shown shown, String reason, boolean reasonWrong) {
        return shown.authority()
                .flatMap(authority -> shown.picture()
                        .map(picture ->
                                new PrivilegedAccountPage.Form(print(picture), words(authority), reason, reasonWrong)))
                .orElse(null);
    }

    private static ReviewLine line(PrivilegeReview review) {
        return new ReviewLine(
                review.name(),
                href(review.account()),
                Moment.of(review.at()),
                review.by(),
                words(review.authority()),
                seen(review.seen()),
                review.reason());
    }

    /** What was looked at, in words. */
    static String seen(PrivilegePicture picture) {
        return Stream.concat(
                        picture.held().stream().map(PrivilegePicture.Held::name),
                        Stream.of("marked").filter(word -> picture.marked()))
                .collect(Collectors.joining(", "));
    }

    /** What lets somebody, in words. */
    static String words(ReviewAuthority authority) {
        return switch (authority) {
            case SYSTEM_OWNER -> "owner of the system";
            case MANAGER -> "manager";
            case ADMINISTRATOR -> "administrator";
        };
    }

    /** The same for the same entitlements, and short however many they are: a form holds no list. */
    static String print(PrivilegePicture picture) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<String> ids = picture.held().stream()
                    .map(PrivilegePicture.Held::nativeId)
                    .sorted()
                    .toList();
            for (String id : ids) {
                digest.update((id.length() + ":" + id).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
