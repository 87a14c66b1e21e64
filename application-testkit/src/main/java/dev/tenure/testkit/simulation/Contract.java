package dev.tenure.testkit.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One contract as HR has it in its cabinet.
 *
 * @param shown the first day that HR's records show: who was converted may keep that of their first contract
 * @param converted whether it took the place of the one before, which then lasts until it begins
 */
record Contract(
        LocalDate start,
        LocalDate shown,
        boolean employee,
        boolean converted,
        ZoneId zone,
        Optional<LocalDate> lastDay,
        Optional<LocalDate> contractEnd,
        Optional<Instant> notice,
        Optional<LocalDate> leaveFrom,
        Optional<LocalDate> leaveUntil,
        boolean cancelled) {

    static Contract from(LocalDate start, boolean employee, ZoneId zone) {
        return new Contract(
                start,
                start,
                employee,
                false,
                zone,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    Contract startingOn(LocalDate day) {
        return new Contract(
                day, day, employee, converted, zone, lastDay, contractEnd, notice, leaveFrom, leaveUntil, cancelled);
    }

    Contract convertedFrom(Contract before, boolean keepsFirstDay) {
        return new Contract(
                start,
                keepsFirstDay ? before.shown : start,
                employee,
                true,
                zone,
                lastDay,
                contractEnd,
                notice,
                leaveFrom,
                leaveUntil,
                cancelled);
    }

    Contract in(ZoneId other) {
        return new Contract(
                start,
                shown,
                employee,
                converted,
                other,
                lastDay,
                contractEnd,
                notice,
                leaveFrom,
                leaveUntil,
                cancelled);
    }

    Contract ending(Optional<LocalDate> last, Optional<LocalDate> end, Optional<Instant> at) {
        return new Contract(start, shown, employee, converted, zone, last, end, at, leaveFrom, leaveUntil, cancelled);
    }

    Contract onLeave(LocalDate from, Optional<LocalDate> until) {
        return new Contract(
                start,
                shown,
                employee,
                converted,
                zone,
                lastDay,
                contractEnd,
                notice,
                Optional.of(from),
                until,
                cancelled);
    }

    Contract cancelled(boolean taken) {
        return new Contract(
                start, shown, employee, converted, zone, lastDay, contractEnd, notice, leaveFrom, leaveUntil, taken);
    }

    LocalDate dayAt(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    boolean hasBegun(Instant moment) {
        return !dayAt(moment).isBefore(start);
    }

    /** Whether the person was sent away under it, by day or by notice. */
    boolean isOver(Instant moment) {
        return lastDay.filter(day -> dayAt(moment).isAfter(day)).isPresent()
                || notice.filter(at -> !moment.isBefore(at)).isPresent();
    }
}
