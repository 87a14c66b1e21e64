package dev.tenure.domain.engagement;

/**
 * How long people who are no employees may be here without anybody looking again.
 *
 * @param longestDays the most days that one approval is good for
 * @param usualDays how many are proposed where nobody names an end
 * @param sponsorDays how many days there are to find another sponsor for one who left
 */
public record EngagementPolicy(int longestDays, int usualDays, int sponsorDays) {

    public EngagementPolicy {
        if (longestDays < 1 || usualDays < 1 || usualDays > longestDays || sponsorDays < 1) {
            throw new IllegalArgumentException(
                    "engagement: the usual days are at least 1 and no more than the longest; days for a sponsor at least 1");
        }
    }
}
