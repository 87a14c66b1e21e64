package dev.tenure.web.preservation;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which legal holds an address asks for. */
enum LegalHoldsShown {
    ALL("all", "All"),
    IN_FORCE("in-force", "In force"),
    LIFTING("lifting", "To be lifted"),
    LIFTED("lifted", "Lifted");

    private final String key;
    private final String label;

    LegalHoldsShown(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** What the address asks for: all unless it names a state. */
    static LegalHoldsShown of(@Nullable String key) {
        return Arrays.stream(values())
                .filter(one -> one.key.equals(key))
                .findFirst()
                .orElse(ALL);
    }

    String key() {
        return key;
    }

    /** The state's label; empty for all. */
    Optional<String> state() {
        return this == ALL ? Optional.empty() : Optional.of(key);
    }

    List<Frame.Link> tabs(String address) {
        return Arrays.stream(values())
                .map(one -> new Frame.Link(Query.address(address, "state", one.key), one.label, one == this))
                .toList();
    }
}
