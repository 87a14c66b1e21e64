package dev.tenure.testkit.paging;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import java.util.List;
import java.util.function.Function;

/** Cuts pages out of a list in its order. */
public final class InMemoryPages {

    private InMemoryPages() {}

    /**
     * The page that is asked for.
     *
     * @param key names an item; unique in the list
     * @throws IllegalArgumentException where what the page comes after is in no list
     */
    public static <T> Slice<T> page(List<T> all, PageRequest page, Function<T, String> key) {
        int from = page.after().map(after -> behind(all, after, key)).orElse(0);
        List<T> rest = all.subList(from, Math.min(all.size(), from + page.limit() + 1));
        return Slice.ofOneMore(rest, page.limit(), key);
    }

    private static <T> int behind(List<T> all, String after, Function<T, String> key) {
        for (int i = 0; i < all.size(); i++) {
            if (key.apply(all.get(i)).equals(after)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("after: is no key of this list: take the one that the last page gave");
    }
}
