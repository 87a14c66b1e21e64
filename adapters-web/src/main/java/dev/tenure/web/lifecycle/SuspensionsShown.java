package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which suspensions an address asks for. */
enum SuspensionsShown {
    UNDECIDED("undecided", "To decide"),
    UPHELD("upheld", "Out for good"),
    LIFTED("lifted", "Lifted"),
    ALL("all", "All");

    private final String key;
    private final String label;

    SuspensionsShown(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** What the address asks for: the undecided ones unless it names others. */
    static SuspensionsShown of(@Nullable String key) {
        return Arrays.stream(values())
                .filter(one -> one.key.equals(key))
                .findFirst()
                .orElse(UNDECIDED);
    }

    String key() {
        return key;
    }

    Optional<String> state() {
        return this == ALL ? Optional.empty() : Optional.of(key);
    }

    List<LeaversPage.Tab> tabs(String address) {
        return Arrays.stream(values())
                .map(one -> new LeaversPage.Tab(Query.address(address, "state", one.key), one.label, one == this))
                .toList();
    }
}
