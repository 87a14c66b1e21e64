package dev.tenure.domain.inventory;

import java.util.Optional;

/**
 * How far automation may go on a system (ONB-1). A system starts by being observed and is promoted one step at a time by two
 * people; it may step back at once.
 */
public sealed interface SystemMode {

    /** The name in configuration, API and log. */
    String label();

    /** The next step up; empty at the top. */
    Optional<SystemMode> promoted();

    /** The system is read and nothing is planned. */
    record Observe() implements SystemMode {
        @Override
        public String label() {
            return "observe";
        }

        @Override
        public Optional<SystemMode> promoted() {
            return Optional.of(new Notify());
        }
    }

    /** What would be done is worked out, shown and recorded, and nothing is done. */
    record Notify() implements SystemMode {
        @Override
        public String label() {
            return "notify";
        }

        @Override
        public Optional<SystemMode> promoted() {
            return Optional.of(new Act());
        }
    }

    /** What is decided is done. */
    record Act() implements SystemMode {
        @Override
        public String label() {
            return "act";
        }

        @Override
        public Optional<SystemMode> promoted() {
            return Optional.empty();
        }
    }

    /**
     * The mode of a label.
     *
     * @throws IllegalArgumentException for any other text
     */
    static SystemMode of(String label) {
        return switch (label) {
            case "observe" -> new Observe();
            case "notify" -> new Notify();
            case "act" -> new Act();
            default -> throw new IllegalArgumentException("mode: write observe, notify or act");
        };
    }

    /** Whether going from this mode to the other gives automation more room. */
    default boolean isPromotionTo(SystemMode other) {
        return rank(other) > rank(this);
    }

    private static int rank(SystemMode mode) {
        return switch (mode) {
            case Observe o -> 0;
            case Notify n -> 1;
            case Act a -> 2;
        };
    }
}
