# stand-in.rb VAGRANTFILE PROVIDER: what the Vagrantfile would make with a provider of Vagrant, as JSON, without Vagrant
# and without the provider. It knows no setting by name: what is set is recorded, whatever it is called.
require "json"

class Recorded
  attr_reader :set, :calls

  def initialize
    @set = {}
    @calls = []
  end

  # VMware's own settings are a table
  def vmx = @set["vmx"] ||= {}

  def respond_to_missing?(*) = true

  def method_missing(name, *arguments, **options)
    if name.end_with?("=")
      @set[name.to_s.delete_suffix("=")] = arguments.first
    elsif arguments.empty? && options.empty?
      @set[name.to_s]
    else
      @calls << [name.to_s, *arguments, *(options.empty? ? [] : [options])]
    end
  end
end

class Machines < Recorded
  attr_reader :providers, :defined

  def initialize
    super
    @providers = []
    @defined = []
  end

  def provider(name, &block) = @providers << [name.to_s, block]

  def define(name, &block) = @defined << [name.to_s, block]
end

Config = Struct.new(:vm, :ssh)

module Vagrant
  def self.require_version(*) = nil

  def self.configure(version)
    raise "version #{version}" unless version == "2"

    $config = Config.new(Machines.new, Recorded.new)
    yield $config
  end
end

load ARGV.fetch(0)
provider = ARGV.fetch(1)

machines = $config.vm.defined.map do |name, block|
  machine = Config.new(Machines.new, Recorded.new)
  block.call(machine)
  chosen = Recorded.new
  [[$config.vm, machine], [machine.vm, machine]].each do |vm, override|
    vm.providers.select { |each, _| each == provider }.each { |_, configure| configure.call(chosen, override) }
  end
  {
    "name" => name,
    "vm" => $config.vm.set.merge(machine.vm.set),
    "ssh" => $config.ssh.set.merge(machine.ssh.set),
    "calls" => $config.vm.calls + machine.vm.calls,
    "provider" => chosen.set
  }
end
puts JSON.generate(machines)
