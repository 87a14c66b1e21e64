package dev.tenure.web.privilege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tenure.application.paging.Slice;
import dev.tenure.application.privilege.ListPrivilegeReviews;
import dev.tenure.application.privilege.PrivilegeReviews;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.web.page.Written;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages of reviews make of addresses, files and forms. */
class PrivilegeReviewsTest {

    @Test
    void everyPageIsInTheFile() throws IOException {
        String text = Written.text(PrivilegeReviewsCsv.file(
                SampleReviews.listed(SampleReviews.review(1)),
                page -> new ListPrivilegeReviews.Outcome.Listed(
                        new Slice<>(List.of(SampleReviews.review(2)), Optional.empty()))));
        List<String> lines = text.lines().toList();
        assertEquals(3, lines.size());
        assertEquals("account,account id,system id,seen,reason,by,authority,at", lines.getFirst());
    }

    @Test
    void aDayIsItsBeginningInUtcAndWhatIsNoDayIsLeftOut() {
        PrivilegeReviews.Filter filter = PrivilegeReviewsQuery.of(
                        " nora ", "ada", "no id", "2026-03-01", "2026-13-01", null)
                .filter();
        assertEquals(Optional.of(Instant.parse("2026-03-01T00:00:00Z")), filter.from());
        assertEquals(Optional.empty(), filter.to());
        assertEquals(Optional.empty(), filter.system());
        assertEquals(Optional.of("ada"), filter.by());
        assertEquals(Optional.of("nora"), filter.text());
    }

    @Test
    void aFormTellsTheSameEntitlementsAndNoOthers() {
        String both = print("a", "bc");
        assertEquals(both, print("bc", "a"));
        assertNotEquals(both, print("ab", "c"));
        assertNotEquals(both, print("a"));
        assertNotEquals(print("a"), print());
    }

    private static String print(String... ids) {
        return PrivilegeReviewsView.print(new PrivilegePicture(
                Stream.of(ids)
                        .map(id -> new PrivilegePicture.Held(id, "any name", Optional.of(EntitlementClass.SECRETS)))
                        .toList(),
                false));
    }
}
