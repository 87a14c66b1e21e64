package dev.tenure.testkit.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says where somebody stands by looking at HR's contracts on the day, and nothing else: no statements, no order of arrival,
 * none of the product's types.
 */
final class Oracle {

    private Oracle() {}

    /**
     * Where somebody stands.
     *
     * @param state as the product calls it
     * @param tenure which one, from 1
     * @param isOut whether they are to hold no access
     */
    record Standing(String state, int tenure, boolean isOut) {}

    /** HR's contracts behind one that another source tells of, where that was over before HR's first day. */
    static List<Contract> behind(List<Contract> contracts, Contract other) {
        boolean isAnyValid = contracts.stream().anyMatch(contract -> !contract.cancelled());
        boolean isBefore = contracts.stream()
                .filter(contract -> !isAnyValid || !contract.cancelled())
                .allMatch(contract -> other.lastDay()
                        .filter(day -> day.isBefore(contract.start()))
                        .isPresent());
        return isBefore ? Stream.concat(Stream.of(other), contracts.stream()).toList() : contracts;
    }

    /** What the contracts, the earliest first, make of a person at a moment. */
    static Standing at(List<Contract> contracts, Instant moment) {
        List<Contract> valid = contracts.stream().filter(c -> !c.cancelled()).toList();
        if (valid.isEmpty()) {
            return new Standing("cancelled", 1, true);
        }
        List<Integer> tenures = tenures(valid);
        for (int i = valid.size() - 1; i >= 0; i--) {
            if (isWorking(valid, i, moment)) {
                return new Standing(working(valid, i, moment), tenures.get(i), false);
            }
        }
        for (int i = 0; i < valid.size(); i++) {
            Contract next = valid.get(i);
            if (!next.hasBegun(moment) && !next.isOver(moment)) {
                String state = next.lastDay().isPresent() && !isContinued(valid, i) ? "expected, ending" : "expected";
                return new Standing(state, tenures.get(i), i > 0);
            }
        }
        int last = valid.size() - 1;
        Contract left = valid.get(last);
        boolean isEmployed =
                !left.dayAt(moment).isAfter(left.contractEnd().or(left::lastDay).orElseThrow());
        return new Standing(isEmployed ? "garden-leave" : "ended", tenures.get(last), true);
    }

    private static String working(List<Contract> valid, int index, Instant moment) {
        Contract contract = valid.get(index);
        boolean isAway = contract.leaveFrom()
                        .filter(from -> !contract.dayAt(moment).isBefore(from))
                        .isPresent()
                && contract.leaveUntil()
                        .filter(until -> contract.dayAt(moment).isAfter(until))
                        .isEmpty();
        boolean isEnding = contract.lastDay().isPresent() && !isContinued(valid, index);
        return (isAway ? "on-leave" : "active") + (isEnding ? ", ending" : "");
    }

    private static boolean isWorking(List<Contract> valid, int index, Instant moment) {
        Contract contract = valid.get(index);
        if (!contract.hasBegun(moment)) {
            return false;
        }
        return isContinued(valid, index) ? !valid.get(index + 1).hasBegun(moment) : !contract.isOver(moment);
    }

    /** Whether the next contract follows without a day between. */
    private static boolean isContinued(List<Contract> valid, int index) {
        if (index + 1 == valid.size()) {
            return false;
        }
        Contract contract = valid.get(index);
        Contract next = valid.get(index + 1);
        return next.converted()
                || (contract.notice().isEmpty()
                        && contract.lastDay()
                                .filter(day -> day.plusDays(1).equals(next.start()))
                                .isPresent());
    }

    private static List<Integer> tenures(List<Contract> valid) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < valid.size(); i++) {
            boolean isSame = i > 0
                    && isContinued(valid, i - 1)
                    && valid.get(i).employee() == valid.get(i - 1).employee();
            numbers.add(i == 0 ? 1 : numbers.getLast() + (isSame ? 0 : 1));
        }
        return numbers;
    }
}
