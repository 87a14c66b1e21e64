package dev.tenure.application.paging;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a list in a stable order.
 *
 * @param items at most as many as were asked for
 * @param next what to pass as {@link PageRequest#after()} for what follows; empty at the end
 */
public record Slice<T>(List<T> items, Optional<String> next) {

    public Slice {
        items = List.copyOf(items);
    }

    /**
     * Makes a slice of a query that asked for one row more than the limit, the usual way to learn whether more follows.
     *
     * @param key the key of an item, as {@link PageRequest#after()} takes it
     */
    public static <T> Slice<T> ofOneMore(List<T> rows, int limit, Function<T, String> key) {
        if (rows.size() <= limit) {
            return new Slice<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, limit);
        return new Slice<>(items, Optional.of(key.apply(items.get(limit - 1))));
    }

    /** The same page of something made from each item. */
    public <R> Slice<R> map(Function<? super T, ? extends R> change) {
        return new Slice<>(items.stream().<R>map(change).toList(), next);
    }
}
