package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Modification;
import dev.tenure.connector.spi.Evidence.Fact;
import java.util.List;

/** What is to be done about an entry as it was read. */
sealed interface Decision {

    /** The entry shows the state already. */
    record AlreadySo(List<Fact> facts) implements Decision {}

    /** This write brings the state about. */
    record Write(List<Modification> modifications) implements Decision {

        @Override
        public String toString() {
            return "Write[" + modifications.size() + " modifications]";
        }
    }

    /** It cannot be done, or not be verified, until a person acts. */
    record Impossible(String reason) implements Decision {}
}
