package dev.tenure.connector.spi;

import java.util.List;

/** The answer to "what changed since". */
public sealed interface Increment {

    /**
     * What changed, as far as it is told with this answer.
     *
     * @param items in any order; MAY be empty although more follows
     * @param next where to go on
     * @param more whether {@code next} already has something to tell
     */
    record Changed(List<Item> items, ResumeToken next, boolean more) implements Increment {

        public Changed {
            items = List.copyOf(items);
        }
    }

    /**
     * The token is no longer good: too old, of another replica, or never one of ours. The target is to be read whole.
     *
     * @param reason why, without personal data
     */
    record ReadWhole(String reason) implements Increment {}

    /** One thing that changed. */
    sealed interface Item {

        /** An account is there and is as shown, which MAY be as it was. */
        record Account(ObservedAccount account) implements Item {}

        /** An account is gone. */
        record AccountDeleted(AccountRef account) implements Item {}

        /** An entitlement is there with these members, whole however many there are. */
        record Entitlement(ObservedEntitlement entitlement) implements Item {}

        /** An entitlement is gone. */
        record EntitlementDeleted(EntitlementRef entitlement) implements Item {}
    }
}
