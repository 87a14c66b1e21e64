package dev.tenure.verifier;

/** The place of a finding. Lines count from 1, leaves and checkpoints from 0. {@link #words()} says it to a reader. */
public sealed interface Where {

    /** The place in words, such as {@code line 517, leaf 514}. Holds nothing of the file but numbers and field names. */
    String words();

    /** One of the four lines before the first leaf. */
    record Header(long line) implements Where {
        @Override
        public String words() {
            return "line " + line + ", header";
        }
    }

    /** The line of a leaf, or the line where it should have been. */
    record Leaf(long line, long index) implements Where {
        @Override
        public String words() {
            return "line " + line + ", leaf " + index;
        }
    }

    /**
     * The line of a disclosed value.
     *
     * @param line its line
     * @param leafIndex the leaf that it stands after
     * @param field the field that it names; a question mark where that could not be read
     */
    record Disclosure(long line, long leafIndex, String field) implements Where {
        @Override
        public String words() {
            return "line " + line + ", disclosure for leaf " + leafIndex + ", field " + field;
        }
    }

    /** One of the lines of a checkpoint in the export, or the line where it should have been. */
    record ExportCheckpoint(long line, long number) implements Where {
        @Override
        public String words() {
            return "line " + line + ", checkpoint " + number;
        }
    }

    /** The last line. */
    record End(long line) implements Where {
        @Override
        public String words() {
            return "line " + line + ", end";
        }
    }

    /** A checkpoint that the auditor kept, compared with the export. */
    record Kept(String name) implements Where {
        @Override
        public String words() {
            return "kept checkpoint " + name;
        }
    }
}
