package dev.tenure.testkit.paging;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a list to its end. The first page shows what is looked for only as long as nothing else fills it: other tests share the
 * database.
 */
public final class WholeList {

    private WholeList() {}

    /**
     * Everything in the list, in its order.
     *
     * @param limit how long a page is
     * @param list gives a page
     */
    public static <T> List<T> of(int limit, Function<PageRequest, Slice<T>> list) {
        List<T> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Slice<T> slice = list.apply(new PageRequest(limit, after));
            all.addAll(slice.items());
            after = slice.next();
        } while (after.isPresent());
        return all;
    }
}
