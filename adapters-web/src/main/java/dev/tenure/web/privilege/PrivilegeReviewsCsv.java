package dev.tenure.web.privilege;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.privilege.ListPrivilegeReviews;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.web.page.CsvCell;
import dev.tenure.web.page.CsvFile;
import java.util.Optional;
import java.util.function.Function;

/** Reviews as a file for a spreadsheet, as the list has them. */
final class PrivilegeReviewsCsv {

    private static final String HEAD = "account,account id,system id,seen,reason,by,authority,at";

    private PrivilegeReviewsCsv() {}

    /** The file, part after part from the first on. */
    static CsvFile<PrivilegeReview> file(
            ListPrivilegeReviews.Outcome.Listed first, Function<PageRequest, ListPrivilegeReviews.Outcome> parts) {
        return new CsvFile<>(
                HEAD,
                first.reviews(),
                page -> Optional.of(parts.apply(page))
                        .filter(ListPrivilegeReviews.Outcome.Listed.class::isInstance)
                        .map(outcome -> ((ListPrivilegeReviews.Outcome.Listed) outcome).reviews()),
                PrivilegeReviewsCsv::row);
    }

    private static String row(PrivilegeReview review) {
        return CsvCell.row(
                review.name(),
                review.account().value().toString(),
                review.system().value().toString(),
                PrivilegeReviewsView.seen(review.seen()),
                review.reason(),
                review.by(),
                PrivilegeReviewsView.words(review.authority()),
                review.at().toString());
    }
}
