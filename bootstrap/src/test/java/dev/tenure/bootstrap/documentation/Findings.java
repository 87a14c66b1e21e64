package dev.tenure.bootstrap.documentation;

import java.util.List;

/**
 * What a check of the documents found.
 *
 * @param seen how many places it looked at
 * @param broken what does not hold, each with the document
 */
record Findings(int seen, List<String> broken) {
    Findings {
        broken = List.copyOf(broken);
    }
}
