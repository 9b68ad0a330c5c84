package dev.halab.cluster;

import java.time.Instant;

final class FakeWriteTrialTest implements WriteTrialContract {
    private static WriteTrial in(FakeWriteTrial.State state) {
        return new FakeWriteTrial(state, Instant.EPOCH);
    }

    @Override
    public WriteTrial working() {
        return in(FakeWriteTrial.State.WORKING);
    }

    @Override
    public WriteTrial withoutQuorum() {
        return in(FakeWriteTrial.State.WITHOUT_QUORUM);
    }

    @Override
    public WriteTrial denying() {
        return in(FakeWriteTrial.State.DENYING);
    }

    @Override
    public WriteTrial refusing() {
        return in(FakeWriteTrial.State.REFUSING);
    }

    @Override
    public WriteTrial unreachable() {
        return in(FakeWriteTrial.State.UNREACHABLE);
    }
}
