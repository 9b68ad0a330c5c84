package dev.halab.machine;

/// One thing that `doctor` looked at.
///
/// @param subject what was looked at: "container engine", "memory"
/// @param grade how it stands
/// @param observed what was seen
/// @param mend the command that mends it; empty if there is nothing to mend
public record Finding(String subject, Grade grade, String observed, String mend) {
    /// How a finding stands.
    public enum Grade {
        OK("ok"),
        /// The lab runs, but worse.
        HURTS("will hurt"),
        /// The lab cannot run.
        BLOCKS("blocks");

        private final String words;

        Grade(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
