package dev.tenure.check.table;

import java.util.List;

/** Something that a column can tell. */
public interface Fact {

    /** The name in options and messages. */
    String label();

    /** Whether several columns may tell it together. */
    boolean many();

    /** Headers by which it is known, in letters and digits of lower case, the best first. */
    List<String> headers();
}
