package dev.tenure.check.report;

import dev.tenure.check.findings.SystemSummary;
import dev.tenure.check.people.AsOf;
import dev.tenure.check.people.WorkerFile;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything that is told in words.
 *
 * @param asOf the time that was asked for
 * @param zone of days and times without one
 * @param zoneIsGuess whether it is merely this machine's
 * @param people the HR file, read
 * @param systems in the order in which they were given
 * @param unread how many rows were not used whole
 * @param firstUnread the first of them, in words
 * @param dormantDays after which an account is dormant
 * @param files that were written; none where none were wanted
 */
public record Outcome(
        AsOf asOf,
        ZoneId zone,
        boolean zoneIsGuess,
        WorkerFile.Result people,
        List<SystemSummary> systems,
        long unread,
        List<String> firstUnread,
        int dormantDays,
        List<Path> files) {}
