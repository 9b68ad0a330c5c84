package dev.halab;

import dev.halab.machine.Provider;
import dev.halab.machine.docker.DockerProvider;
import dev.halab.machine.ssh.HostsProvider;
import dev.halab.machine.vagrant.VagrantProvider;
import dev.halab.node.ssh.SshKeys;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Programs;
import dev.halab.settings.Places;
import dev.halab.settings.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Who can make the machines. In use is the one that was asked for, else the one whose machines are there, else the
/// configured one.
final class Providers {
    static final List<String> NAMES = List.of("docker", "vagrant", "ssh");

    private final Places places;
    private final Path home;
    private final Programs programs;
    private final Map<String, String> environment;
    private final Supplier<Settings> settings;

    // guarded by this
    private Optional<Provider> current = Optional.empty();

    Providers(
            Places places, Path home, Programs programs, Map<String, String> environment, Supplier<Settings> settings) {
        this.places = places;
        this.home = home;
        this.programs = programs;
        this.environment = environment;
        this.settings = settings;
    }

    /// Refuses a name that is none; `vagrant:libvirt` is Vagrant with a provider of its own.
    static void require(String name) {
        String first = name.replaceFirst(":.*", "");
        boolean flavoured = name.contains(":");
        boolean fits = NAMES.contains(first) && (!flavoured || name.matches("vagrant:[a-z][a-z0-9_]{0,30}"));
        if (!fits) {
            throw HalabException.usage(new Problem(
                    "There is no provider '%s'%s".formatted(name, DidYouMean.suffix(name, NAMES)),
                    "the providers are: %s; vagrant may name its own, like vagrant:libvirt"
                            .formatted(String.join(", ", NAMES)),
                    "halab doctor"));
        }
    }

    /// Uses this one from now on, whatever is there.
    synchronized void choose(String name) {
        require(name);
        current = Optional.of(of(name));
    }

    synchronized Provider current() {
        Provider provider =
                current.or(this::standing).orElseGet(() -> of(settings.get().provider()));
        current = Optional.of(provider);
        return provider;
    }

    /// The one whose machines are there.
    Optional<Provider> standing() {
        return NAMES.stream()
                .map(this::of)
                .filter(provider -> provider.topology().isPresent())
                .findFirst();
    }

    /// All that there are.
    List<Provider> all() {
        return NAMES.stream().map(this::of).toList();
    }

    private Provider of(String name) {
        require(name);
        Path vagrant = home.resolve("vagrant");
        if (name.equals("docker")) {
            return new DockerProvider(
                    programs,
                    vagrant.resolve("image"),
                    places.state().resolve("docker"),
                    settings.get().network(),
                    SshKeys::generate);
        }
        if (name.equals("ssh")) {
            return new HostsProvider(
                    places.config().resolve("inventory.yaml"),
                    places.state().resolve("ssh"),
                    new HostsBySsh(),
                    SshKeys::generate,
                    Owner.ofThisHost(),
                    InstantSource.system());
        }
        String flavour = name.contains(":") ? name.substring(name.indexOf(':') + 1) : "";
        return new VagrantProvider(
                programs,
                vagrant,
                places.state().resolve("vagrant"),
                flavour,
                environment,
                SshKeys::generate,
                InstantSource.system());
    }
}
