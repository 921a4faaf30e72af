package dev.calotype.plugin.samplers;

import dev.calotype.contracts.Candidate;
import dev.calotype.engine.PlanCode;
import dev.calotype.spi.Trajectory;
import dev.calotype.testkit.SamplerContract;
import java.util.stream.Stream;

/** Every sampler of this plugin keeps the contract of samplers, with its defaults and with the options below. */
final class ContractTest extends SamplerContract {
    @Override
    protected Trajectory throughBytes(Trajectory plan) {
        return PlanCode.read(PlanCode.write(plan));
    }

    @Override
    protected Stream<Candidate> more() {
        return Stream.of(
                Candidate.of(new Ddim(), new Ddim.Options(0.5, Arrival.NEXT, false)),
                Candidate.of(new Ddim(), new Ddim.Options(1, Arrival.NEXT, true)),
                Candidate.of(new EulerAncestral(), new EulerAncestral.Options(0)),
                Candidate.of(new DpmPlusPlus3M(), DpmOptions.multistep(3, 0)));
    }
}
