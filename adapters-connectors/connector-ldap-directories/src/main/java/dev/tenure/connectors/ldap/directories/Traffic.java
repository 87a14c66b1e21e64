package dev.tenure.connectors.ldap.directories;

/** How many searches and modifications are under way, and the most there were at once. */
final class Traffic {

    private int now;
    private int most;

    synchronized void begin() {
        now++;
        most = Math.max(most, now);
    }

    synchronized void end() {
        now--;
    }

    synchronized int most() {
        return most;
    }
}
