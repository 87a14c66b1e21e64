package dev.tenure.web.secrets;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rotations an address asks for. */
enum RotationsShown {
    OPEN("open", "Open"),
    OVERDUE("overdue", "Overdue"),
    DUE("due", "New value wanted"),
    NEW_ADDED("new-added", "Changing over"),
    IN_USE("in-use", "To be revoked"),
    REVOKING("revoking", "Being revoked"),
    REVOCATION_STATED("revocation-stated", "To be looked at"),
    OLD_REVOKED("old-revoked", "Done"),
    CANCELLED("cancelled", "Not wanted"),
    ALL("all", "All");

    /** The states in which the old value may still work, each of which can be asked for. */
    static final List<RotationsShown> STATES_OF_OPEN = List.of(DUE, NEW_ADDED, IN_USE, REVOKING, REVOCATION_STATED);

    private final String key;
    private final String label;

    RotationsShown(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** What the address asks for: the open ones unless it names others. */
    static RotationsShown of(@Nullable String key) {
        return Arrays.stream(values())
                .filter(one -> one.key.equals(key))
                .findFirst()
                .orElse(OPEN);
    }

    String key() {
        return key;
    }

    /** Whether it is put together from several states. */
    boolean isGathered() {
        return this == OPEN || this == OVERDUE;
    }

    /** The state's label; empty where it is not one state. */
    Optional<String> state() {
        return isGathered() || this == ALL ? Optional.empty() : Optional.of(key);
    }

    List<Frame.Link> tabs(String address, String secret) {
        return Arrays.stream(values())
                .map(one -> new Frame.Link(
                        Query.address(address, "state", one.key, "secret", secret), one.label, one == this))
                .toList();
    }
}
