package dev.tenure.persistence.provisioning;

import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.persistence.statement.Columns;
import java.sql.SQLException;
import java.time.Duration;

/** A limit as three columns keep it. */
final class StoredLimit {

    private StoredLimit() {}

    /** @param prefix what the names of the columns begin with */
    static GuardLimit read(Columns row, String prefix) throws SQLException {
        return new GuardLimit(
                row.smallNumber(prefix + "number"),
                row.smallNumber(prefix + "share_percent"),
                Duration.ofMillis(row.number(prefix + "window_ms")));
    }
}
