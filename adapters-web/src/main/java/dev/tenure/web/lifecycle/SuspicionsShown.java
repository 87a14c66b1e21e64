package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which suspicions an address asks for. */
enum SuspicionsShown {
    OPEN("open", "To find out"),
    LEFT("left", "Have left"),
    STAYS("stays", "Work here"),
    SETTLED("settled", "HR told again"),
    ALL("all", "All");

    private final String key;
    private final String label;

    SuspicionsShown(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** What the address asks for: the open ones unless it names others. */
    static SuspicionsShown of(@Nullable String key) {
        return Arrays.stream(values())
                .filter(one -> one.key.equals(key))
                .findFirst()
                .orElse(OPEN);
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
