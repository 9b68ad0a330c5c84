package dev.halab.node;

import java.time.Duration;

/// A command for a node.
///
/// @param user who runs it
/// @param script a bash script; it gets `input` on its standard input, not its own text
/// @param input the bytes of its standard input, as text
/// @param limit the longest it may take
public record Command(User user, String script, String input, Duration limit) {
    /// The users that every provider makes on every node.
    public enum User {
        /// Runs checks; not seen by the learner.
        HALAB("halab"),
        /// Runs answers and owns the learner's shell; may use sudo without a password.
        LEARNER("learner");

        private final String login;

        User(String login) {
            this.login = login;
        }

        /// The login name.
        public String login() {
            return login;
        }
    }

    /// A script of the learner's user without input.
    public static Command asLearner(String script, Duration limit) {
        return new Command(User.LEARNER, script, "", limit);
    }
}
